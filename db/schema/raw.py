"""Schema raw: what providers answered, byte for byte, and when."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, LargeBinary, SmallInteger, Table, Text

from db.schema.registry import metadata

answer = Table(
    "answer",
    metadata,
    Column("answer_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the answer."),
    Column("provider", Text, nullable=False, comment="Who answered, for example soundcharts."),
    Column("endpoint", Text, nullable=False, comment="Name of the endpoint in our client, for example song."),
    Column("url", Text, nullable=False, comment="Path and query as asked for; credentials are never part of it."),
    Column("status", SmallInteger, nullable=False, comment="HTTP status of the answer."),
    Column("fetched_at", DateTime(timezone=True), nullable=False, comment="When the answer had arrived (UTC)."),
    Column("body", LargeBinary, nullable=False, comment="The body exactly as received, after content decoding."),
    Index("ix_answer_provider_endpoint_fetched_at", "provider", "endpoint", "fetched_at"),
    schema="raw",
    comment="Every provider answer that was used or refused for its content, as received.",
)
