"""Advisory locks of the warehouse: every number stands here, so that no two uses share one."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from sqlalchemy import Connection, Engine, text


class Lock(IntEnum):
    """What a lock serialises. A SQL file writes a number as ``{lock.song_override}``; see db/statements.py."""

    UPGRADE = 7_204_001
    ROLES = 7_204_002
    DELIVERIES = 7_204_003
    LISTENING_USER = 7_204_004  # with the user's number: loads and changes of the user's time zone
    SONG_OVERRIDE = 7_204_005  # with a hash of the Spotify track
    TRENDS_ROLLUP = 7_204_006
    TAG_TARGETS = 7_204_007
    NORMALISE = 7_204_011
    SHARES = 7_204_012  # shared by listening rollups that read shares, exclusive where shares change
    LISTENING_ROLLUP = 7_204_013


def lock_transaction(connection: Connection, lock: Lock, part: int | None = None) -> None:
    """Wait for a lock, or for one part of what it serialises; it is held until the transaction ends."""
    if part is None:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": int(lock)})
    else:
        connection.execute(text("select pg_advisory_xact_lock(:lock, :part)"), {"lock": int(lock), "part": part})


def share_lock(connection: Connection, lock: Lock) -> None:
    """Wait for whoever holds the lock alone; any number may share it until their transactions end."""
    connection.execute(text("select pg_advisory_xact_lock_shared(:lock)"), {"lock": int(lock)})


@contextmanager
def locked_session(engine: Engine, lock: Lock) -> Iterator[Connection]:
    """A connection that holds a lock over its transactions; the server frees the lock of a process that was killed."""
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": int(lock)})
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("select pg_advisory_unlock(:lock)"), {"lock": int(lock)})
            connection.commit()
