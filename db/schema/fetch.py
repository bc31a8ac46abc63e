"""Schema ops, how often: rules narrower than ops.fetch_policy, by platform and by the size of artists."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Interval,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from db.schema.registry import metadata

fetch_rule = Table(
    "fetch_rule",
    metadata,
    Column("kind", ForeignKey("ops.work_kind.kind"), nullable=False, comment="Kind of work."),
    Column("platform", Text, nullable=False, server_default="", comment="Platform it is for; empty for all."),
    Column(
        "least_streams",
        BigInteger,
        nullable=False,
        server_default="0",
        comment="For artists of at least so many streams a week (median of 8), and tracks of theirs; 0 for all.",
    ),
    Column("stale_after", Interval, nullable=False, comment="Fetched again when the last success is older."),
    PrimaryKeyConstraint("kind", "platform", "least_streams"),
    CheckConstraint("least_streams >= 0", name="least_streams_range"),
    CheckConstraint("platform <> '' or least_streams > 0", name="narrower_than_all"),
    schema="ops",
    comment="How often charted tracks and artists are fetched, where not as ops.fetch_policy says of the kind.",
)
