"""Rows of the report's queries, one record for each file of db/sql/queries/report."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from tasks.report.figures import NARROW_SPACE

# Of the warehouse: names in it are isolated from its direction, and stay so on a page.
Sentence = NewType("Sentence", str)


@dataclass(frozen=True)
class KnownWeeks:
    latest_on: date | None
    has_week: bool


@dataclass(frozen=True)
class LabelPair:
    """The label's week beside the one before, over tracks complete in both; None where there is no such track."""

    metric: str
    metric_name: str
    unit: str
    this_week: int | None
    last_week: int | None
    change: int | None
    ratio: float | None
    track_count: int
    tracks_compared: int
    taken_back: int = 0

    @property
    def has_correction(self) -> bool:
        """Whether what the platform took back shows in the change: one hundredth of the week before or more."""
        return self.taken_back * 100 >= (self.last_week or 0) and self.taken_back > 0


@dataclass(frozen=True)
class Clock:
    """Up to when figures are, when they came and how far behind, in a sentence."""

    sentence: Sentence


@dataclass(frozen=True)
class Lead:
    """The label's week in two sentences, and how earlier badges did."""

    headline: Sentence
    because: Sentence
    record: Sentence


@dataclass(frozen=True)
class Bridge:
    """A label's week from last week's total to its own; the parts add up."""

    last_total: int
    restated: int
    real_listening: int
    new_releases_change: int
    newly_linked: int
    missing_days: int
    total: int


@dataclass(frozen=True)
class NewRelease:
    """A release of the week beside the artist's last one, in a sentence."""

    artist_name: str
    sentence: Sentence


@dataclass(frozen=True)
class Cause:
    """The strongest cause of an artist's week, in a sentence, and its share of the change where that can be told."""

    artist_id: int
    sentence: Sentence
    share: float | None = None

    @property
    def words(self) -> str:
        """The sentence with the share, where it is a part worth telling."""
        if self.share is None or not 0.1 <= self.share < 0.995:
            return self.sentence
        return f"{self.sentence} ({round(self.share * 100)}{NARROW_SPACE}% of the change)"


@dataclass(frozen=True)
class Directions:
    """How many of the artists can be compared, and which way they went."""

    compared: int
    up: int
    down: int
    artists: int


@dataclass(frozen=True)
class Health:
    """Track-weeks (a track's week of one metric): expected, seen at all, complete; share is complete of expected."""

    expected: int
    seen: int
    complete: int
    share: float | None


@dataclass(frozen=True)
class Mover:
    """An artist that can be compared, the track that moved most the same way, and where they stand in the charts.

    `track_*` of charts tells the lead track's most telling move of the week; None when it made none.
    """

    artist_id: int
    artist_name: str
    country_code: str | None
    unit: str
    this_week: int
    last_week: int
    change: int
    ratio: float | None
    tracks_left_out: int | None
    track_count: int | None
    taken_back: int
    track_id: int | None
    track_name: str | None
    track_change: int | None
    best_position: int | None
    chart_name: str | None
    track_chart_name: str | None
    track_position: int | None
    track_moved_by: int | None
    track_is_entry: bool | None
    track_is_return: bool | None


@dataclass(frozen=True)
class LinePoint:
    """A week of a line; artist 0 is the label."""

    artist_id: int
    metric: str
    week_on: date
    value: int | None


@dataclass(frozen=True)
class ChartMove:
    """An entry, return or climb; other_charts counts where the track did the like, of_its_sort all there are."""

    track_name: str
    credit_name: str
    chart_name: str
    country_code: str | None
    position: int
    position_before: int | None
    moved_by: int | None
    is_entry: bool
    is_return: bool | None
    other_charts: int
    of_its_sort: int


@dataclass(frozen=True)
class CaveatCount:
    caveat: str
    entity_kind: str
    figures: int
    entities: int
    metric_names: str


@dataclass(frozen=True)
class CaveatExample:
    caveat: str
    entity_kind: str
    entity_name: str
    credit_name: str | None
    metric_name: str
    detail: str


@dataclass(frozen=True)
class Unfetched:
    """What the fetchers gave up on, counted by kind of work and platform."""

    kind: str
    platform: str
    items: int


@dataclass(frozen=True)
class RollCall:
    """One artist; value is like for like where is_comparable, else what was seen, None when nothing was."""

    artist_id: int
    artist_name: str
    country_code: str | None
    value: int | None
    ratio: float | None
    is_comparable: bool
    days_present: int | None
