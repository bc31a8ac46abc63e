"""Items and circumstances met so far, numbered: a history says the same things over and over."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.readers.history.instants import Ints
from tasks.readers.history.meaning import (
    Context,
    Item,
    context_fields,
    context_of,
    is_local_file,
    item_fields,
    item_of,
    track_fields,
    track_of,
)
from tasks.readers.history.names import Form
from tasks.readers.history.row_hash import UInts, context_digest, item_digest

# A vocabulary is given up for a new one beyond so many items: it must not grow with the histories.
MOST_ITEMS = 60_000

Fields = tuple[Any, ...]
Flags = npt.NDArray[np.bool_]
NO_TRACK, LOCAL_FILE = -1, -2


class _Numbers(dict[Fields, int]):
    """Has a number made for every new key. Known ones, nearly all, are found without a line of Python."""

    def __init__(self, make: Callable[[Fields], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Fields) -> int:
        number = self[key] = self._make(key)
        return number

    def of(self, keys: Iterable[Fields], rows: int) -> Ints:
        """The number of each key."""
        return np.fromiter(map(self.__getitem__, keys), np.int64, rows)


class Vocabulary:
    """Numbers of items and of circumstances, from 0; what a number means, and its digest, are at that place."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.contexts: list[Context] = []
        self._item_digests, self._context_digests = array("Q"), array("Q")
        self._is_music, self._is_online = array("B"), array("B")
        self._of_tracks = _Numbers(lambda fields: self._add_item(fields, track_of(fields)))
        self._of_items: dict[Form, _Numbers] = {
            "extended": _Numbers(lambda fields: self._add_item(fields, item_of(fields, "extended"))),
            "account": _Numbers(lambda fields: self._add_item(fields, item_of(fields, "account"))),
        }
        self._of_contexts: dict[tuple[Form, bool], _Numbers] = {}

    def renewed(self) -> "Vocabulary":
        """Itself, or an empty one in its place when it is full."""
        return self if len(self.items) <= MOST_ITEMS else Vocabulary()

    def item_numbers(self, rows: Sequence[Any], form: Form) -> Ints:
        """Numbers of the items of rows; LOCAL_FILE for a file of the listener's own."""
        if form == "account":
            return self._of_items[form].of(map(item_fields[form], rows), len(rows))
        numbers = self._of_tracks.of(map(track_fields, rows), len(rows))
        others = np.flatnonzero(numbers == NO_TRACK)
        fields = (item_fields[form](rows[place]) for place in others.tolist())
        numbers[others] = self._of_items[form].of(fields, len(others))
        return numbers

    def context_numbers(self, rows: Sequence[Any], form: Form, *, is_video: bool) -> Ints:
        """Numbers of the circumstances of rows; rows of the account form tell of none."""
        known = self._of_contexts.get((form, is_video))
        if known is None:
            known = _Numbers(lambda fields: self._add_context(context_of(fields or None, form, is_video=is_video)))
            self._of_contexts[form, is_video] = known
        fields = map(context_fields, rows) if form == "extended" else repeat((), len(rows))
        return known.of(fields, len(rows))

    def digests(self) -> tuple[UInts, UInts]:
        """Those of items and of circumstances, by number."""
        return np.array(self._item_digests, np.uint64), np.array(self._context_digests, np.uint64)

    def flags(self) -> tuple[Flags, Flags]:
        """Which items are music, and in which circumstances one is known to be online; by number."""
        return np.array(self._is_music, np.bool_), np.array(self._is_online, np.bool_)

    def _add_item(self, fields: Fields, item: Item | None) -> int:
        if is_local_file(fields):
            return LOCAL_FILE
        if item is None:
            return NO_TRACK
        self.items.append(item)
        self._item_digests.append(item_digest(item))
        self._is_music.append(item.kind == "music")
        return len(self.items) - 1

    def _add_context(self, context: Context) -> int:
        self.contexts.append(context)
        self._context_digests.append(context_digest(context))
        self._is_online.append(context.offline is False)
        return len(self.contexts) - 1
