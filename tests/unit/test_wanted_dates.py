"""Rankings wanted of a chart: within the history, not after the day of the run, newest first."""

from datetime import UTC, date, datetime, timedelta, timezone

from tasks.charts.dates import wanted_dates


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_newest_first_each_once_within_the_history() -> None:
    available = [noon(2026, 11, 5), noon(2026, 11, 19), noon(2026, 11, 12), noon(2026, 11, 19), noon(2026, 10, 1)]
    assert wanted_dates(available, date(2026, 11, 19), 14) == [
        noon(2026, 11, 19),
        noon(2026, 11, 12),
        noon(2026, 11, 5),
    ]


def test_a_day_earlier_is_too_old() -> None:
    assert wanted_dates([noon(2026, 11, 4)], date(2026, 11, 19), 14) == []


def test_rankings_after_the_day_of_the_run_are_left_for_later() -> None:
    assert wanted_dates([noon(2026, 11, 19), noon(2026, 11, 12)], date(2026, 11, 18), 365) == [noon(2026, 11, 12)]


def test_the_day_of_a_ranking_is_its_utc_day() -> None:
    tokyo = timezone(timedelta(hours=9))
    early = datetime(2026, 11, 20, 8, tzinfo=tokyo)  # 19 November, 23:00 in UTC
    assert wanted_dates([early], date(2026, 11, 19), 7) == [early]


def test_nothing_available_nothing_wanted() -> None:
    assert wanted_dates([], date(2026, 11, 19), 365) == []
