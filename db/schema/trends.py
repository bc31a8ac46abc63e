"""Schema mart, trends: badges with the inputs they were computed from."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.schema.mart import WEEK_ON
from db.schema.registry import loaded_at, metadata

badge = Table(
    "badge",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist tested, or whose track."),
    Column("track_id", ForeignKey("core.track.track_id"), comment="Track tested; null for the artist as a whole."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), nullable=False, comment="What is measured."),
    Column("week_on", Date, nullable=False, comment=WEEK_ON),
    Column(
        "tier",
        Text,
        comment="confirmed, rising, new release, raw only, expected, check data, spike over, back to normal, new "
        "activity; null when nothing is to be said.",
    ),
    Column(
        "direction", Text, nullable=False, comment="up or down: the side of the change; of a new release, the total's."
    ),
    Column("is_raw", Boolean, nullable=False, comment="The plain rule holds: ratio at least threshold (down: 1/it)."),
    Column("reason", Text, nullable=False, comment="Why this tier, in a sentence."),
    Column("ratio", Float, comment="this_week / last_week; null when last_week is 0 or unknown."),
    Column(
        "expected_ratio_low",
        Float,
        comment="Lower end of the 95 % interval of this week / expected, not of ratio, which may lie outside.",
    ),
    Column("expected_ratio_high", Float, comment="Upper end of that interval."),
    Column("extra", BigInteger, comment="this_week less last_week, in units."),
    Column("this_week", BigInteger, comment="Input: this week, like for like; null where nothing can be compared."),
    Column("last_week", BigInteger, comment="Input: the week before, like for like."),
    Column("settled_this_week", BigInteger, comment="Input y: this_week without tracks out for less than 4 weeks."),
    Column("settled_last_week", BigInteger, comment="Input b: last_week without these tracks."),
    Column("roster_factor", Float, comment="Input: median move of all artists this week (holidays), taken out of z."),
    Column("days_matched", SmallInteger, nullable=False, comment="Input: days seen in both weeks, 0 to 7."),
    Column("expected", Float, comment="Input e: median of the last 8 ordinary weeks on this week's tracks and days."),
    Column("weeks_known", SmallInteger, nullable=False, comment="Input: ordinary weeks behind expected and sigma."),
    Column("sigma", Float, comment="Input: noise of ln(this week / expected) beside counting noise."),
    Column("z", Float, comment="ln(this week / expected) in standard deviations."),
    Column("p_value", Float, comment="Rank of z among past z of all artists, 0 to 1; not from a bell curve."),
    Column("is_significant", Boolean, nullable=False, comment="Passes Benjamini-Hochberg over the week's tests."),
    Column(
        "is_held",
        Boolean,
        nullable=False,
        comment="Rule and proof hold, whatever is doubtful about the data: such weeks stay out of later comparisons.",
    ),
    Column("false_discovery_rate", Float, nullable=False, comment="Input q of Benjamini-Hochberg."),
    Column("threshold", Float, nullable=False, comment="Input: threshold of the rule that applied."),
    Column("threshold_rule", Text, nullable=False, comment="Whose rule applied: global, team or artist."),
    Column("floor", Integer, nullable=False, comment="Input: extra units a confirmed badge needs."),
    Column("data_flag", Text, comment="Input: what is doubtful about the data; null when nothing."),
    Column("total_change", BigInteger, comment="Input: change of the total from last week's report; null for tracks."),
    Column("new_releases_change", BigInteger, comment="Input: its part from songs less than 4 weeks old."),
    Column("last_tier", Text, comment="Input: tier of the week before, which this one may come back from."),
    Column("last_direction", Text, comment="Input: direction of that badge."),
    Column(
        "last_expected",
        Float,
        comment="Input: what was normal before last week's run of rises or falls, on this week's tracks and days.",
    ),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    UniqueConstraint(
        "artist_id",
        "track_id",
        "metric_id",
        "week_on",
        name="uq_badge_meaning",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint(
        "tier in ('confirmed', 'rising', 'new release', 'raw only', 'expected', 'check data', 'spike over', "
        "'back to normal', 'new activity')",
        name="tier_known",
    ),
    CheckConstraint("direction in ('up', 'down')", name="direction_known"),
    Index("ix_badge_metric_id_week_on", "metric_id", "week_on"),
    Index(
        "ix_badge_confirmed",
        "metric_id",
        "week_on",
        postgresql_where=text("tier = 'confirmed' and track_id is null"),
    ),
    schema="mart",
    comment="One row for each test of an artist's week (and for tracks that stand out), with all its inputs.",
    info={"natural_key": ["artist_id", "track_id", "metric_id", "week_on"]},
)
