"""What was heard and in which circumstances: entered once each, and from then on known by a number of the warehouse."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine

from tasks.listening.dimension_store import Words, enter_words, find_words, rename_items, stage_words
from tasks.readers.history.batch import Batch
from tasks.readers.history.instants import Ints
from tasks.readers.history.vocabulary import Vocabulary


class Named(NamedTuple):
    """Numbers of the warehouse for each row. ``is_renamed``: some item got another of its spellings for a name."""

    heard_item_id: Ints
    context_id: Ints
    is_renamed: bool


class Dimensions:
    """Numbers known in this process, for the words of one vocabulary; 0 where one is not known yet.

    Everything new is committed before any play names it, on a connection of its own and in the order of keys: two
    loads thus wait for each other for moments, and never in a circle.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vocabulary: Vocabulary | None = None
        self._items = self._contexts = np.zeros(0, np.int64)

    def named(self, batch: Batch) -> Named:
        """The numbers of a batch, whose new items and circumstances are entered."""
        if batch.vocabulary is not self._vocabulary:
            self._vocabulary = batch.vocabulary
            self._items = self._contexts = np.zeros(0, np.int64)
        self._items = _grown(self._items, len(batch.vocabulary.items))
        self._contexts = _grown(self._contexts, len(batch.vocabulary.contexts))
        items = np.unique(batch.item[self._items[batch.item] == 0]).tolist()
        contexts = np.unique(batch.context[self._contexts[batch.context] == 0]).tolist()
        words = batch.vocabulary
        by_id = [number for number in items if words.items[number].id is not None]
        by_name = [number for number in items if words.items[number].id is None]
        self._learn("contexts", self._contexts, contexts, words.contexts)
        self._learn("names", self._items, by_name, words.items)
        is_renamed = self._learn("items", self._items, by_id, words.items)
        return Named(self._items[batch.item], self._contexts[batch.context], is_renamed)

    def _learn(self, what: Words, known: Ints, numbers: list[int], meanings: Sequence[Sequence[Any]]) -> bool:
        """Find the numbers of the warehouse for these, entering what is new; whether one was renamed."""
        if not numbers:
            return False
        with self._engine.begin() as connection:
            stage_words(connection, what, [numbers, *zip(*(meanings[number] for number in numbers), strict=True)])
            missing, less = self._find(connection, what, known, numbers)
            if missing:
                enter_words(connection, what, missing)
                less += self._find(connection, what, known, missing)[1]
            return bool(less) and rename_items(connection, less)

    def _find(
        self, connection: Connection, what: Words, known: Ints, numbers: list[int]
    ) -> tuple[list[int], list[int]]:
        """Enter what is there into ``known``; numbers not there, and those whose spelling comes first."""
        found, ids, is_less = find_words(connection, what, numbers)
        known[found] = ids
        wanted = np.array(numbers, np.int64)
        return wanted[known[wanted] == 0].tolist(), found[is_less == 1].tolist()


def _grown(numbers: Ints, length: int) -> Ints:
    return np.concatenate([numbers, np.zeros(length - len(numbers), np.int64)])
