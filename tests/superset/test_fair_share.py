"""Who is next at the warehouse: who had little of it goes first and finds a place, whoever else asks."""

import pytest
from fair_share import LITTLE_S, OF_ONE_RUNNING, RUNNING, Claim, has_place, next_claim, worse_claim

BOARD = Claim(is_own_sql=False, running=0, seconds=0)
OWN_SQL = Claim(is_own_sql=True, running=0, seconds=0)
HEAVY_BOARD = Claim(is_own_sql=False, running=0, seconds=LITTLE_S + 1)
HEAVY_SQL = Claim(is_own_sql=True, running=1, seconds=25)


@pytest.mark.parametrize(
    ("claim", "running", "may"),
    [
        (BOARD, [], True),
        (BOARD, [HEAVY_BOARD] * (RUNNING - 1), True),
        (BOARD, [HEAVY_SQL, OWN_SQL, HEAVY_BOARD], True),
        (BOARD, [BOARD] * RUNNING, False),
        (HEAVY_BOARD, [OWN_SQL] * (RUNNING - 2), True),
        (HEAVY_BOARD, [OWN_SQL] * (RUNNING - 2) + [HEAVY_BOARD], False),
        (HEAVY_BOARD, [BOARD] * (RUNNING - 1), True),
        (OWN_SQL, [HEAVY_SQL] * (RUNNING - 3), True),
        (OWN_SQL, [OWN_SQL] * (RUNNING - 2), False),
        (OWN_SQL, [HEAVY_BOARD] * (RUNNING - 1), False),
        (OWN_SQL, [BOARD] * (RUNNING - 1), True),
        (HEAVY_SQL, [], True),
        (HEAVY_SQL, [BOARD] * (RUNNING - 1), True),
        (HEAVY_SQL, [HEAVY_SQL] * (RUNNING - 3), False),
        # what is closed to those who had less is closed to those who had more
        (HEAVY_SQL, [OWN_SQL] * (RUNNING - 2), False),
    ],
)
def test_a_place_is_left_for_who_asks_for_less(claim: Claim, running: list[Claim], may: bool) -> None:
    assert has_place(claim, running) is may


@pytest.mark.parametrize(
    ("waiting", "running", "number"),
    [
        ([], [], None),
        ([HEAVY_SQL, OWN_SQL, HEAVY_BOARD, BOARD], [], 3),
        ([HEAVY_SQL, OWN_SQL, HEAVY_BOARD], [], 2),
        ([HEAVY_SQL, OWN_SQL], [], 1),
        ([BOARD, BOARD], [], 0),
        ([Claim(is_own_sql=False, running=1, seconds=0), Claim(is_own_sql=False, running=0, seconds=5)], [], 1),
        ([Claim(is_own_sql=True, running=0, seconds=6), Claim(is_own_sql=True, running=0, seconds=5)], [], 1),
        ([Claim(is_own_sql=False, running=OF_ONE_RUNNING, seconds=0), OWN_SQL], [], 1),
        ([OWN_SQL] * 9 + [HEAVY_BOARD], [OWN_SQL] * (RUNNING - 2), 9),
        ([OWN_SQL] * 9, [OWN_SQL] * (RUNNING - 2), None),
    ],
)
def test_who_had_least_is_next(waiting: list[Claim], running: list[Claim], number: int | None) -> None:
    assert next_claim(waiting, running) == number


@pytest.mark.parametrize(
    ("waiting", "newcomer", "number"),
    [
        ([OWN_SQL, HEAVY_SQL, BOARD], BOARD, 1),
        ([OWN_SQL, OWN_SQL], HEAVY_BOARD, 0),
        ([BOARD, BOARD], BOARD, None),
        ([OWN_SQL, HEAVY_SQL], HEAVY_SQL, None),
        ([], BOARD, None),
    ],
)
def test_who_had_most_makes_room(waiting: list[Claim], newcomer: Claim, number: int | None) -> None:
    assert worse_claim(waiting, newcomer) == number


def test_no_question_is_without_a_place() -> None:
    assert all(has_place(claim, []) for claim in (BOARD, OWN_SQL, HEAVY_BOARD, HEAVY_SQL))
