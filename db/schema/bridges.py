"""Schema mart: the week of an artist and of a label as totals whose change adds up."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
)

from db.schema.mart import LAST_WEEK, THIS_WEEK, WEEK_ON
from db.schema.registry import loaded_at, metadata

ADDS_UP = "last_total + restated + real_listening + new_releases_change + newly_linked + missing_days = total"


def _figures() -> list[Column[int]]:
    """Totals of a week and of the week before, and the parts of the change between them; new columns at each call."""
    return [
        Column("total", BigInteger, nullable=False, comment="Everything seen in the week, new releases included."),
        Column(
            "last_total",
            BigInteger,
            nullable=False,
            comment="The week before as it was known the Monday after it, 07:00 UTC, with the links of then; links "
            "changed after this week's own report are left as they are now; all as now known where nothing was known.",
        ),
        Column("change", BigInteger, Computed("total - last_total", persisted=True), comment="Difference of the two."),
        Column("restated", BigInteger, nullable=False, comment="What the week before became since its report."),
        Column(
            "real_listening",
            BigInteger,
            nullable=False,
            comment="Change over the same tracks or sounds and the same days, new releases apart.",
        ),
        Column(
            "new_releases",
            BigInteger,
            nullable=False,
            comment="Part of the total that comes from songs less than 4 weeks old when the week ends.",
        ),
        Column(
            "new_releases_change",
            BigInteger,
            nullable=False,
            comment="Part of the change that comes from these: whole weeks of a song's first two, then matched days.",
        ),
        Column("newly_linked", BigInteger, nullable=False, comment="Tracks or sounds linked since, less others."),
        Column("missing_days", BigInteger, nullable=False, comment="Days seen in only one of the weeks."),
        Column(
            "account_remainder",
            BigInteger,
            nullable=False,
            comment="Part of the total that only the account knows: its figure less the linked songs, where it is "
            "the basis; never below 0.",
        ),
    ]


artist_bridge = Table(
    "artist_bridge",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), primary_key=True, comment="What is measured."),
    Column("week_on", Date, primary_key=True, comment=WEEK_ON),
    Column("basis", Text, nullable=False, comment="Basis of the week, of both sides."),
    *_figures(),
    Column(
        "was_reported",
        Boolean,
        nullable=False,
        comment="Anything was known of the week before when it was reported; else last_total is as now known.",
    ),
    Column("track_count", Integer, nullable=False, comment="Linked tracks or sounds with a reading."),
    Column("tracks_compared", Integer, nullable=False, comment="Of these, seen on days of both weeks."),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint(ADDS_UP, name="adds_up"),
    Index("ix_artist_bridge_metric_id_week_on", "metric_id", "week_on"),
    schema="mart",
    comment="Growth bridge: an artist's total and what its change from the last report is made of; the parts add up "
    "exactly. The week after the last one with figures has a row too, in which all is missing days.",
    info={"natural_key": ["artist_id", "metric_id", "week_on"]},
)

label_week = Table(
    "label_week",
    metadata,
    Column("label", Text, nullable=False, comment="Label of the confirmed cards; 'All' for their union."),
    Column("team", Text, comment="Team within the label; null for the whole label."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), nullable=False, comment="What is measured."),
    Column("week_on", Date, nullable=False, comment=WEEK_ON),
    *_figures(),
    Column(
        "shared_total",
        BigInteger,
        nullable=False,
        comment="Part of the total: what songs of several of its artists would be counted too often, below 0.",
    ),
    Column("shared_last_total", BigInteger, nullable=False, comment="The same part of last_total."),
    Column("shared_new_releases", BigInteger, nullable=False, comment="The same part of new_releases."),
    Column("this_week", BigInteger, comment=THIS_WEEK),
    Column("last_week", BigInteger, comment=LAST_WEEK),
    Column("settled_this_week", BigInteger, comment="this_week without songs less than 4 weeks old in either week."),
    Column("settled_last_week", BigInteger, comment="last_week without these songs."),
    Column("days_matched", SmallInteger, nullable=False, comment="Days seen in both weeks, weighted mean of artists."),
    Column("days_present", SmallInteger, nullable=False, comment="Days of the week with any reading, 0 to 7."),
    Column("track_count", Integer, nullable=False, comment="Tracks or sounds with a reading."),
    Column("tracks_compared", Integer, nullable=False, comment="Of these, seen on days of both weeks."),
    Column("artist_count", Integer, nullable=False, comment="Artists with a confirmed card and a figure."),
    Column("artists_on_account", Integer, nullable=False, comment="Of these, shown by their account."),
    Column(
        "top_artist_id",
        ForeignKey("core.artist.artist_id"),
        comment="Artist whose total changed most; null where none changed.",
    ),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint(ADDS_UP, name="adds_up"),
    Index(
        "uq_label_week_label_team_metric_id_week_on",
        "label",
        "team",
        "metric_id",
        "week_on",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
    schema="mart",
    comment="Weekly figures of each label, and each team in it, over its confirmed artist cards; a track or sound "
    "once, however many artists share it.",
    info={"natural_key": ["label", "team", "metric_id", "week_on"]},
)
