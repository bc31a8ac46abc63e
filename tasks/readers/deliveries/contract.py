"""The contracts of taxonomies/deliveries.yaml: what each vendor table must bring, read and validated."""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from db.errors import GroundswellError
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.yaml_file import read_yaml

CONTRACTS_FILE = Path(__file__).parents[3] / "taxonomies" / "deliveries.yaml"
# What a sentence repeats of the columns found.
MOST_SHOWN, LONGEST_SHOWN = 100, 80
ColumnType = Literal["integer", "text", "date", "timestamp", "boolean", "number"]


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Read from YAML; a field nobody knows is refused."""


class Column(Struct, frozen=True):
    """A column that is read; see the head of taxonomies/deliveries.yaml for the words."""

    name: str
    type: ColumnType
    is_required: bool = False
    is_optional: bool = False
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    not_after_arrival: bool = False
    longest: int = 2000
    earliest: date = date(1990, 1, 1)


class Table(Struct, frozen=True):
    """The contract of one vendor table."""

    name: str
    key: list[str]
    columns: list[Column]
    date: str | None = None
    modified: str | None = None
    ignored: list[str] = []

    def places(self, found: Sequence[str]) -> dict[str, int]:
        """Contracted column to its place among those found, which may be written in any case.

        Raises LoadRefused naming a missing column, and the one that may have taken its place; or one that stands there
        twice, because nobody knows which of them is meant.
        """
        at = {name.strip().casefold(): place for place, name in reversed(list(enumerate(found)))}
        missing = [
            column.name for column in self.columns if not column.is_optional and column.name.casefold() not in at
        ]
        if missing:
            raise LoadRefused(self._what_is_missing(missing, found))
        counted = Counter(name.strip().casefold() for name in found)
        if twice := [column.name for column in self.columns if counted[column.name.casefold()] > 1]:
            raise LoadRefused(
                f"{self.name} has the column {twice[0]} more than once, and which of them counts is not known. Nothing "
                "of it was taken; have it delivered again with each column once."
            )
        return {column.name: at[column.name.casefold()] for column in self.columns if column.name.casefold() in at}

    def _what_is_missing(self, missing: Sequence[str], found: Sequence[str]) -> str:
        known = {name.casefold() for name in [*(column.name for column in self.columns), *self.ignored]}
        extra = [name.strip() for name in found[:MOST_SHOWN] if name.strip() and name.strip().casefold() not in known]
        lacks = "column " + missing[0] if len(missing) == 1 else "columns " + ", ".join(missing)
        guess = ""
        if len(extra) == 1:
            guess = f" Perhaps renamed to {extra[0][:LONGEST_SHOWN]}."
        elif len(missing) == 1 and (like := difflib.get_close_matches(missing[0], [name.upper() for name in extra], 1)):
            guess = f" Perhaps renamed to {next(name for name in extra if name.upper() == like[0])}."
        columns = ", ".join(name.strip()[:LONGEST_SHOWN] for name in found[:MOST_SHOWN]) or "none"
        columns += f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        return (
            f"{self.name} lacks the {lacks}; columns found: {columns}.{guess} Nothing of it was taken; "
            "have the delivery mended, or change its contract in taxonomies/deliveries.yaml."
        )


class Refusal(Struct, frozen=True):
    """From when on breaches in one column refuse the whole load."""

    share: float
    rows: int


class Overlap(Struct, frozen=True):
    """What a database is asked for again."""

    modified_hours: int
    date_days: int


class Consumption(Struct, frozen=True):
    """Which figures count as consumption."""

    metric_types: list[str]
    region: str
    regions: dict[str, list[str]]


class Contracts(Struct, frozen=True):
    """The whole file."""

    version: int
    refusal: Refusal
    overlap: Overlap
    consumption: Consumption
    tables: list[Table]

    def table(self, name: str) -> Table | None:
        """The contract of a table, whose name may be written in any case; None for an unknown one."""
        return next((table for table in self.tables if table.name.casefold() == name.casefold()), None)


@cache
def load_contracts(path: Path = CONTRACTS_FILE) -> Contracts:
    """All contracts. Raises GroundswellError naming what is wrong in the file."""
    read = read_yaml(path, Contracts)
    wrongs = [wrong for table in read.tables for wrong in _wrongs(table)]
    names = [table.name.casefold() for table in read.tables]
    wrongs += [
        f"{name.upper()} stands there twice" for name in sorted({name for name in names if names.count(name) > 1})
    ]
    odd = [ours for ours in read.consumption.regions if re.fullmatch("GLOBAL|[A-Z]{2}", ours) is None]
    wrongs += [f"region {ours} is neither GLOBAL nor the two letters of a country" for ours in odd]
    if read.consumption.region not in read.consumption.regions:
        wrongs.append(f"region {read.consumption.region} is none of {', '.join(read.consumption.regions)}")
    if wrongs:
        raise GroundswellError(f"{path.name} can't be used: {'; '.join(wrongs)}.")
    return read


def _wrongs(table: Table) -> list[str]:
    """What is wrong in a contract, in words."""
    names = [column.name for column in table.columns]
    named = [*table.key, *(name for name in (table.date, table.modified) if name is not None)]
    wrongs = [f"{table.name} has no column {name}" for name in named if name not in names]
    wrongs += [f"{table.name}.{name} stands there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    for column in table.columns:
        try:
            re.compile(column.pattern or "")
        except re.error as wrong:
            wrongs.append(f"the pattern of {table.name}.{column.name} is none ({wrong})")
    return wrongs
