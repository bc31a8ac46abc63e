"""An answer beyond the bound ends with a sentence, a long question goes on at a lower priority, and no other does."""

import os
from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2.extensions import connection, cursor, set_wait_callback
from sqlalchemy import make_url
from warehouse_connection import (
    LARGEST_ANSWER,
    LONG_S,
    LOWERED,
    PIECE,
    AnswerTooLarge,
    OwnSqlConnection,
    PiecewiseCursor,
    WarehouseConnection,
    watch_answers,
)

MEGABYTE = 1_000_000


@pytest.fixture
def asked(database_url: str) -> Iterator[WarehouseConnection]:
    watch_answers()
    opened = connect(database_url, WarehouseConnection)
    yield opened
    opened.close()
    set_wait_callback(None)


def connect(url: str, factory: type[connection]) -> connection:
    parts = make_url(url)
    return psycopg2.connect(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        dbname=parts.database,
        connection_factory=factory,
    )


def rows(opened: connection, sql: str) -> list[tuple[object, ...]]:
    with opened.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def letters(megabytes: int) -> str:
    return f"select repeat('x', {MEGABYTE}) from generate_series(1, {megabytes})"


def test_an_answer_within_the_bound_comes_whole(asked: WarehouseConnection) -> None:
    most = LARGEST_ANSWER // MEGABYTE - 2
    for _ in range(3):  # each anew: a connection may ask more than once
        assert [len(str(text)) for (text,) in rows(asked, letters(most))] == [MEGABYTE] * most


@pytest.mark.parametrize("sql", [letters(1000), "select n, repeat('x', 10) from generate_series(1, 10000000) n"])
def test_an_answer_beyond_the_bound_is_broken_off(asked: WarehouseConnection, database_url: str, sql: str) -> None:
    pid = asked.info.backend_pid
    with pytest.raises(AnswerTooLarge, match=r"more than 16 MB, so it was broken off .* Ask for less: fewer columns"):
        rows(asked, sql)
    assert asked.closed
    other = connect(database_url, connection)
    still = f"select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = {pid}"
    assert rows(other, still) in ([], [(True,)])
    other.close()


@pytest.mark.parametrize(("factory", "priority"), [(WarehouseConnection, 0), (OwnSqlConnection, LOWERED)])
def test_long_sql_of_ones_own_makes_way(
    asked: WarehouseConnection, database_url: str, factory: type[WarehouseConnection], priority: int
) -> None:
    opened = connect(database_url, factory)
    rows(opened, "select 1")
    assert os.getpriority(os.PRIO_PROCESS, opened.info.backend_pid) == 0
    rows(opened, f"select pg_sleep({LONG_S + 2})")
    assert os.getpriority(os.PRIO_PROCESS, opened.info.backend_pid) == priority
    opened.close()


def test_errors_and_other_connections_are_as_before(asked: WarehouseConnection, database_url: str) -> None:
    with pytest.raises(psycopg2.errors.DivisionByZero):
        rows(asked, "select 1 / 0")
    asked.rollback()
    assert rows(asked, "select 1") == [(1,)]
    other = connect(database_url, connection)
    assert len(rows(other, letters(LARGEST_ANSWER // MEGABYTE + 2))) == LARGEST_ANSWER // MEGABYTE + 2
    other.close()


def test_rows_are_made_piece_by_piece(asked: WarehouseConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the answer, none twice, and never more than a piece between two turns of other threads."""
    pieces: list[int] = []

    def fetchmany(self: PiecewiseCursor, size: int) -> list[tuple[object, ...]]:
        piece = cursor.fetchmany(self, size)
        pieces.append(len(piece))
        return piece

    monkeypatch.setattr(PiecewiseCursor, "fetchmany", fetchmany)
    sql = f"select n from generate_series(1, {2 * PIECE + 7}) n"
    assert rows(asked, sql) == [(n,) for n in range(1, 2 * PIECE + 8)]
    assert pieces == [PIECE, PIECE, 7, 0]
