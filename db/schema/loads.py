"""Schema ops, vendor loads: every delivery of a vendor table, what came of it, and when the next one is due."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    func,
    text,
)

from db.schema.registry import metadata

load = Table(
    "load",
    metadata,
    Column("load_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the load."),
    Column("source", Text, nullable=False, comment="Vendor table, for example LUMINATE_DAILY_SONG_METRICS."),
    Column("origin", Text, nullable=False, comment="File as given, or database address without password."),
    Column("content_sha256", Text, comment="SHA-256 of the file; null for a database."),
    Column("state", Text, nullable=False, comment="loaded, or refused: nothing of it was taken."),
    Column("reason", Text, comment="Why it was refused, for a reader; names column and row."),
    Column("arrived_at", DateTime(timezone=True), nullable=False, comment="When the vendor delivered it (UTC)."),
    Column(
        "loaded_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Read at (UTC).",
    ),
    Column("rows_read", Integer, nullable=False, server_default="0", comment="Rows in it."),
    Column("rows_new", Integer, nullable=False, server_default="0", comment="Rows that said something not known."),
    Column("rows_restated", Integer, nullable=False, server_default="0", comment="Rows that changed what was known."),
    Column("rows_same", Integer, nullable=False, server_default="0", comment="Rows that said what was known."),
    Column("rows_outside", Integer, nullable=False, server_default="0", comment="Rows of other metric types, regions."),
    Column("rows_rejected", Integer, nullable=False, server_default="0", comment="Rows refused, kept in ops.reject."),
    Column("first_on", Date, comment="First day the rows are of; null where they have no day."),
    Column("last_on", Date, comment="Last day the rows are of; null where they have no day."),
    Column("modified_until", DateTime(timezone=True), comment="Latest time of change in the rows; null without one."),
    CheckConstraint("state in ('loaded', 'refused')", name="state_known"),
    Index("ix_load_source_arrived_at", "source", "arrived_at"),
    Index(
        "uq_load_content",
        "source",
        "content_sha256",
        unique=True,
        postgresql_where=text("state = 'loaded' and content_sha256 is not null"),
    ),
    schema="ops",
    comment="Every delivery of a vendor table that was loaded or refused.",
)

source = Table(
    "source",
    metadata,
    Column("source", Text, primary_key=True, comment="Vendor table, or provider and kind, for example soundcharts."),
    Column("name", Text, nullable=False, comment="Name as people read it."),
    Column("cadence_days", SmallInteger, nullable=False, comment="A new delivery is expected every so many days."),
    Column("lag_days", SmallInteger, nullable=False, comment="Days the newest figures are usually behind."),
    Column("is_must_have", Boolean, nullable=False, server_default="true", comment="The report waits for it."),
    Column(
        "most_rejected_share",
        Numeric(4, 3),
        nullable=False,
        server_default="0.5",
        comment="A delivery of which a larger share of the rows was rejected does not make it fresh.",
    ),
    CheckConstraint("most_rejected_share between 0 and 1", name="most_rejected_share_range"),
    schema="ops",
    comment="Sources whose freshness is watched, with what is expected of them.",
)

world = Table(
    "world",
    metadata,
    Column("end_on", Date, primary_key=True, comment="Its last day, which is today to whoever reads its figures."),
    schema="ops",
    comment="The made-up world a warehouse holds; without a row it holds real data, and today is today.",
)
