"""The sheets of an audience's workbook: Summary, By track, Daily, Daily by track, Coverage, About."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from workbooks.audience import Answer, Metric, Question
from workbooks.audience_about import about, period
from workbooks.audience_chart import chart
from workbooks.audience_coverage import coverage
from workbooks.sheets import MOST_ROWS, Column, Range, Sheet, open_book

KINDS = {"stock": "level", "rolling": "average"}
FIGURES = (
    *(Column("Total", "count", 16), Column("Unit", width=12), Column("Daily average", "decimal", 16)),
    *(Column("Best day", "count", 14), Column("Days tracked", "count", 10), Column("Coverage", "share", 11)),
)
LARGEST_SHEET = MOST_ROWS - 10  # with its heading
TOO_MANY = f"A sheet holds {MOST_ROWS:,} rows, and there were more. These are the first; ask for fewer artists or days."


def write_audience(path: Path, question: Question, answer: Answer) -> None:
    """The workbook at ``path``, whole or not at all; one that stands there is replaced."""
    with open_book(path) as book:
        summary = book.sheet("Summary", *_heading(question, answer, "Music analytics"))
        _summary(summary, answer)
        _tracks(book.sheet("By track", *_heading(question, answer, "By track")), answer)
        shown = _shown(answer)
        daily = _daily(book.sheet("Daily", *_heading(question, answer, "Daily")), question, answer, shown)
        if question.is_daily:
            _track_days(book.sheet("Daily by track", *_heading(question, answer, "Daily by track")), answer, shown)
        coverage(book.sheet("Coverage", *_heading(question, answer, "Coverage")), answer)
        about(book.sheet("About", "About this file"), question, answer)
        chart(summary, daily, shown)


def _heading(question: Question, answer: Answer, title: str) -> list[str]:
    names = list(answer.artist_names)
    whose = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    platforms = "all platforms" if question.platforms is None else ", ".join(_names(question.platforms, answer))
    where = f"tracks in charts of {question.country}" if question.country else "worldwide"
    return [f"{title}: {whose}", f"{period(question)} · {platforms} · {where}", f"{answer.clock.sentence}"]


def _names(platforms: Sequence[str], answer: Answer) -> list[str]:
    return [answer.platform_name(code) for code in platforms]


def _shown(answer: Answer) -> list[Metric]:
    """Metrics of the answer, plays first."""
    found = {answer.metrics[row.metric] for row in answer.by_platform}
    return sorted(found, key=lambda each: (not each.is_play, each.platform_name, each.metric_name))


def _figures(row: Any, metric: Metric) -> tuple[Any, ...]:
    return row.total, metric.unit, row.daily_average, row.peak, row.days_tracked, row.coverage


def _summary(sheet: Sheet, answer: Answer) -> None:
    columns = (Column("Platform", width=24), Column("Figure", width=28), Column("Kind", width=12), *FIGURES)
    rows = [(row, answer.metrics[row.metric]) for row in answer.by_platform]
    plays = sorted((each for each in rows if each[1].is_play), key=lambda each: -(each[0].total or 0))
    known = [row.total for row, _ in plays if row.total is not None]
    total = sum(known) if known else None
    share = [row.total / total if total and row.total is not None else None for row, _ in plays]
    sheet.main_table(
        (*columns, Column("Share of plays", "share", 12)),
        ((*_named(metric), *_figures(row, metric), part) for (row, metric), part in zip(plays, share, strict=True)),
        [("All plays", None, None, total, "plays", *_average_and_best(answer), None, None, 1 if total else None)],
    )
    others = [(row, metric) for row, metric in rows if not metric.is_play]
    if others:
        sheet.part("Never added to plays", "Other counts, counts of all services together, levels, averages.")
        sheet.table(columns, ((*_named(metric), *_figures(row, metric)) for row, metric in others))


def _average_and_best(answer: Answer) -> tuple[float | None, int | None]:
    """Daily average of all plays, and the best day of their sum."""
    averages = [
        float(row.daily_average)
        for row in answer.by_platform
        if answer.metrics[row.metric].is_play and row.daily_average is not None
    ]
    of_day: dict[date, int] = {}
    for row in answer.by_date:
        if row.on_date is not None and row.total is not None and answer.metrics[row.metric].is_play:
            of_day[row.on_date] = of_day.get(row.on_date, 0) + row.total
    return sum(averages) if averages else None, max(of_day.values(), default=None)


def _named(metric: Metric) -> tuple[str, str, str]:
    return metric.platform_name, metric.metric_name, KINDS.get(metric.metric_kind, "adds up")


def _tracks(sheet: Sheet, answer: Answer) -> None:
    plays: dict[str, int] = {}
    for row in answer.by_track:
        if answer.metrics[row.metric].is_play:
            plays[row.track] = plays.get(row.track, 0) + (row.total or 0)
    rows = sorted(answer.by_track, key=lambda row: (-plays.get(row.track, -1), row.track))
    columns = (Column("Track", width=36), Column("Platform", width=16), Column("Figure", width=20), *FIGURES)
    named = ((row, answer.metrics[row.metric]) for row in rows[:LARGEST_SHEET])
    sheet.main_table(columns, ((row.track, m.platform_name, m.metric_name, *_figures(row, m)) for row, m in named))


def _daily(sheet: Sheet, question: Question, answer: Answer, shown: Sequence[Metric]) -> Range:
    """Every day of the period, those without a reading too."""
    found = {(row.on_date, row.metric): row.total for row in answer.by_date}
    totals = {row.metric: row.total for row in answer.by_platform}
    days = (question.to_on - question.from_on).days + 1
    each_day = (question.from_on + timedelta(days=number) for number in range(days))
    several = ["Several days at once", *(found.get((None, metric.metric)) for metric in shown)]
    whole = ["The period", *(totals.get(metric.metric) for metric in shown)]
    columns = [Column("Date", "day", 22), *(Column(metric.metric_name, "count", 16) for metric in shown)]
    rows = ([day, *(found.get((day, metric.metric)) for metric in shown)] for day in each_day)
    has_several = any(value is not None for value in several[1:])
    return sheet.main_table(columns, rows, [several, whole] if has_several else [whole])


def _track_days(sheet: Sheet, answer: Answer, shown: Sequence[Metric]) -> None:
    """What was read of a track on a day; Days is more than 1 where the days before were read with it."""
    tracked = [metric for metric in shown if metric.entity_kind != "artist"]
    places = {metric.metric: place for place, metric in enumerate(tracked)}
    columns = [
        *(Column("Date", "day", 12), Column("Days", "count", 7), Column("Track", width=36)),
        *(Column(metric.metric_name, "count", 16) for metric in tracked),
    ]

    def cells() -> Iterator[list[Any]]:
        for row in days:
            amounts: list[int | None] = [None] * len(places)
            for code, amount in zip(row.metrics, row.amounts, strict=True):
                amounts[places[code]] = amount
            yield [row.on_date, row.days, row.track, *amounts]

    days = iter(answer.track_days)
    few = islice(cells(), LARGEST_SHEET)
    sheet.main_table(columns, few)
    if next(days, None) is not None:
        sheet.part("There is more", TOO_MANY)
