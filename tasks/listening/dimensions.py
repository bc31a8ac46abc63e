"""What was heard and in which circumstances: entered once each, and from then on known by a number of the warehouse."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.readers.history.batch import Batch
from tasks.readers.history.instants import Ints
from tasks.readers.history.vocabulary import Vocabulary

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


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
        is_renamed = False
        if contexts:
            with self._engine.begin() as connection:
                _stage(connection, "context", [(number, *batch.vocabulary.contexts[number]) for number in contexts])
                self._learn(self._contexts, connection, "contexts")
        if items:
            with self._engine.begin() as connection:
                _stage(connection, "item", [(number, *batch.vocabulary.items[number]) for number in items])
                is_renamed = self._learn(self._items, connection, "items")
        return Named(self._items[batch.item], self._contexts[batch.context], is_renamed)

    def _learn(self, numbers: Ints, connection: Connection, what: str) -> bool:
        """Enter what is staged and new; whether a name was changed."""
        staged = connection.execute(statement(f"listening_load/{what}_unknown")).scalar_one()
        if staged:
            connection.execute(statement(f"listening_load/{what}_enter"))
        found = connection.execute(statement(f"listening_load/{what}_known")).all()
        for row in found:
            numbers[row.number] = row.id
        if what == "items" and any(row.is_less for row in found):
            return connection.execute(statement("listening_load/items_rename")).rowcount > 0
        return False


def _grown(numbers: Ints, length: int) -> Ints:
    return np.concatenate([numbers, np.zeros(length - len(numbers), np.int64)])


def _stage(connection: Connection, what: str, rows: Sequence[Sequence[Any]]) -> None:
    connection.execute(statement(f"listening_load/{what}s_stage"))
    copy_text(connection, f"staged_{what}", rows)


def copy_text(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Rows into a table by COPY, with free text in them; None is null."""
    lines = ["\t".join(NULL if value is None else str(value).translate(ESCAPED) for value in row) for row in rows]
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        cursor.copy_expert(f"copy {table} from stdin", io.StringIO("\n".join([*lines, ""])))
