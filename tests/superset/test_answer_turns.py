"""Long answers are made ready one at a time; who waited for long goes on, and no thread keeps a turn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from answer_turns import LONG, AnswerTurns

PATIENCE_S = 30.0


def had_turn(turns: AnswerTurns, size: int = LONG + 1) -> bool:
    """Whether a request whose answer has so many bytes had a turn."""
    turns.begin_request()
    turns.note_answer(size)
    had = turns.is_mine()
    turns.end_request()
    return had


def test_one_at_a_time() -> None:
    turns, in_turn, may_end = AnswerTurns(PATIENCE_S), Event(), Event()

    def first() -> None:
        turns.begin_request()
        turns.note_answer(LONG + 1)
        in_turn.set()
        assert may_end.wait(PATIENCE_S)
        turns.end_request()

    def second() -> bool:
        turns.begin_request()
        turns.note_answer(LONG + 1)
        was_over = may_end.is_set()
        turns.end_request()
        return was_over

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        assert in_turn.wait(PATIENCE_S)
        other = pool.submit(second)
        may_end.set()
        one.result()
        assert other.result()


def test_who_waited_for_long_goes_on_and_ends_nobody_elses() -> None:
    turns = AnswerTurns(longest_wait_s=0.01)
    turns.begin_request()
    turns.note_answer(LONG + 1)
    turns.note_answer(LONG + 1)
    with ThreadPoolExecutor(1) as pool:
        assert not pool.submit(had_turn, turns).result()
    assert turns.is_mine()
    turns.end_request()
    assert had_turn(turns)


@pytest.mark.parametrize("size", [0, LONG])
def test_a_short_answer_needs_none(size: int) -> None:
    assert not had_turn(AnswerTurns(), size)


def test_outside_a_request_nothing_would_end_it() -> None:
    turns = AnswerTurns()
    turns.note_answer(LONG + 1)
    assert not turns.is_mine()
    assert had_turn(turns)
    turns.note_answer(LONG + 1)
    assert not turns.is_mine()


def test_a_turn_that_was_kept_ends_with_the_next_request() -> None:
    turns = AnswerTurns(longest_wait_s=0.01)
    turns.begin_request()
    turns.note_answer(LONG + 1)
    turns.begin_request()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(had_turn, turns).result()
