"""Rows of a delivery in batches, column by column: as they came, and as their contract types them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import compress
from typing import Any, Protocol

from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.values import typed

BATCH_ROWS = 20_000
# Stands for a column where a row as a whole can't be read.
WHOLE_ROW = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that is refused. ``line`` counts from 1; ``column`` broke its contract; None when none did."""

    line: int
    item: Mapping[str, Any]
    reason: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Rows as texts: a line number for each, and for each column found its values."""

    names: Sequence[str]
    lines: Sequence[int]
    columns: Sequence[Sequence[str | None]]
    rejects: Sequence[Reject] = ()

    def item(self, place: int) -> dict[str, str | None]:
        """A row as it was."""
        return {name: column[place] for name, column in zip(self.names, self.columns, strict=True)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that keep their contract; ``columns`` holds every contracted column, typed. And those that do not."""

    raw: RawBatch
    places: Sequence[int]
    columns: Mapping[str, list[Any]]
    rejects: list[Reject] = field(default_factory=list)

    @property
    def lines(self) -> list[int]:
        """Line number of each row."""
        return [self.raw.lines[place] for place in self.places]

    @property
    def rows_read(self) -> int:
        """Rows of the delivery in this batch, good or not."""
        return len(self.raw.lines) + len(self.raw.rejects)

    def only(self, wanted: Sequence[bool]) -> "Batch":
        """The rows marked."""
        columns = {name: list(compress(values, wanted)) for name, values in self.columns.items()}
        return Batch(self.raw, list(compress(self.places, wanted)), columns, self.rejects)

    def refuse(self, wanted: Sequence[bool], column: str, reason: str) -> "Batch":
        """The rows marked; the others become rejects for what their ``column`` holds, put into ``reason``."""
        more = []
        for at, (place, is_wanted) in enumerate(zip(self.places, wanted, strict=True)):
            if not is_wanted:
                item = {name.strip().upper(): text for name, text in self.raw.item(place).items()}
                numbers = {name: values[at] for name, values in self.columns.items() if type(values[at]) is int}
                item |= {name: str(value) for name, value in numbers.items()}
                more.append(Reject(self.raw.lines[place], item, reason.format(numbers[column])))
        kept = self.only(wanted)
        return Batch(kept.raw, kept.places, kept.columns, [*self.rejects, *more])


class DeliveryReader(Protocol):
    """One delivery of one table, from a file or a database."""

    @property
    def origin(self) -> str:
        """The file as given, or the database's address without password."""
        ...

    def rows(self, table: Table) -> Iterator[Batch]:
        """Rows and rejects, a batch at a time. Raises LoadRefused, SourceUnreachable."""
        ...


def typed_batches(table: Table, raw: Iterable[RawBatch], arrived_at: datetime) -> Iterator[Batch]:
    """Each batch with its columns typed and the rows taken out that break the contract.

    Raises LoadRefused when a contracted column is missing.
    """
    last_on = arrived_at.date() + timedelta(days=1)
    for batch in raw:
        yield typed_batch(table, batch, last_on)


def typed_batch(table: Table, raw: RawBatch, last_on: date) -> Batch:
    """One batch; a row with several breaches is refused for the first column's."""
    places = table.places(raw.names)
    columns: dict[str, list[Any]] = {}
    breached: dict[int, tuple[str, str]] = {}
    for column in table.columns:
        if column.name not in places:
            columns[column.name] = [None] * len(raw.lines)
            continue
        columns[column.name], wrong = typed(column, raw.columns[places[column.name]], last_on)
        for place, reason in wrong.items():
            breached.setdefault(place, (column.name, reason))
    whole = Batch(raw, range(len(raw.lines)), columns, list(raw.rejects))
    if not breached:
        return whole
    rejects = [
        Reject(raw.lines[place], raw.item(place), reason + ".", name)
        for place, (name, reason) in sorted(breached.items())
    ]
    kept = whole.only([place not in breached for place in range(len(raw.lines))])
    return Batch(raw, kept.places, kept.columns, [*whole.rejects, *rejects])
