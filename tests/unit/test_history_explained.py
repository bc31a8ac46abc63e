"""Which account rows a fuller row tells of: by hand, and the law that only the sets count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.listening.explained import explained, title_key

SECOND = 1_000_000


def found(account: list[tuple[int, int]], full: list[tuple[int, int]]) -> list[bool]:
    """Account rows and full ones as (seconds, song)."""
    at, song = (np.array([row[place] for row in account], np.int64) for place in (0, 1))
    full_at, full_song = (np.array([row[place] for row in full], np.int64) for place in (0, 1))
    return explained(at * SECOND, song, np.arange(len(account)), full_at * SECOND, full_song).tolist()


@pytest.mark.parametrize(("second", "expected"), [(569, False), (570, True), (600, True), (659, True), (660, False)])
def test_the_end_lies_from_30_s_before_the_minute_to_its_end(second: int, expected: bool) -> None:
    assert found([(600, 1)], [(second, 1)]) == [expected]


def test_another_song_explains_nothing() -> None:
    assert found([(600, 1)], [(610, 2)]) == [False]


def test_each_full_row_explains_one() -> None:
    assert found([(600, 1), (660, 1)], [(640, 1)]) == [True, False]


def test_as_many_as_can_be_are_explained() -> None:
    assert found([(600, 1), (660, 1)], [(640, 1), (610, 1)]) == [True, True]


SPANS = some.lists(some.tuples(some.integers(0, 6).map(lambda minute: minute * 60), some.integers(0, 1)), max_size=6)
ENDS = some.lists(some.tuples(some.integers(0, 400), some.integers(0, 1)), max_size=6)


@given(SPANS.map(lambda rows: sorted(set(rows))), ENDS, some.randoms())
def test_the_order_of_rows_makes_no_difference(
    account: list[tuple[int, int]], full: list[tuple[int, int]], dice
) -> None:  # type: ignore[no-untyped-def]
    expected = {row for row, is_told in zip(account, found(account, full), strict=True) if is_told}
    shuffled, shuffled_full = dice.sample(account, len(account)), dice.sample(full, len(full))
    told = found(shuffled, shuffled_full)
    assert {row for row, is_told in zip(shuffled, told, strict=True) if is_told} == expected


@given(SPANS.map(lambda rows: sorted(set(rows))), ENDS)
def test_it_is_as_many_as_trying_everything_finds(account: list[tuple[int, int]], full: list[tuple[int, int]]) -> None:
    def most(left: list[tuple[int, int]], used: frozenset[int]) -> int:
        if not left:
            return 0
        (at, song), *others = left
        best = most(others, used)
        for place, (end, its) in enumerate(full):
            if place not in used and its == song and at - 30 <= end < at + 60:
                best = max(best, 1 + most(others, used | {place}))
        return best

    assert sum(found(account, full)) == most(account, frozenset())


def test_titles_are_compared_without_case_accents_and_signs() -> None:
    assert title_key("Björk", "Hyper-Ballad (Live)") == title_key("BJORK", "hyperballad live")
    assert title_key("!!!", "???") != title_key("!!!", "..")
    assert title_key(None, "x") is None
    assert title_key("x", "") is None
