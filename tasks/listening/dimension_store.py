"""Items and circumstances of listening in the warehouse: staged by the numbers of a vocabulary, found and entered."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection

from db.copy import copy_columns, read_packed
from db.statements import statement
from tasks.readers.history.instants import Ints

FOUND = {"number": ">i4", "id": ">i4", "is_less": ">i4"}
# Items have an id, names are items that have none.
Words = Literal["contexts", "items", "names"]


def stage_words(connection: Connection, what: Words, columns: Sequence[Sequence[Any]]) -> None:
    """Stage them in a temporary table; the first column is their number in the vocabulary."""
    connection.execute(statement(f"listening/load/{what}_stage"))
    copy_columns(connection, "staged_context" if what == "contexts" else "staged_item", columns)


def find_words(connection: Connection, what: Words, numbers: list[int]) -> tuple[Ints, Ints, Ints]:
    """Those of these numbers that are there, the warehouse's number of each, and 1 where its spelling comes first."""
    query = statement(f"listening/load/{what}_known")
    found, ids, is_less = read_packed(connection, query, {"numbers": numbers}, FOUND)
    return found, ids, is_less


def enter_words(connection: Connection, what: Words, numbers: list[int]) -> None:
    """Enter staged ones that are not there."""
    connection.execute(statement(f"listening/load/{what}_enter"), {"numbers": numbers})


def rename_items(connection: Connection, numbers: list[int]) -> bool:
    """Give items these spellings for a name; whether any changed."""
    return connection.execute(statement("listening/load/items_rename"), {"numbers": numbers}).rowcount > 0
