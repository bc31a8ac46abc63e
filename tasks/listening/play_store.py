"""Plays into core.play: what is there is read, what a fuller row tells leaves, and rows are appended by binary COPY."""

from collections.abc import Iterable

import numpy as np
from sqlalchemy import Connection, Engine

from db.copy import EPOCH_2000, copy_packed, read_packed
from db.statements import statement
from tasks.listening.dimensions import Named
from tasks.listening.plays import Plays, as_time
from tasks.readers.history.batch import Batch
from tasks.readers.history.instants import Ints
from tasks.readers.history.names import Form

MICROSECONDS = 1_000_000


def read_least_play_ms(engine: Engine) -> int:
    """How long (milliseconds) music is heard at least to count as a play, as the warehouse counts."""
    with engine.connect() as connection:
        least: int = connection.execute(statement("listening/load/least_play_ms")).scalar_one()
    return least


def read_known(connection: Connection, user_id: int, form: Form, batch: Batch) -> Plays:
    """The user's rows of a form between the first and the last time of the batch."""
    if not len(batch.played_at):
        return Plays.none()
    given = {
        "user_id": user_id,
        "form": form,
        "first_at": as_time(batch.played_at.min()),
        "last_at": as_time(batch.played_at.max()),
    }
    kinds = {"played_at": ">i8", "row_hash": ">i8"}
    kinds |= dict.fromkeys(("heard_item_id", "context_id", "ms_played"), ">i4") | {"offline_s": ">i8"}
    found = read_packed(connection, statement("listening/load/known_plays"), given, kinds)
    played_at, row_hash, item, context, ms, offline_s = found
    fullness = read_fullness(connection, context) + (offline_s > 0)
    return Plays(played_at + EPOCH_2000, item, ms, fullness, row_hash, context, offline_s)


def as_plays(connection: Connection, batch: Batch, named: Named) -> Plays:
    """The rows of a batch, to be compared with those."""
    fullness = read_fullness(connection, named.context_id) + (batch.offline_s > 0)
    return Plays(
        batch.played_at, named.heard_item_id, batch.ms, fullness, batch.row_hash, named.context_id, batch.offline_s
    )


def read_fullness(connection: Connection, contexts: Ints) -> Ints:
    """How much these circumstances, of which rows name the same ones over and over, tell."""
    numbers, places = np.unique(contexts, return_inverse=True)
    found = connection.execute(statement("listening/load/fullness"), {"contexts": numbers.tolist()})
    counted = {row.context_id: row.circumstances for row in found}
    return np.array([counted[number] for number in numbers.tolist()], np.int64)[places]


def replace(connection: Connection, user_id: int, gone: Plays) -> None:
    """Take these rows out, for which fuller ones are appended."""
    if len(gone.played_at):
        times = [as_time(at) for at in gone.played_at.tolist()]
        given = {"user_id": user_id, "times": times, "hashes": gone.row_hash.tolist()}
        connection.execute(statement("listening/load/replace"), given)


def append(connection: Connection, user_id: int, file_id: int, plays: Plays) -> None:
    """Load these rows."""
    has_start = plays.offline_s > 0
    for some, with_start in ((plays.at(~has_start), False), (plays.at(has_start), True)):
        rows = len(some.played_at)
        columns = {
            "user_id": (">i4", np.full(rows, user_id)),
            "played_at": (">i8", some.played_at - EPOCH_2000),
            "row_hash": (">i8", some.row_hash),
            "heard_item_id": (">i4", some.heard_item_id),
            "context_id": (">i4", some.context_id),
            "ms_played": (">i4", some.ms_played),
            "file_id": (">i4", np.full(rows, file_id)),
        }
        if with_start:
            columns["offline_at"] = (">i8", some.offline_s * MICROSECONDS - EPOCH_2000)
        # a null is of another length: where a whole column is null it is left out
        if rows:
            copy_packed(connection, "core.play", columns)


def mark_days(connection: Connection, user_id: int, days: Iterable[int]) -> None:
    """Mark days (numbers since 1970) of a user for the rollup."""
    connection.execute(statement("listening/load/mark_days"), {"user_id": user_id, "days": sorted(days)})
