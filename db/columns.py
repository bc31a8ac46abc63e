"""What views and their columns mean and how people are shown them, each said once in db/columns.yaml.

A column that is not named there means what the tables' columns of its name mean, as db/schema says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection

from db.schema import metadata
from db.statements import statement

FILE = Path(__file__).parent / "columns.yaml"
# A column in all views, or of one: (view, column).
Key = str | tuple[str, str]


@dataclass(frozen=True)
class Columns:
    """``views``: sentence of each view and, where it passes one through, its table (``of``). ``entries``: sentence and
    title by column; by (view, column) where they differ from those."""

    views: Mapping[str, Mapping[str, str]]
    entries: Mapping[Key, Mapping[str, str]]
    of_tables: Mapping[str, str]

    def view_sentence(self, view: str) -> str | None:
        """What a row of the view is."""
        return self.views.get(view, {}).get("sentence")

    def sentence(self, view: str, column: str) -> str | None:
        """What the column means, the nearest that says so; None when nobody does."""
        return (
            self.entries.get((view, column), {}).get("sentence")
            or self._of_table(view, column)
            or self.entries.get(column, {}).get("sentence")
            or self.of_tables.get(column)
        )

    def title(self, view: str, column: str) -> str:
        """What people read above it: its name unless something better is said."""
        own, common = self.entries.get((view, column), {}), self.entries.get(column, {})
        return own.get("title") or common.get("title") or column.replace("_", " ").capitalize()

    def _of_table(self, view: str, column: str) -> str | None:
        table = metadata.tables.get(self.views.get(view, {}).get("of", ""))
        return table.columns[column].comment if table is not None and column in table.columns else None


@cache
def columns() -> Columns:
    """The catalogue as its file says."""
    file = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    views = {view: entry if isinstance(entry, dict) else {"sentence": entry} for view, entry in file["views"].items()}
    return Columns(views, entries(file["columns"]), sentences_of_tables())


def read_catalogue(connection: Connection) -> dict[str, dict[str, Any]]:
    """Everything people can read, as a dataset of Superset wants it: schema, description and columns by name.

    A view of bi hides the one of mart that it shows.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(statement("upgrade/columns")):
        if found.get(row.view_name, {}).get("schema", row.schema_name) != row.schema_name:
            continue
        about = {"schema": row.schema_name, "description": row.view_sentence, "columns": []}
        found.setdefault(row.view_name, about)["columns"].append(
            {
                "column_name": row.column_name,
                "verbose_name": columns().title(row.view_name, row.column_name),
                "type": row.type,
                "description": row.sentence,
            }
        )
    return found


def entries(written: Mapping[str, Any]) -> dict[Key, dict[str, str]]:
    """Each entry by what it is of; a key of ``in`` may name several views."""
    found: dict[Key, dict[str, str]] = {}
    for column, entry in written.items():
        common = _entry(entry)
        for views, own in common.pop("in", {}).items():
            for view in views.split(", "):
                found.setdefault((view, column), {}).update(_entry(own))
        found[column] = common
    return found


def _entry(written: Any) -> dict[str, Any]:
    return {"sentence": written} if isinstance(written, str) else dict(written)


def sentences_of_tables() -> dict[str, str]:
    """Of each name of a column, the sentence all tables that have it agree on."""
    found: dict[str, set[str]] = {}
    for table in metadata.tables.values():
        for column in table.columns:
            if column.comment:
                found.setdefault(column.name, set()).add(column.comment)
    return {name: sentences.pop() for name, sentences in found.items() if len(sentences) == 1}
