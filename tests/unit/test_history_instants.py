"""Times of rows, all of a column at once, against what datetime makes of each."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.readers.history.instants import UNREADABLE, read_instants
from tasks.readers.history.names import Form

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(microseconds=1)


@given(
    some.lists(
        some.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)).map(  # noqa: DTZ001
            lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    )
)
def test_whole_columns_are_read_as_single_times_are(texts: list[str]) -> None:
    assert read_instants(texts, "extended").tolist() == [microseconds(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("2024-02-29T23:59:59Z", "extended", 1_709_251_199_000_000),
        ("2024-02-29T23:59:59.25Z", "extended", 1_709_251_199_250_000),
        ("2024-03-01T00:59:59+01:00", "extended", 1_709_251_199_000_000),
        ("2024-02-29 23:59", "account", 1_709_251_140_000_000),
        ("1970-01-01T00:00:00Z", "extended", 0),
    ],
)
def test_a_time_is_microseconds_since_1970(text: str, form: Form, expected: int) -> None:
    assert read_instants([text], form).tolist() == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29T00:00:00Z",
        "2023-13-01T00:00:00Z",
        "2023-00-10T00:00:00Z",
        "2023-01-32T00:00:00Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01T00:60:00Z",
        "2023-01-01T00:00:61Z",
        "2023-01-01T00:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "yesterday",
        "",
        "2023-01-01T00:00:00ℤ",
    ],
)
def test_what_is_no_time_does_not_hide_its_neighbours(text: str) -> None:
    good = "2023-01-01T00:00:00Z"
    expected = microseconds(good)
    assert read_instants([good, text, good], "extended").tolist() == [expected, UNREADABLE, expected]


def test_lengths_that_make_up_for_each_other_are_seen() -> None:
    assert read_instants(["2023-01-01T00:00:00Z1", "023-01-01T00:00:00Z"], "extended").tolist() == [UNREADABLE] * 2
