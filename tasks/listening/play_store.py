"""Plays into core.play: what is there already is found by time and hash, and what is new appended by binary COPY."""

from collections.abc import Iterable

import numpy as np
from sqlalchemy import Connection, Engine

from db.copy import EPOCH_2000, copy_packed, read_packed
from db.statements import statement
from tasks.listening.dimensions import Named
from tasks.listening.plays import Known, as_time
from tasks.readers.history.batch import Batch
from tasks.readers.history.instants import Ints

MICROSECONDS = 1_000_000


def read_least_play_ms(engine: Engine) -> int:
    """How long (milliseconds) music is heard at least to count as a play, as the warehouse counts."""
    with engine.connect() as connection:
        least: int = connection.execute(statement("listening/load/least_play_ms")).scalar_one()
    return least


def read_known(connection: Connection, user_id: int, file_id: int, batch: Batch) -> Known:
    """Keys of the user's rows between the first and the last time of the batch."""
    if not len(batch.played_at):
        return Known(*(np.zeros(0, np.int64) for _ in range(3)))
    given = {
        "user_id": user_id,
        "file_id": file_id,
        "first_at": as_time(batch.played_at.min()),
        "last_at": as_time(batch.played_at.max()),
    }
    kinds = {"played_at": ">i8", "row_hash": ">i8", "is_own": ">i4"}
    played_at, row_hash, is_own = read_packed(connection, statement("listening/load/known_keys"), given, kinds)
    return Known(played_at + EPOCH_2000, row_hash, is_own)


def append(connection: Connection, user_id: int, file_id: int, batch: Batch, named: Named, rows: Ints) -> None:
    """Load the rows at these places."""
    has_start = batch.offline_s[rows] > 0
    for some, with_start in ((rows[~has_start], False), (rows[has_start], True)):
        columns = {
            "user_id": (">i4", np.full(len(some), user_id)),
            "played_at": (">i8", batch.played_at[some] - EPOCH_2000),
            "row_hash": (">i8", batch.row_hash[some]),
            "heard_item_id": (">i4", named.heard_item_id[some]),
            "context_id": (">i4", named.context_id[some]),
            "ms_played": (">i4", batch.ms[some]),
            "file_id": (">i4", np.full(len(some), file_id)),
        }
        if with_start:
            columns["offline_at"] = (">i8", batch.offline_s[some] * MICROSECONDS - EPOCH_2000)
        # a null is of another length: where a whole column is null it is left out
        if len(some):
            copy_packed(connection, "core.play", columns)


def mark_days(connection: Connection, user_id: int, days: Iterable[int]) -> None:
    """Mark days (numbers since 1970) of a user for the rollup."""
    connection.execute(statement("listening/load/mark_days"), {"user_id": user_id, "days": sorted(days)})
