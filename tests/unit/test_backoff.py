"""When a failed item is tried again, and when it is given up."""

import pytest

from tasks.work.backoff import delay_s


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 2), (2, 10), (3, 60), (4, 600), (5, 3600), (6, 14_400), (7, 43_200)]
)
def test_waits_grow_from_seconds_to_half_a_day(attempts: int, seconds: int) -> None:
    assert delay_s(attempts) == seconds


@pytest.mark.parametrize("attempts", [8, 9, 1000])
def test_eighth_failure_is_the_last(attempts: int) -> None:
    assert delay_s(attempts) is None


def test_an_item_that_never_counted_an_attempt_waits_like_the_first_time() -> None:
    assert delay_s(0) == 2
