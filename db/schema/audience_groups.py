"""Schema core, audience groups: readings of tracks of the same artists added up by day, so that years are not read."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from db.schema.registry import metadata

# Made of other rows to be read in their place: no part of what a warehouse says.
SHORTCUT = {"is_content": False}

audience_group = Table(
    "audience_group",
    metadata,
    Column("group_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the group."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), nullable=False, comment="What is measured."),
    Column("artist_ids", ARRAY(BigInteger), nullable=False, comment="Artists of every track or sound of it, in order."),
    Column("series_count", Integer, nullable=False, comment="How many series its sums are of."),
    UniqueConstraint("metric_id", "artist_ids", name="uq_audience_group_meaning"),
    schema="core",
    comment="Series of one metric whose tracks or sounds have the same artists: a question about artists asks for all "
    "of them or none. Worldwide counts by day alone, and none of an id that another mirrors. Made by the rollup.",
    info=SHORTCUT,
)

_GROUP_ID = "core.audience_group.group_id"

audience_group_series = Table(
    "audience_group_series",
    metadata,
    Column(
        "series_id",
        ForeignKey("core.audience_series.series_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="Series.",
    ),
    Column("group_id", ForeignKey(_GROUP_ID, ondelete="CASCADE"), nullable=False, comment="Group it is summed in."),
    Column("first_on", Date, nullable=False, comment="Day of its first reading."),
    Index("ix_audience_group_series_group_id", "group_id"),
    schema="core",
    comment="What the sums of a group are of.",
    info=SHORTCUT,
)

audience_group_day = Table(
    "audience_group_day",
    metadata,
    Column("group_id", ForeignKey(_GROUP_ID, ondelete="CASCADE"), primary_key=True, comment="Group."),
    Column("on_date", Date, primary_key=True, comment="Day."),
    Column("amount", BigInteger, comment="Sum of what came on exactly this day; null where nothing tells."),
    Column("readings", Integer, nullable=False, comment="Series with a reading of this day."),
    schema="core",
    comment="Sums of a group by day.",
    info=SHORTCUT,
)

audience_group_gap = Table(
    "audience_group_gap",
    metadata,
    Column(
        "series_id",
        ForeignKey("core.audience_group_series.series_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="Series.",
    ),
    Column("last_on", Date, primary_key=True, comment="Day of the reading that ends it."),
    Column("group_id", ForeignKey(_GROUP_ID, ondelete="CASCADE"), nullable=False, comment="Group of the series."),
    Column("first_on", Date, nullable=False, comment="Day after the reading before."),
    Column("amount", BigInteger, nullable=False, comment="What came in all of these days together."),
    Column("value", BigInteger, nullable=False, comment="The reading that ends it."),
    Index("ix_audience_group_gap_group_id", "group_id", "last_on"),
    schema="core",
    comment="What was read of a series of a group over several days, which nobody can tell by day.",
    info=SHORTCUT,
)
