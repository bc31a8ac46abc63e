"""What a workbook of audiences tells: the question as it was put, and its answer as the warehouse gave it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).parent / "sql"
LONGEST_NAME = 60
# SQL with :named values -> rows with an attribute for each column, one after the other
Ask = Callable[[str, Mapping[str, Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """``artists``: our numbers as text. ``platforms``: codes, None for all. Both days are in the period."""

    artists: Sequence[str]
    platforms: Sequence[str] | None
    from_on: date
    to_on: date
    country: str | None
    is_daily: bool
    asked_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Metric:
    """``entity_kind``: track, artist or sound. ``is_play``: may be added over platforms; the words say of its total."""

    metric: str
    metric_name: str
    platform: str
    platform_name: str
    entity_kind: str
    metric_kind: str
    unit: str
    is_play: bool
    kind_in_words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows as workbooks/sql names their columns. ``track_days`` comes while it is written, and once."""

    artist_names: Sequence[str]
    metrics: Mapping[str, Metric]
    by_platform: Sequence[Any]
    by_track: Sequence[Any]
    by_date: Sequence[Any]
    track_days: Iterable[Any]
    coverage: Sequence[Any]
    left_out: Sequence[Any]
    clock: Any
    freshness: Sequence[Any]

    def platform_name(self, code: str) -> str:
        return next((each.platform_name for each in self.metrics.values() if each.platform == code), code)


def answer(question: Question, ask: Ask) -> Answer:
    """The answer; what ``ask`` raises passes through."""
    given = {
        "artists": list(question.artists),
        "platforms": None if question.platforms is None else list(question.platforms),
        "from_on": question.from_on,
        "to_on": question.to_on,
        "country": question.country,
    }

    def rows(query: str, **more: Any) -> list[Any]:
        return list(ask(_sql(query), {**given, **more}))

    return Answer(
        artist_names=[row.artist_name for row in rows("artists")],
        metrics={row.metric: Metric(*row) for row in rows("metrics")},
        by_platform=rows("figures", group_by="platform"),
        by_track=[row for row in rows("figures", group_by="track") if row.track is not None],
        by_date=rows("figures", group_by="date"),
        track_days=ask(_sql("track_days"), given) if question.is_daily else (),
        coverage=rows("coverage"),
        left_out=rows("left_out"),
        clock=rows("clock")[0],
        freshness=rows("freshness"),
    )


def file_name(artist_names: Sequence[str], from_on: date, to_on: date) -> str:
    """Such as audience-luna-vega-2026-10-01-2026-10-31.xlsx; several artists are told by their number."""
    kept = "".join(letter if letter.isalnum() else " " for letter in artist_names[0].casefold()) if artist_names else ""
    name = "-".join(kept.split())[:LONGEST_NAME].strip("-") or "artist"
    whose = name if len(artist_names) == 1 else f"{len(artist_names)}-artists"
    return f"audience-{whose}-{from_on}-{to_on}.xlsx"


def _sql(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text("utf-8")
