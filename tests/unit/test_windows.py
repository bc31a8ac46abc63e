"""Windows of a long series: every day once, none too long."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasks.providers.reading import windows
from tasks.providers.soundcharts.endpoints import WINDOW_DAYS

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 2000), st.integers(1, 120))
def test_windows_cover_each_day_exactly_once_and_stay_short(first: date, more: int, days: int) -> None:
    cut = list(windows(first, first + timedelta(days=more), days))
    covered = [start + timedelta(days=n) for start, end in cut for n in range((end - start).days + 1)]
    assert covered == [first + timedelta(days=n) for n in range(more + 1)]
    assert all((end - start).days + 1 <= days for start, end in cut)


def test_soundcharts_takes_ninety_days() -> None:
    assert WINDOW_DAYS == 90
    assert list(windows(date(2026, 1, 1), date(2026, 6, 29), 90)) == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 29)),
    ]


def test_an_end_before_the_start_has_no_windows() -> None:
    assert list(windows(date(2026, 1, 2), date(2026, 1, 1), 90)) == []
