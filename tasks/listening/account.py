"""Rows of the account form beside fuller ones: what a fuller row tells of stands aside in ops.account_row.

The account form has minutes and no ids, the extended form the same plays in full, and they come in any order. After
each load that touches both, all account rows of the user are compared anew with all fuller ones, so what core.play
holds at the end depends on the rows alone. Compared are the names items have by then; a load that gives an item a name
for one user does not look at the account rows of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from sqlalchemy import Connection

from tasks.listening.account_store import (
    has_account_rows,
    move_rows,
    read_account_rows,
    read_full_items,
    read_full_rows,
)
from tasks.listening.explained import explained, title_key
from tasks.listening.plays import as_time
from tasks.readers.history.instants import Ints

DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """``own`` rows of this file were told already (places in ``own_rows``), ``replaced`` rows of others were replaced.

    ``moved_at`` are the times of all rows that left core.play or came back to it (microseconds since 1970).
    """

    own: int
    own_ms: int
    own_plays: int
    replaced: int
    moved_at: Ints


def is_near_account_rows(connection: Connection, user_id: int, first: int | None, last: int | None) -> bool:
    """Whether account rows of the user were loaded, near the span between two instants when they are given."""
    return has_account_rows(
        connection,
        user_id,
        None if first is None else as_time(first - DAY_US),
        None if last is None else as_time(last + DAY_US),
    )


def settle(connection: Connection, user_id: int, file_id: int) -> Settled:
    """Let account rows step aside for fuller ones, and back when nothing stands for them any more."""
    rows = read_account_rows(connection, user_id)
    if not rows:
        return Settled(0, 0, 0, 0, np.zeros(0, np.int64))
    known = _are_known(connection, user_id, rows)
    aside = [row for row, is_known in zip(rows, known, strict=True) if is_known and row.is_play]
    back = [row for row, is_known in zip(rows, known, strict=True) if not is_known and not row.is_play]
    to: Literal["aside", "back"]
    for to, some in (("aside", aside), ("back", back)):
        if some:
            move_rows(connection, to, user_id, file_id, [(as_time(row.at), row.row_hash) for row in some])
    own = [row for row in aside if row.file_id == file_id]
    return Settled(
        own=len(own),
        own_ms=sum(row.ms_played for row in own),
        own_plays=sum(row.is_counted for row in own),
        replaced=len(aside) - len(own),
        moved_at=np.array([row.at for row in aside + back], np.int64),
    )


def _are_known(connection: Connection, user_id: int, rows: Sequence[Any]) -> list[bool]:
    """Which account rows a fuller row tells of."""
    keys: dict[tuple[str, str], int] = {}
    songs = []
    for row in rows:
        key = title_key(row.artist_name, row.name)
        # a row without names is like no other
        songs.append(keys.setdefault(key, len(keys)) if key is not None else -1)
    at, ms = (np.array([getattr(row, name) for row in rows], np.int64) for name in ("at", "ms_played"))
    span = as_time(at.min() - DAY_US), as_time(at.max() + DAY_US)
    same = {
        item.heard_item_id: keys[key]
        for item in read_full_items(connection, user_id, *span)
        if (key := title_key(item.artist_name, item.name)) in keys
    }
    full = read_full_rows(connection, user_id, *span, list(same))
    full_ms = np.array([row.ms_played for row in full], np.int64)
    full_song = np.array([same[row.heard_item_id] for row in full], np.int64)
    found = explained(
        at,
        _song(np.array(songs, np.int64), ms),
        np.array([row.row_hash for row in rows], np.int64),
        np.array([row.at for row in full], np.int64),
        _song(full_song, full_ms),
    )
    return [bool(is_known) for is_known in found]


def _song(names: Ints, ms: Ints) -> Ints:
    """One number for name and milliseconds, which are below 2^31."""
    return names * 2**31 + ms
