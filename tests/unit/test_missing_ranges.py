"""Days asked for of an audience: over any sequence of runs, no day of the history is left out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasks.audience.spans import missing_ranges

TODAY = date(2026, 11, 19)
Run = tuple[int, int, int]


def days_of(spans: list[tuple[date, date]]) -> set[date]:
    return {first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)}


def test_the_first_time_asks_for_the_whole_history() -> None:
    assert missing_ranges(TODAY, 180, 7, None, None) == [(date(2026, 5, 24), TODAY)]


def test_later_asks_for_the_new_days_and_the_overlap_before_them() -> None:
    known = (date(2026, 5, 23), date(2026, 11, 18))
    assert missing_ranges(TODAY, 180, 7, *known) == [(date(2026, 11, 12), TODAY)]


def test_the_same_day_asks_for_the_overlap_again() -> None:
    assert missing_ranges(TODAY, 180, 7, date(2026, 5, 24), TODAY) == [(date(2026, 11, 13), TODAY)]


def test_a_longer_history_asks_for_the_older_days_too() -> None:
    known = (date(2026, 9, 1), date(2026, 11, 18))
    assert missing_ranges(TODAY, 180, 7, *known) == [
        (date(2026, 5, 24), date(2026, 8, 31)),
        (date(2026, 11, 12), TODAY),
    ]


def test_after_a_long_silence_the_history_is_asked_for_anew() -> None:
    known = (date(2025, 1, 1), date(2025, 12, 31))
    assert missing_ranges(TODAY, 90, 7, *known) == [(date(2026, 8, 22), TODAY)]


def test_the_overlap_does_not_reach_past_the_history() -> None:
    assert missing_ranges(TODAY, 5, 30, date(2026, 1, 1), date(2026, 11, 18)) == [(date(2026, 11, 15), TODAY)]


def test_a_day_before_what_is_known_asks_for_nothing_known() -> None:
    assert missing_ranges(date(2026, 11, 1), 30, 7, date(2026, 5, 1), TODAY) == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(30, 400)), min_size=1, max_size=8),
    st.integers(0, 20),
)
def test_after_every_run_each_day_of_its_history_was_asked_for(runs: list[tuple[int, int]], overlap: int) -> None:
    asked: set[date] = set()
    known: tuple[date | None, date | None] = (None, None)
    as_of = date(2026, 1, 1)
    for later, history in runs:
        as_of += timedelta(days=later)
        spans = missing_ranges(as_of, history, overlap, *known)
        assert spans == sorted(spans)
        assert len(days_of(spans)) == sum((last - first).days + 1 for first, last in spans), "a day asked for twice"
        asked |= days_of(spans)
        wanted = {as_of - timedelta(days=n) for n in range(history)}
        assert wanted <= asked
        known = joined(known, spans)


def joined(known: tuple[date | None, date | None], spans: list[tuple[date, date]]) -> tuple[date | None, date | None]:
    """What the queue remembers (work/done.sql): one stretch of days, the newer one where two do not meet."""
    if not spans:
        return known
    first, last = spans[0][0], spans[-1][1]
    if known[0] is None or known[1] is None or known[1] < first - timedelta(days=1):
        return first, last
    return min(known[0], first), max(known[1], last)
