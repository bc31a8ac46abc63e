"""Values as their contract types them: exact, or a reason why not."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deliveries.staging import last_thursday, sanitized
from tasks.readers.deliveries.contract import Column
from tasks.readers.deliveries.values import as_text, typed

LAST_ON = date(2026, 11, 16)
INTEGER, TEXT = Column("N", "integer"), Column("T", "text")


def one(column: Column, text: str | None) -> object:
    """The value, or the reason it is refused for."""
    (value,), breaches = typed(column, [text], LAST_ON)
    return breaches.get(0, value)


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_whole_numbers_of_64_bits_survive(numbers: list[int]) -> None:
    assert typed(INTEGER, [str(number) for number in numbers], LAST_ON) == (numbers, {})
    with_nulls = [None, *map(str, numbers), ""]
    assert typed(INTEGER, with_nulls, LAST_ON) == ([None, *numbers, None], {})


@pytest.mark.parametrize(
    ("text", "value"), [(" 12 ", 12), ("-5", -5), ("+5", 5), ("12.0", 12), ("12.000", 12), ("nan", None)]
)
def test_how_numbers_are_written(text: str, value: int | None) -> None:
    assert one(INTEGER, text) == value
    assert typed(INTEGER, [text, "7"], LAST_ON)[0] == [value, 7]


@pytest.mark.parametrize(
    "text", ["1_000", "1,000", "1.5", "1e3", "6956990112127585029.0", "6.956990112127585e+18", "٣", "x", "0x10", "inf"]
)
def test_what_is_no_whole_number(text: str) -> None:
    assert "is not a whole number" in str(one(INTEGER, text))


def test_numbers_beyond_64_bits_and_limits() -> None:
    assert "does not fit 64 bits" in str(one(INTEGER, str(2**63)))
    limited = Column("N", "integer", min=0, max=9)
    assert typed(limited, ["0", "9", "-1", "10"], LAST_ON) == (
        [0, 9, None, None],
        {2: "N '-1' is below 0", 3: "N '10' is above 9"},
    )


def test_required_means_not_empty() -> None:
    assert one(Column("N", "integer", is_required=True), "") == "N '' is empty"
    assert one(Column("N", "text", is_required=True), "  ") == "N '  ' is empty"
    assert one(TEXT, "null") == "null"  # a title may be that


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-11-13", date(2026, 11, 13)),
        ("2026-11-13 00:00:00", date(2026, 11, 13)),
        ("2026-11-13T00:00:00.000Z", date(2026, 11, 13)),
    ],
)
def test_days(text: str, value: date) -> None:
    assert one(Column("D", "date"), text) == value


def test_what_is_no_day() -> None:
    assert "is no day" in str(one(Column("D", "date"), "13.11.2026"))
    assert "is a time, where a day is wanted" in str(one(Column("D", "date"), "2026-11-13 01:00:00"))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-13 22:30:00",
        "2026-11-13T22:30:00Z",
        "2026-11-13 22:30:00.000000000",
        "2026-11-13 22:30:00 UTC",
        "2026-11-14 00:30:00.000 +0200",
        "2026-11-14 00:30:00+02:00",
    ],
)
def test_times_are_utc_unless_they_say_another_zone(text: str) -> None:
    assert one(Column("T", "timestamp"), text) == datetime(2026, 11, 13, 22, 30, tzinfo=UTC)


def test_what_may_not_lie_in_the_future() -> None:
    day, time = Column("D", "date", not_after_arrival=True), Column("T", "timestamp", not_after_arrival=True)
    assert one(day, "2026-11-16") == date(2026, 11, 16)
    assert "lies in the future" in str(one(day, "2026-11-17"))
    assert "lies in the future" in str(one(time, "2026-11-17 00:00:00"))
    assert one(time, "2026-11-17 01:00:00+02:00") == datetime(2026, 11, 16, 23, tzinfo=UTC)


def test_truth_patterns_and_numbers() -> None:
    assert [one(Column("B", "boolean"), text) for text in ("True", "f", "1", "")] == [True, False, True, None]
    assert "is neither true nor false" in str(one(Column("B", "boolean"), "maybe"))
    digits = Column("T", "text", pattern="[0-9]{3}")
    assert one(digits, " 123 ") == "123"
    assert "does not look like" in str(one(digits, "1234"))
    assert one(Column("X", "number"), "1.5") == 1.5
    assert "finite" in str(one(Column("X", "number"), "inf"))
    assert "NUL" in str(one(TEXT, "a\0b"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (6956990112127585029, "6956990112127585029"),
        (Decimal("6956990112127585029"), "6956990112127585029"),
        (Decimal("6956990112127585029.00"), "6956990112127585029"),
        (Decimal("12345678901234567890123456789012345678"), "12345678901234567890123456789012345678"),
        (Decimal("1.50"), "1.5"),
        (Decimal("5E+3"), "5000"),
        (7.0, "7"),
        (6956990112127585029.0, "6.956990112127585e+18"),
        (None, None),
        (True, "True"),
        (date(2026, 11, 13), "2026-11-13"),
        (datetime(2026, 11, 13, 22, tzinfo=timezone(timedelta(hours=1))), "2026-11-13 22:00:00+01:00"),
    ],
)
def test_values_of_typed_sources_become_text_without_losing_digits(value: object, text: str | None) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("changed", "thursday"),
    [
        ("2026-11-12", "2026-11-05"),  # a Thursday itself: its own week is not over
        ("2026-11-13", "2026-11-12"),
        ("2026-11-15", "2026-11-12"),
        ("2026-11-18", "2026-11-12"),
        ("2026-11-19", "2026-11-12"),
        ("2026-11-20", "2026-11-19"),
    ],
)
def test_the_week_that_had_ended_before_a_day(changed: str, thursday: str) -> None:
    assert last_thursday(datetime.fromisoformat(f"{changed} 23:59:00+00:00")) == date.fromisoformat(thursday)


def test_isrcs_without_separators() -> None:
    assert [sanitized(text) for text in ("gb-aaa-26-00001", "GBAAA2600001", "", " - ", None)] == [
        "GBAAA2600001",
        "GBAAA2600001",
        None,
        None,
        None,
    ]
