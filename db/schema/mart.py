"""Schema mart: weekly figures. People read them through the views of db/sql/views."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
)

from db.schema.registry import PROVENANCE, loaded_at, metadata

WEEK_ON = "The Friday the week begins with; it ends with Thursday."
VALUE = (
    "The week's figure by metric kind: flow summed over days seen; counter and stock the change since the week before; "
    "rolling the mean of days seen. Null when it can't be told, never 0 for missing."
)

THIS_WEEK = (
    "This week, like for like with last_week: same tracks, and of flows the same days; null with nothing to compare."
)
LAST_WEEK = "The week before, like for like with this_week: same tracks or sounds as now linked, same days."
DAYS_MATCHED = (
    "Days of the week seen in both weeks, 0 to 7; over tracks the mean weighted by their figures, rounded down. Of "
    "a sound 7 when both differences cover 7 days, 6 when they cover 6 to 8."
)

REPORTED = "The figure as it was known the Monday after the week, 07:00 UTC; null when nothing was known then."

track_week = Table(
    "track_week",
    metadata,
    Column("track_id", ForeignKey("core.track.track_id"), primary_key=True, comment="Track."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), primary_key=True, comment="What is measured."),
    Column("week_on", Date, primary_key=True, comment=WEEK_ON),
    Column("value", BigInteger, comment=VALUE),
    Column("this_week", BigInteger, comment=THIS_WEEK),
    Column("last_week", BigInteger, comment=LAST_WEEK),
    Column("change", BigInteger, Computed("this_week - last_week", persisted=True), comment="Difference of the two."),
    Column("days_matched", SmallInteger, nullable=False, server_default="0", comment=DAYS_MATCHED),
    Column(
        "correction", BigInteger, nullable=False, comment="Sum of the falls of a counter, 0 or less; part of value."
    ),
    Column("level", BigInteger, comment="Last reading of a counter or stock within the week; null for other kinds."),
    Column("days_present", SmallInteger, nullable=False, comment="Days of the week with a reading, 0 to 7."),
    Column(
        "days_spanned",
        SmallInteger,
        comment="Days the value covers: for differences from reading to reading, else days_present.",
    ),
    Column("is_complete", Boolean, nullable=False, comment="All 7 days present and exactly 7 days covered."),
    Column("reported", BigInteger, comment=REPORTED, info=PROVENANCE),
    Column(
        "double_days",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="Days of a flow that look like two in one: after a day without a reading, and up on the week before "
        "1.6 to 2.5 times as much as the rest of the week.",
    ),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint("extract(isodow from week_on) = 5", name="week_on_is_friday"),
    CheckConstraint("days_present between 0 and 7", name="days_present_range"),
    Index("ix_track_week_metric_id_week_on", "metric_id", "week_on"),
    schema="mart",
    comment="Weekly figure of each track on each platform.",
    info={"natural_key": ["track_id", "metric_id", "week_on"]},
)

sound_week = Table(
    "sound_week",
    metadata,
    Column("sound_id", ForeignKey("core.sound.sound_id"), primary_key=True, comment="TikTok sound."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), primary_key=True, comment="What is measured."),
    Column("week_on", Date, primary_key=True, comment=WEEK_ON),
    Column("value", BigInteger, comment=VALUE),
    Column("this_week", BigInteger, comment=THIS_WEEK),
    Column("last_week", BigInteger, comment=LAST_WEEK),
    Column("change", BigInteger, Computed("this_week - last_week", persisted=True), comment="Difference of the two."),
    Column("days_matched", SmallInteger, nullable=False, server_default="0", comment=DAYS_MATCHED),
    Column("correction", BigInteger, nullable=False, comment="Posts removed: sum of the falls, 0 or less; in value."),
    Column("level", BigInteger, comment="Last reading within the week."),
    Column("days_present", SmallInteger, nullable=False, comment="Days of the week with a reading, 0 to 7."),
    Column("days_spanned", SmallInteger, comment="Days the value covers, from reading to reading."),
    Column("is_complete", Boolean, nullable=False, comment="All 7 days present and exactly 7 days covered."),
    Column("reported", BigInteger, comment=REPORTED, info=PROVENANCE),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint("extract(isodow from week_on) = 5", name="week_on_is_friday"),
    CheckConstraint("days_present between 0 and 7", name="days_present_range"),
    Index("ix_sound_week_metric_id_week_on", "metric_id", "week_on"),
    schema="mart",
    comment="Weekly figure of each TikTok sound.",
    info={"natural_key": ["sound_id", "metric_id", "week_on"]},
)

artist_week = Table(
    "artist_week",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), primary_key=True, comment="What is measured."),
    Column("week_on", Date, primary_key=True, comment=WEEK_ON),
    Column(
        "basis",
        Text,
        nullable=False,
        comment="tracks: sum over the artist's tracks, full credit each; account: the artist's own series; sounds: sum "
        "over the artist's TikTok sounds.",
    ),
    Column("value", BigInteger, comment=VALUE),
    Column("this_week", BigInteger, comment=THIS_WEEK),
    Column("last_week", BigInteger, comment=LAST_WEEK),
    Column("change", BigInteger, Computed("this_week - last_week", persisted=True), comment="Difference of the two."),
    Column("days_matched", SmallInteger, nullable=False, server_default="0", comment=DAYS_MATCHED),
    Column("correction", BigInteger, nullable=False, comment="Sum of the falls of counters, 0 or less; part of value."),
    Column("level", BigInteger, comment="Last reading of a counter or stock within the week; null for other kinds."),
    Column(
        "days_present",
        SmallInteger,
        nullable=False,
        comment="Days with a reading; over tracks the least of them, over links and sounds the most of them.",
    ),
    Column("track_count", Integer, comment="Tracks or sounds with a reading; null on basis account."),
    Column("complete_track_count", Integer, comment="Of these, with a complete week; null on basis account."),
    Column("tracks_compared", Integer, comment="Of these, part of this_week and last_week; null on basis account."),
    Column("tracks_value", BigInteger, comment="Sum over linked tracks, also on basis account; null without any."),
    Column("account_value", BigInteger, comment="The account's own figure of the week; null where none is known."),
    Column("tracks_reported", BigInteger, comment="Of what was linked then. " + REPORTED, info=PROVENANCE),
    Column("account_reported", BigInteger, comment="Of the account. " + REPORTED, info=PROVENANCE),
    Column(
        "coverage_share",
        Float,
        comment="Sum of tracks_value over sum of account_value, over those of the last 8 weeks that have both; below "
        "0.8 the basis is account.",
    ),
    Column(
        "release_count",
        Integer,
        nullable=False,
        server_default="0",
        comment="Tracks out for less than 4 weeks; on basis account Spotify tracks, linked or not.",
    ),
    Column(
        "doubled_value",
        BigInteger,
        nullable=False,
        server_default="0",
        comment="Part of value from tracks with a day that looks like two in one.",
    ),
    Column(
        "settled_this_week",
        BigInteger,
        comment="this_week without tracks out for less than 4 weeks; null where an account can't be told without them.",
    ),
    Column("settled_last_week", BigInteger, comment="last_week without these tracks."),
    Column("is_complete", Boolean, nullable=False, comment="Every part of the figure covers all 7 days."),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint("basis in ('tracks', 'account', 'sounds')", name="basis_known"),
    CheckConstraint("extract(isodow from week_on) = 5", name="week_on_is_friday"),
    Index("ix_artist_week_metric_id_week_on", "metric_id", "week_on"),
    schema="mart",
    comment="Weekly figure of each artist on each platform.",
    info={"natural_key": ["artist_id", "metric_id", "week_on"]},
)
