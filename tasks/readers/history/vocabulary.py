"""Items and circumstances met so far, numbered: a history says the same things over and over."""

from array import array
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from tasks.readers.history.instants import Ints
from tasks.readers.history.meaning import Context, Item, context_of, item_of
from tasks.readers.history.names import Form
from tasks.readers.history.row_hash import UInts, context_digest, item_digest

# A vocabulary is given up for a new one beyond so many items: it must not grow with the histories.
MOST_ITEMS = 60_000

Fields = tuple[Any, ...]


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
        self._of_items: dict[Form, _Numbers] = {}
        self._of_contexts: dict[tuple[Form, bool], _Numbers] = {}

    def renewed(self) -> "Vocabulary":
        """Itself, or an empty one in its place when it is full."""
        return self if len(self.items) <= MOST_ITEMS else Vocabulary()

    def item_numbers(self, form: Form) -> _Numbers:
        """Numbers of items by the fields that name one in that form."""

        def make(fields: Fields) -> int:
            item = item_of(fields, form)
            self.items.append(item)
            self._item_digests.append(item_digest(item))
            return len(self.items) - 1

        return self._of_items.setdefault(form, _Numbers(make))

    def context_numbers(self, form: Form, *, is_video: bool) -> _Numbers:
        """Numbers of circumstances by the fields that tell of them; () for the account form, which tells of none."""

        def make(fields: Fields) -> int:
            context = context_of(fields or None, form, is_video=is_video)
            self.contexts.append(context)
            self._context_digests.append(context_digest(context))
            return len(self.contexts) - 1

        return self._of_contexts.setdefault((form, is_video), _Numbers(make))

    def digests(self) -> tuple[UInts, UInts]:
        """Those of items and of circumstances, by number."""
        return np.array(self._item_digests, np.uint64), np.array(self._context_digests, np.uint64)
