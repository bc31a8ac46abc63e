"""Questions beyond the places wait or are told so, and one person's do not take all of them. No clock decides here."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event

import pytest
from fair_share import OF_ONE_RUNNING, RUNNING
from question_places import OF_ONE, WAITING, QuestionPlaces, WarehouseBusy

from flows.services.superset_server import THREADS

PATIENCE_S = 30


class Readers:
    """People who each have a question open until it is let end. ``began``: whose, in that order."""

    def __init__(self, places: QuestionPlaces, pool: ThreadPoolExecutor) -> None:
        self.places, self._pool = places, pool
        self.began: list[str] = []
        self._ends: list[tuple[str, Event]] = []
        self._asked: list[Future[None]] = []

    def ask(self, person: str, *, is_own_sql: bool = False) -> "Future[None]":
        """Returns once the question runs or waits."""
        in_line = Event()

        waiting = self.places.waiting()
        asked = self._submitted(person, in_line, is_own_sql)
        while not (in_line.is_set() or self.places.waiting() > waiting or asked.done()):
            in_line.wait(0.005)
        return asked

    def _hold(self, person: str, has_begun: Event, is_own_sql: bool = False) -> None:
        end = Event()
        with self.places.taken(person, is_own_sql=is_own_sql):
            self.began.append(person)
            self._ends.append((person, end))
            has_begun.set()
            assert end.wait(PATIENCE_S)

    def ask_anew(self, person: str) -> "Future[None]":
        """Ask where the line is full and somebody else is sent away."""
        return self._submitted(person, Event(), False)

    def _submitted(self, person: str, has_begun: Event, is_own_sql: bool) -> "Future[None]":
        self._asked.append(self._pool.submit(self._hold, person, has_begun, is_own_sql))
        return self._asked[-1]

    def end(self, person: str) -> None:
        """Let somebody's first question end."""
        one = next(each for each in self._ends if each[0] == person)
        self._ends.remove(one)
        one[1].set()

    def end_all(self) -> None:
        """Also of whoever has left the line and not begun yet."""
        while not all(asked.done() for asked in self._asked):
            for person, _ in list(self._ends):
                self.end(person)
            wait(self._asked, 0.005)


@pytest.fixture
def readers() -> Iterator[Readers]:
    with ThreadPoolExecutor(RUNNING + WAITING + 4) as pool:
        made = Readers(QuestionPlaces(PATIENCE_S), pool)
        yield made
        made.end_all()


def test_one_beyond_the_places_is_told_so(readers: Readers) -> None:
    for number in range(RUNNING + WAITING):
        readers.ask(f"reader {number}")
    assert len(readers.began) == RUNNING
    refused = readers.ask("light").exception(PATIENCE_S)
    assert isinstance(refused, WarehouseBusy)
    assert f"{RUNNING} questions run here and {WAITING} wait" in str(refused)
    assert "ask it again in a minute" in str(refused)


def test_a_thread_is_left_for_what_asks_nothing() -> None:
    assert RUNNING + WAITING < THREADS


def test_one_person_leaves_places_to_others(readers: Readers) -> None:
    for _ in range(OF_ONE):
        readers.ask("heavy")
    assert readers.began == ["heavy"] * OF_ONE_RUNNING
    assert isinstance(readers.ask("heavy").exception(PATIENCE_S), WarehouseBusy)
    readers.ask("light")
    assert readers.began[-1] == "light"


def test_who_has_the_fewest_running_is_next(readers: Readers) -> None:
    for person in ("a", "a", "b", "c", "a", "d"):
        readers.ask(person)
    assert readers.began == ["a", "a", "b", "c"]
    readers.end("b")
    while len(readers.began) < RUNNING + 1:
        pass
    assert readers.began[-1] == "d"


def test_who_had_the_warehouse_for_long_makes_room(readers: Readers) -> None:
    clock = [0.0]
    readers.places = QuestionPlaces(PATIENCE_S, lambda: clock[0])
    with readers.places.taken("heavy"):
        clock[0] += 25
    for number in range(RUNNING):
        readers.ask(f"reader {number}")
    sent_away = readers.ask("heavy")
    for number in range(WAITING - 1):
        readers.ask(f"waiting {number}")
    light = readers.ask_anew("light")
    assert isinstance(sent_away.exception(PATIENCE_S), WarehouseBusy)
    assert not light.done()
    assert isinstance(readers.ask("another").exception(PATIENCE_S), WarehouseBusy), "nobody in line had more"


def test_whose_turn_does_not_come_in_time_is_told_so(readers: Readers) -> None:
    impatient = QuestionPlaces(0)
    with contextlib.ExitStack() as open_questions, ThreadPoolExecutor(RUNNING + 1) as pool:
        readers.places = impatient
        for number in range(RUNNING):
            open_questions.callback(readers.end, f"reader {number}")
            readers.ask(f"reader {number}")
        asked = pool.submit(lambda: impatient.taken("late").__enter__())
        assert isinstance(asked.exception(PATIENCE_S), WarehouseBusy)
    assert impatient.waiting() == 0


def test_a_question_within_a_question_takes_no_place(readers: Readers) -> None:
    with readers.places.taken("a"), readers.places.taken("a"):
        for number in range(RUNNING - 1):
            readers.ask(f"reader {number}")
    assert len(readers.began) == RUNNING - 1


def test_a_question_that_fails_leaves_its_place(readers: Readers) -> None:
    for _ in range(RUNNING + WAITING + 1):
        with pytest.raises(ZeroDivisionError), readers.places.taken("a"):
            _ = 1 / 0


def test_a_light_reader_is_answered_while_places_are_full_of_heavy_ones(readers: Readers) -> None:
    for number in range(RUNNING + WAITING):
        readers.ask(f"heavy {number}", is_own_sql=True)
    assert len(readers.began) == RUNNING - 2, "places are left"
    readers.ask_anew("light")
    while "light" not in readers.began:
        pass


def test_what_runs_counts_before_it_ends_and_short_questions_never(readers: Readers) -> None:
    clock = [0.0]
    readers.places = QuestionPlaces(PATIENCE_S, lambda: clock[0])
    for _ in range(100):
        with readers.places.taken("light"):
            clock[0] += 1
    for person in ("heavy", "another heavy", "third heavy"):
        readers.ask(person)
    clock[0] += 25
    for person in ("heavy", "another heavy", "light"):
        readers.ask(person)
    assert readers.began[3:] == ["light"]
