"""Benchmark rollup: listening rollups over growing histories against DuckDB, one user's day, and album medians."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, text

from db.errors import GroundswellError
from db.statements import statement
from flows.bench.duckdb_rollup import open_duckdb
from flows.bench.ground import open_ground, vacuum
from flows.bench.stopwatch import seconds
from tasks.listening.rollup_store import WORKERS, roll_up_listening
from tasks.readers.listening_basis import load_basis

PLAYS_OF_USER = 100_000
TRACKS = 300_000
UNTIL = date(2026, 11, 1)
LONGER = 10
REPEATED = 7


@dataclass(frozen=True, slots=True)
class RollupResult:
    """One size of history. Times are medians; ``ratio`` is Postgres over DuckDB with as many connections as threads.

    ``user_day_s_by_history``: refresh after one day of a user, by plays in the user's history.
    """

    plays: int
    users: int
    postgres_s: float
    duckdb_s: float
    ratio: float
    connections: int
    user_day_s: float
    user_day_s_by_history: dict[int, float]
    album_median_ms: float
    rows: int


def bench_rollup(
    server_url: str, *, plays: Sequence[int], runs: int, tracks: int = TRACKS, say: Callable[[str], None]
) -> list[RollupResult]:
    """One result for each number of plays, each in a new warehouse. Raises GroundswellError, also when DuckDB, asked
    for the same, has other rows than we.
    """
    results: list[RollupResult] = []
    for number in plays:
        users = max(1, number // PLAYS_OF_USER)
        say(f"{number:,} plays of {users} users, {tracks:,} tracks")
        with open_ground(server_url) as ground:
            folder = ground.data_dir.path
            of_user = number // users
            with ground.engine.begin() as connection:
                connection.execute(statement("bench/rollup_catalogue"), {"tracks": tracks})
            for user in range(users):
                hear(ground.engine, user, of_user, tracks)
            vacuum(ground.engine)
            with open_duckdb(ground.engine, folder, WORKERS) as duck:
                ours, theirs = [], []
                for _ in range(runs):  # in turns, so that whatever else the machine does slows both down
                    ours.append(seconds(lambda: roll_up_heard(ground.engine, full=True)))
                    theirs.append(seconds(duck.roll_up))
                say("compared row by row")
                if different := {name: rows for name, rows in duck.differences().items() if rows}:
                    raise GroundswellError(f"DuckDB counted otherwise than the rollups, rows that differ: {different}.")
            postgres_s, duckdb_s = statistics.median(ours), statistics.median(theirs)
            hear(ground.engine, users, LONGER * of_user, tracks)
            roll_up_heard(ground.engine, full=False)
            vacuum(ground.engine)
            by_history = {
                of_user: _user_day(ground.engine, 1),
                LONGER * of_user: _user_day(ground.engine, users + 1),
            }
            results.append(
                RollupResult(
                    plays=number,
                    users=users,
                    postgres_s=round(postgres_s, 2),
                    duckdb_s=round(duckdb_s, 2),
                    ratio=round(postgres_s / duckdb_s, 2),
                    connections=WORKERS,
                    user_day_s=by_history[of_user],
                    user_day_s_by_history=by_history,
                    album_median_ms=_album_median(ground.engine),
                    rows=_rows(ground.engine),
                )
            )
    return results


def hear(engine: Engine, number: int, plays: int, tracks: int) -> None:
    """Another user with so many plays, marked as a whole."""
    with engine.begin() as connection:
        given = {"number": number, "plays": plays, "tracks": tracks, "until": UNTIL}
        connection.execute(statement("bench/rollup_user"), given)
        connection.execute(
            text("insert into ops.listening_mark (user_id) select max(user_id) from core.listening_user")
        )


def roll_up_heard(engine: Engine, *, full: bool) -> None:
    roll_up_listening(engine, least_play_ms=load_basis().least_play_ms, full=full)


def _user_day(engine: Engine, user_id: int) -> float:
    """Seconds to refresh after the user's last day changed."""
    times = []
    for _ in range(REPEATED):
        with engine.begin() as connection:
            recent = connection.execute(statement("bench/rollup_recent"), {"user_id": user_id}).one()
            given = {"user_id": user_id, "heard_on": recent.heard_on}
            connection.execute(text("insert into ops.listening_mark values (default, :user_id, :heard_on)"), given)
        times.append(seconds(lambda: roll_up_heard(engine, full=False)))
    return round(statistics.median(times), 3)


def _album_median(engine: Engine) -> float:
    """Milliseconds for all albums of a user's year."""
    query = text("select * from mart.album_median where user_id = :user_id and heard_year = :heard_year")
    with engine.connect() as connection:
        recent = connection.execute(statement("bench/rollup_recent"), {"user_id": 1}).one()
        given = {"user_id": 1, "heard_year": recent.heard_year - 1}
        times = [seconds(lambda: connection.execute(query, given).all()) for _ in range(REPEATED)]
    return round(1000 * statistics.median(times), 1)


def _rows(engine: Engine) -> int:
    with engine.connect() as connection:
        counted: int = connection.execute(text("select count(*) from mart.user_genre_day")).scalar_one()
    return counted


def headline(results: Sequence[RollupResult]) -> dict[str, Any]:
    """The JSON object: the largest history at the top."""
    by_size = sorted(results, key=lambda result: result.plays)
    top = asdict(by_size[-1])
    names = ("plays", "postgres_s", "duckdb_s", "ratio", "user_day_s", "user_day_s_by_history", "album_median_ms")
    return {**{name: top[name] for name in names}, "results": [asdict(result) for result in by_size]}
