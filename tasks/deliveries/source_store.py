"""Deliveries from the vendor's own database, through any dialect of SQLAlchemy."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnClause, Connection, Engine, Select, inspect, make_url, or_, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.elements import ColumnElement, quoted_name

from db.engine import redacted
from db.statements import statement
from tasks.readers.deliveries.batch import BATCH_ROWS, Batch, RawBatch, typed_batches
from tasks.readers.deliveries.contract import Table, load_contracts
from tasks.readers.deliveries.errors import LoadRefused, NothingToLoad, SourceUnreachable
from tasks.readers.deliveries.values import as_text


@dataclass(frozen=True, slots=True)
class Since:
    """What was read before; both None for everything."""

    modified_from: datetime | None = None
    date_from: date | None = None


class VendorDatabase:
    """An open source database. Raises SourceUnreachable where it does not answer."""

    def __init__(self, url: str, schema: str | None = None) -> None:
        self.engine = source_engine(url)
        self.schema = schema
        self.origin = redacted(url) + (f" schema {schema}" if schema else "")
        with errors_as_sentences(self.engine):
            self._names = {
                name.casefold(): name
                for name in [*inspect(self.engine).get_table_names(schema), *self._views(inspect(self.engine))]
            }

    def _views(self, inspector: Any) -> Sequence[str]:
        try:
            return list(inspector.get_view_names(self.schema))
        except NotImplementedError:
            return []

    def tables(self, wanted: Sequence[str]) -> tuple[list[Table], list[str]]:
        """Tables to read, in the order of their contracts, and contracted ones that are not there.

        Raises NothingToLoad for a wanted table that is no vendor table or not there, or when none is there at all.
        """
        contracts = load_contracts().tables
        known = {table.name.casefold(): table for table in contracts}
        for name in wanted:
            if name.casefold() not in known:
                raise NothingToLoad(f"{name} is no vendor table; choose from {', '.join(t.name for t in contracts)}.")
            if name.casefold() not in self._names:
                raise NothingToLoad(
                    f"There is no table {name.upper()} in {self.origin}; name the schema with --schema."
                )
        chosen = {name.casefold() for name in wanted} or set(known)
        there = [
            table for table in contracts if table.name.casefold() in chosen and table.name.casefold() in self._names
        ]
        if not there:
            raise NothingToLoad(f"None of the vendor's tables is in {self.origin}; name the schema with --schema.")
        return there, [known[name].name for name in known if name in chosen and name not in self._names]

    def reader(self, table: Table, arrived_at: datetime, since: Since) -> "DeliveryTable":
        """A reader of what changed of one table."""
        return DeliveryTable(self, self._names[table.name.casefold()], arrived_at, since)

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class DeliveryTable:
    """One table of the database, as far as it changed."""

    database: VendorDatabase
    name: str
    arrived_at: datetime
    since: Since

    @property
    def origin(self) -> str:
        """The database's address without password."""
        return self.database.origin

    def rows(self, table: Table) -> Iterator[Batch]:
        """Rows and rejects. Raises LoadRefused for a table that can't be read, SourceUnreachable."""
        return typed_batches(table, self._batches(table), self.arrived_at)

    def _batches(self, table: Table) -> Iterator[RawBatch]:
        engine = self.database.engine
        with errors_as_sentences(engine, table.name):
            found = inspect(engine).get_columns(self.name, self.database.schema)
            places = table.places([column["name"] for column in found])
            query = changed_rows(engine, table, self.name, self.database.schema, found, places, self.since)
            names = list(places)
            line = 1
            with engine.connect() as connection:
                result = connection.execution_options(stream_results=True, yield_per=BATCH_ROWS).execute(query)
                for rows in result.partitions(BATCH_ROWS):
                    columns = [[as_text(value) for value in column] for column in zip(*rows, strict=True)]
                    yield RawBatch(names, range(line, line + len(rows)), columns)
                    line += len(rows)
            if line == 1:
                yield RawBatch(names, [], [()] * len(names))


def changed_rows(
    engine: Engine,
    table: Table,
    name: str,
    schema: str | None,
    found: Sequence[Any],
    places: dict[str, int],
    since: Since,
) -> Select[Any]:
    """Contracted columns of the rows changed or dated since. Every name is quoted: DATE is a word of SQL."""

    def quoted(word: str) -> quoted_name:
        dialect = engine.dialect
        own = dialect.denormalize_name(word) if dialect.requires_name_normalize else word
        return quoted_name(own, quote=True)

    columns: dict[str, ColumnClause[Any]] = {
        ours: sqlalchemy.column(quoted(found[place]["name"]), found[place]["type"]) for ours, place in places.items()
    }
    source = sqlalchemy.table(quoted(name), *columns.values(), schema=quoted(schema) if schema is not None else None)
    query = select(*columns.values()).select_from(source)
    if table.modified is not None and since.modified_from is not None:
        modified = columns[table.modified]
        return query.where(or_(modified >= bound(modified, since.modified_from), modified.is_(None)))
    if table.modified is None and table.date is not None and since.date_from is not None:
        day = datetime.combine(since.date_from, datetime.min.time(), UTC)
        return query.where(columns[table.date] >= bound(columns[table.date], day))
    return query


def bound(column: ColumnElement[Any], moment: datetime) -> date | datetime:
    """A time as the column holds it: a day, or a time with or without its zone (then UTC)."""
    if isinstance(column.type, sqlalchemy.Date):
        return moment.astimezone(UTC).date()
    if getattr(column.type, "timezone", False):
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def read_since(connection: Connection, table: Table, origin: str) -> Since:
    """Where to go on: what that database said before, less the overlap of taxonomies/deliveries.yaml."""
    last = connection.execute(statement("deliveries/last_read"), {"source": table.name, "origin": origin}).one()
    overlap = load_contracts().overlap
    return Since(
        last.modified_until - timedelta(hours=overlap.modified_hours) if last.modified_until else None,
        last.last_on - timedelta(days=overlap.date_days) if last.last_on else None,
    )


def source_engine(url: str) -> Engine:
    """An engine on the vendor's database. Raises SourceUnreachable for what is no usable URL; it is not repeated."""
    try:
        parsed = make_url(url.strip())
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg2")
        return sqlalchemy.create_engine(parsed, pool_size=1)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise SourceUnreachable(
            "The address given with --from-url is no database URL this installation can open. Write it as "
            "postgresql://user:password@host:5432/database, or install the driver for its dialect."
        ) from None


@contextmanager
def errors_as_sentences(engine: Engine, table: str | None = None) -> Iterator[None]:
    """What the source database says against us, in one sentence without its password.

    Raises LoadRefused where it is about a ``table`` and the database answers, so that the other tables are read.
    """
    try:
        yield
    except SQLAlchemyError as error:
        reply = " ".join(str(getattr(error, "orig", None) or error).split())[:300]
        if engine.url.password:
            reply = reply.replace(str(engine.url.password), "***")
        address = redacted(engine.url.render_as_string(hide_password=False))
        if table is not None and _answers(engine):
            raise LoadRefused(
                f"{table} of the vendor's database at {address} can't be read ({reply}). Nothing of it was taken; have "
                "the right to it granted or the table mended, and run this again."
            ) from None
        raise SourceUnreachable(
            f"The vendor's database at {address} can't be read ({reply}). "
            "Nothing of the table was taken; check the address and run this again."
        ) from None


def _answers(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            return raw is not None and engine.dialect.do_ping(raw)
    except SQLAlchemyError:
        return False
