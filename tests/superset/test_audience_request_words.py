"""Times of a request as people say them."""

from datetime import date

import pytest
from marketing.audience_request_words import duration, months_in_work


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "about 10 seconds"),
        (11, "about 20 seconds"),
        (54, "about 1 minute"),
        (60, "about 1 minute"),
        (170, "about 3 minutes"),
        (3500, "about 1 hour"),
        (9000, "about 2 hours"),
    ],
)
def test_a_time_is_rounded_as_people_say_it(seconds: int | None, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        (date(2026, 1, 5), date(2026, 3, 31), "January to March 2026"),
        (date(2025, 12, 1), date(2026, 2, 1), "December 2025 to February 2026"),
    ],
)
def test_the_months_in_work_are_named(first: date | None, last: date | None, words: str) -> None:
    assert months_in_work(first, last) == words
