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
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import BIT

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
    Column("whole_on", Date, comment="Day by which each of its series had been read; null until it is summed."),
    UniqueConstraint("metric_id", "artist_ids", name="uq_audience_group_meaning"),
    Index("ix_audience_group_artist_ids", "artist_ids", postgresql_using="gin"),
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

audience_group_month = Table(
    "audience_group_month",
    metadata,
    Column("group_id", ForeignKey(_GROUP_ID, ondelete="CASCADE"), primary_key=True, comment="Group."),
    Column("month_on", Date, primary_key=True, comment="First day of the month its sums are of."),
    Column("amounts", Numeric, nullable=False, comment="What came on exactly each day, its days packed."),
    Column("told_days", BIT(31), nullable=False, comment="The days something tells of as ones, from the 1st on."),
    Column("readings", Numeric, nullable=False, comment="Series with a reading of each day, its days packed."),
    Column("gap_amount", Numeric, comment="What came in those of its gaps that lie in this month; null where none do."),
    Column("gap_days", BIT(31), nullable=False, comment="The days of these gaps as ones, from the 1st on."),
    schema="core",
    comment="Sums of a group by day, those of a month in one row and one number, 24 digits a day (core.unpacked_days): "
    "numbers so packed are added in one, so that years of many groups are read as quickly as a few.",
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
    Index(
        "ix_audience_group_gap_over_months",
        "group_id",
        "last_on",
        postgresql_where=text("date_trunc('month', first_on::timestamp) < date_trunc('month', last_on::timestamp)"),
    ),
    schema="core",
    comment="What was read of a series of a group over several days, which nobody can tell by day.",
    info=SHORTCUT,
)

audience_change = Table(
    "audience_change",
    metadata,
    Column("change_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the change."),
    Column("track_id", BigInteger, comment="Track whose series, credits or release are others now; or null."),
    Column("sound_id", BigInteger, comment="Sound whose series are others now; or null."),
    Column("membership", Text, comment="links or sounds, of which some are others now; or null."),
    schema="core",
    comment="What has changed since the last rollup in what sums of groups are of; all three null: something of any "
    "group. Entered by triggers (db/sql/functions/audience_change.sql), taken away by the rollup.",
    info=SHORTCUT,
)
