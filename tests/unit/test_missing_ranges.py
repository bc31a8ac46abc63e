"""Days asked for of an audience, by what is known of it."""

from datetime import date

from tasks.audience.spans import missing_ranges

TODAY = date(2026, 11, 19)


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
