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
    AUDIENCE_REQUEST = 7_204_014  # with the request's number: who works on it
    MAIL_SENDER = 7_204_016  # with the sender's number: whether it still lives
    ALERTS = 7_204_017
    PEERS = 7_204_018  # who finds artists alike and places them
    ACTIONS = 7_204_019  # who refreshes actions and their outcomes
    REPORT_ISSUE = 7_204_021  # who makes an issue of the report
    REPORT_THEN = 7_204_022  # who has the database of what was known then
    GROWTH_ROLLUP = 7_204_031
    CHECKS = 7_204_041  # who looks at what is wrong and tells people


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


@contextmanager
def tried_session(engine: Engine, lock: Lock, part: int) -> Iterator[bool]:
    """Whether one part of what a lock serialises was free: it is held to the end then, or until the process is gone."""
    with engine.connect() as connection:
        given = {"lock": int(lock), "part": part}
        is_held = bool(connection.execute(text("select pg_try_advisory_lock(:lock, :part)"), given).scalar_one())
        connection.commit()
        try:
            yield is_held
        finally:
            if is_held:
                connection.rollback()
                connection.execute(text("select pg_advisory_unlock(:lock, :part)"), given)
                connection.commit()
