"""Numbers, changes and days as words."""

from datetime import date

import pytest

from tasks.report import figures


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (999, "999"),
        (1000, "1.0K"),
        (15_340, "15.3K"),
        (99_949, "99.9K"),
        (99_950, "100K"),
        (999_499, "999K"),
        (999_950, "1.0M"),
        (16_700_000, "16.7M"),
        (165_496_243, "165.5M"),
        (2_500_000_000, "2.5B"),
        (-415_000, "−415K"),
    ],
)
def test_short(value: int | None, shown: str) -> None:
    assert figures.short(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(5, "+5"), (0, "0"), (-842, "−842"), (None, "–"), (1_200_000, "+1.2M")])
def test_signed(value: int | None, shown: str) -> None:
    assert figures.signed(value) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (None, "–"),
        (1.027, "+2.7\u202f%"),
        (0.906, "−9.4\u202f%"),
        (1.0, "0.0\u202f%"),
        (0.99999, "0.0\u202f%"),
        (0.0, "−100.0\u202f%"),
        (1.999, "+99.9\u202f%"),
        (2.0, "2.0×"),
        (12.34, "12.3×"),
        (1234.5, "1,235×"),
    ],
)
def test_percent(ratio: float | None, shown: str) -> None:
    assert figures.percent(ratio) == shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [(None, "–"), (1.0, "100\u202f%"), (0.99999, "99.9\u202f%"), (0.921, "92.1\u202f%"), (0.0, "0.0\u202f%")],
)
def test_share_is_whole_only_when_nothing_is_missing(part: float | None, shown: str) -> None:
    assert figures.share(part) == shown


@pytest.mark.parametrize(("ratio", "tone"), [(None, "flat"), (1.004, "flat"), (1.01, "up"), (0.9, "down")])
def test_tone(ratio: float | None, tone: str) -> None:
    assert figures.tone(ratio) == tone


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 11, 13), date(2026, 11, 19), "Fri 13 – Thu 19 Nov 2026"),
        (date(2026, 10, 30), date(2026, 11, 5), "Fri 30 Oct – Thu 5 Nov 2026"),
        (date(2026, 12, 31), date(2027, 1, 6), "Thu 31 Dec 2026 – Wed 6 Jan 2027"),
    ],
)
def test_span(first: date, last: date, shown: str) -> None:
    assert figures.span(first, last) == shown


def test_counted() -> None:
    assert figures.counted(1, "track") == "1 track"
    assert figures.counted(2340, "track") == "2,340 tracks"
    assert figures.counted(2, "figure was", "figures were") == "2 figures were"
