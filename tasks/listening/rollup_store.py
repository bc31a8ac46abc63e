"""Listening rollups: users' days, genres, moods and tracks, built anew where something changed; db/sql/rollups."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import AddConstraint, DropConstraint

from db.errors import GroundswellError
from db.locks import Lock, locked_session, share_lock
from db.schema.listening_mart import (
    user_day,
    user_genre_day,
    user_genre_month,
    user_mood_day,
    user_mood_hour,
    user_mood_month,
    user_track_year,
)
from db.statements import scripts, statement

WORKERS = 2
TABLES = (user_day, user_genre_day, user_genre_month, user_mood_day, user_mood_month, user_mood_hour, user_track_year)
# Tables big enough for a key to cost most of the time of filling them.
BIG = (user_genre_day, user_mood_day, user_mood_hour, user_track_year)
# Temporary tables have no statistics. What is joined is small enough to be hashed; groups are nearly as many as rows,
# so that sorting by one whole number is quicker than hashing.
SETTINGS = (
    "set local enable_mergejoin = off",
    "set local enable_hashagg = off",
    "set local work_mem = '128MB'",
    "set local synchronous_commit = off",  # marks and what is built from them are lost, or kept, together
)


@dataclass(slots=True)
class ListeningRolledUp:
    """Users built, how many of them as a whole, and days that were marked of the others."""

    users: int = 0
    whole_users: int = 0
    days: int = 0


def roll_up_listening(
    engine: Engine, *, least_play_ms: int, full: bool = False, workers: int = WORKERS
) -> ListeningRolledUp:
    """Build what is marked: the users' days marked, their months and years; all of a user marked without a day.

    Each user is one transaction, which also takes the marks away: a failure leaves both as they were; what is loaded
    meanwhile is marked for the next time. Another method or ``least_play_ms`` (milliseconds) than the last time marks
    everybody. ``full`` empties the tables first and fills them without keys, which is fastest, and until it ends users
    are missing. One refresher at a time. Raises GroundswellError while there is no method (see tasks/tags/method.py).
    """
    done = ListeningRolledUp()
    with locked_session(engine, Lock.LISTENING_ROLLUP) as connection:
        _restore_keys(connection)
        basis = connection.execute(statement("listening/rollup/renew_basis"), {"least_play_ms": least_play_ms}).one()
        if basis.method_id is None:
            connection.rollback()
            raise GroundswellError("No method of genres and moods is known yet; enter it with: groundswell normalise")
        if full:
            _clear(connection)
        connection.commit()
        users: SimpleQueue[int] = SimpleQueue()
        for user_id in connection.execute(statement("listening/rollup/marked_users")).scalars():
            users.put(user_id)
        connection.commit()
        given = {"method_id": basis.method_id, "least_play_ms": least_play_ms, "is_cleared": full}
        parallel = max(1, min(workers, users.qsize()))
        with ThreadPoolExecutor(parallel) as pool:
            parts = [pool.submit(_build_users, engine, users, given) for _ in range(parallel)]
            for part in parts:
                built = part.result()
                done.users += built.users
                done.whole_users += built.whole_users
                done.days += built.days
        _restore_keys(connection)
        connection.commit()
    return done


def has_method(engine: Engine) -> bool:
    """Whether any method of genres and moods is known."""
    with engine.connect() as connection:
        return bool(connection.execute(text("select exists (select from core.method)")).scalar_one())


def _clear(connection: Connection) -> None:
    connection.execute(statement("listening/rollup/mark_all"))
    connection.execute(text(f"truncate {', '.join(table.fullname for table in TABLES)}"))
    for table in BIG:
        connection.execute(DropConstraint(table.primary_key))


def _restore_keys(connection: Connection) -> None:
    """Keys that are missing since a full build, or because one was killed."""
    keyed = set(connection.execute(statement("listening/rollup/keyed_tables")).scalars())
    for table in BIG:
        if table.fullname not in keyed:
            connection.execute(text("set local maintenance_work_mem = '256MB'"))
            connection.execute(AddConstraint(table.primary_key))


def _build_users(engine: Engine, users: SimpleQueue[int], given: dict[str, object]) -> ListeningRolledUp:
    """Build users as long as there are any left; the others' failures end this worker by the queue running dry."""
    done = ListeningRolledUp()
    with engine.connect() as connection:
        while True:
            try:
                user_id = users.get_nowait()
            except Empty:
                return done
            with connection.begin():
                days, is_whole = _build(connection, {**given, "user_id": user_id})
            done.users += 1
            done.whole_users += is_whole
            done.days += 0 if is_whole else days


def _build(connection: Connection, given: dict[str, object]) -> tuple[int, bool]:
    """Take the marks of a user and build what they name; (days marked, whether all of the user)."""
    for setting in SETTINGS:
        connection.execute(text(setting))
    connection.execute(statement("listening/rollup/tables"))
    # shares stay as they are until this transaction ends (Lock.SHARES in tasks/tags/store.py)
    share_lock(connection, Lock.SHARES)
    connection.execute(statement("listening/rollup/take_marks"), given)
    touched = connection.execute(statement("listening/rollup/touched"), given).mappings().one()
    if touched["days"]:
        for _, script in scripts("rollups/listening"):
            connection.execute(text(script), {**given, **touched})
    return touched["days"], touched["is_whole"]
