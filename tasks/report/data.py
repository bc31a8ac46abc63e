"""The figures of one week, read from schema mart and turned into plain records."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Engine

from db.engine import check_reachable, make_engine
from db.week import WEEK, week_end, week_on
from tasks.report import records
from tasks.report.errors import ReportError
from tasks.report.names import shown, shown_sentence
from tasks.report.store import read_rows

Record = TypeVar("Record")
MOST_READ = 4  # of each sort: one reading serves the page that shows one and the page that shows most


def plain(value: Any) -> Any:
    """A database value as a page can show it: Decimal as int or float. Raises ValueError for NaN and infinity."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Decimal | float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("a figure is not a number")
        return int(value) if isinstance(value, Decimal) and value.as_tuple().exponent == 0 else float(value)
    return value


@dataclass(frozen=True)
class Week:
    """A week of the warehouse. `week_on` is its Friday; every figure is read when asked for, and once.

    `label` and `team` are whose artists it is of, as their cards have them; 'All' and None for all followed artists.
    """

    engine: Engine
    week_on: date
    label: str = "All"
    team: str | None = None
    _read: dict[tuple[object, ...], list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def ends_on(self) -> date:
        return week_end(self.week_on)

    @property
    def before(self) -> "Week":
        return replace(self, week_on=self.week_on - WEEK)

    def rows(self, name: str, record: type[Record], **parameters: Any) -> list[Record]:
        """Rows of db/sql/queries/report/<name>.sql as records; column names are field names."""
        asked = (name, record, repr(sorted(parameters.items())))
        if asked not in self._read:
            scope = {"week": self.week_on, "label": self.label, "team": self.team}
            found = read_rows(self.engine, name, {**scope, **parameters})
            sentences = {each.name for each in fields(record) if each.type is records.Sentence}  # type: ignore[arg-type]
            self._read[asked] = [
                record(**{key: (shown_sentence if key in sentences else plain)(value) for key, value in row.items()})
                for row in found
            ]
        return list(self._read[asked])

    def require(self) -> "Week":
        """This week, if the warehouse has figures for it; else ReportError with the latest week it has."""
        known = self.rows("known_weeks", records.KnownWeeks)[0]
        if known.has_week:
            return self
        if known.latest_on is None:
            raise ReportError("The warehouse holds no weekly figures yet; fetch audiences and run the rollup first.")
        raise ReportError(
            f"There are no figures for the week of {self.week_on}; the latest week there is {known.latest_on}."
        )

    def label_pairs(self) -> dict[str, records.LabelPair]:
        """The label's totals by metric code."""
        return {pair.metric: pair for pair in self.rows("label_pairs", records.LabelPair)}

    def directions(self, metric: str) -> records.Directions:
        return self.rows("direction_counts", records.Directions, metric=metric)[0]

    def lead(self) -> records.Lead | None:
        """The label's week in words; None for a week without figures of followed artists."""
        return next(iter(self.rows("lead", records.Lead)), None)

    def clock(self) -> records.Clock:
        return self.rows("clock", records.Clock)[0]

    def health(self, *, of_vendor: bool = False) -> records.Health:
        return self.rows("health", records.Health, of_vendor=of_vendor)[0]

    def movers(self, metric: str) -> list[records.Mover]:
        """Artists that can be compared, most extra units first."""
        return self.rows("movers", records.Mover, metric=metric)

    def lines(
        self, metric: str, artist_ids: Sequence[int], label_metrics: Sequence[str], weeks: int
    ) -> dict[tuple[int, str], list[int | None]]:
        """Like-for-like lines by (artist_id, metric), artist 0 for the label; `weeks` values each, None for unknown."""
        points = self.rows(
            "lines",
            records.LinePoint,
            metric=metric,
            artists=list(artist_ids),
            metrics=list(label_metrics),
            first_week=self.week_on - timedelta(weeks=weeks - 1),
        )
        lines: dict[tuple[int, str], list[int | None]] = {}
        for point in points:
            lines.setdefault((point.artist_id, point.metric), []).append(point.value)
        return lines

    def causes(self, artist_ids: Sequence[int]) -> dict[int, str]:
        """Why artists' weeks moved, a sentence by artist_id; none for whom nothing is known."""
        found = self.rows("causes", records.Cause, artists=list(artist_ids))
        return {cause.artist_id: cause.words for cause in found}

    def new_releases(self) -> list[records.NewRelease]:
        """Releases of followed artists in their first seven days, the strongest first."""
        return self.rows("new_releases", records.NewRelease)

    def chart_moves(self, top: int) -> list[records.ChartMove]:
        """At most `top` entries and `top` climbs."""
        return _first(top, self.rows("chart_moves", records.ChartMove, top=MOST_READ), lambda move: move.is_entry)

    def caveat_counts(self, *, of_vendor: bool = False) -> list[records.CaveatCount]:
        return self.rows("caveat_counts", records.CaveatCount, of_vendor=of_vendor)

    def caveat_examples(self, top: int, *, of_vendor: bool = False) -> list[records.CaveatExample]:
        """At most `top` examples of each caveat."""
        found = self.rows("caveat_examples", records.CaveatExample, top=MOST_READ, of_vendor=of_vendor)
        return _first(top, found, lambda example: example.caveat)

    def unfetched(self) -> list[records.Unfetched]:
        return self.rows("unfetched", records.Unfetched)

    def roll_call(self, metric: str) -> list[records.RollCall]:
        """Every artist of the warehouse, comparable ones first."""
        return self.rows("roll_call", records.RollCall, metric=metric)


def open_week(week: date | str, database_url: str | None = None, label: str = "All", team: str | None = None) -> Week:
    """The week of a label and team in the database of `database_url`, else of the environment's DATABASE_URL.

    Raises ReportError when the week is not named by its Friday or has no figures, DatabaseUnreachable when the database
    is away.
    """
    day = _day(week)
    friday = week_on(day)
    if day != friday:
        raise ReportError(
            f"{day} is a {day:%A}; a week is named by the Friday it begins with: use {friday} for the week it lies in."
        )
    url = database_url or os.environ.get("DATABASE_URL")
    if not url:
        raise ReportError("No database is named; set DATABASE_URL.")
    engine = make_engine(url, pool_size=1)
    check_reachable(engine)
    return Week(engine, day, label, team).require()


def _first(top: int, rows: Sequence[Record], sort_of: Callable[[Record], object]) -> list[Record]:
    """At most ``top`` rows of each sort, in their order."""
    if top > MOST_READ:
        raise ValueError(f"{top} of each sort are asked for and {MOST_READ} are read")
    seen = Counter[object]()
    kept = []
    for row in rows:
        seen[sort_of(row)] += 1
        if seen[sort_of(row)] <= top:
            kept.append(row)
    return kept


def _day(week: date | str) -> date:
    if isinstance(week, date):
        return week
    try:
        return date.fromisoformat(week)
    except ValueError:
        raise ReportError(f"{week!r} is not a day; write it like 2026-11-13.") from None
