"""A fingerprint of what the warehouse says, by which two warehouses can be compared."""

from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Engine, FromClause, Table, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import BigInteger, Numeric, Text

from db.schema import metadata

FINGERPRINTED = ("core", "mart")


def fingerprint(engine: Engine) -> dict[str, dict[str, Any]]:
    """{"schema.table": {"rows": n, "hash": 32 hex digits}} for every table of core and mart.

    Left out are our own numbers (replaced by the natural key of what they name), what tells when or by which call a row
    came (``is_provenance``), and tables that are no content (``is_content``): sums that make questions quicker, and
    what reports told. The hash is the sum, modulo 2^64 for each half, of the MD5 of the JSON of each row: it does not
    depend on the order of rows.
    """
    with engine.connect() as connection:
        return fingerprint_within(connection)


def fingerprint_within(connection: Connection) -> dict[str, dict[str, Any]]:
    """The same, of what a transaction sees."""
    found = {
        table.fullname: table_fingerprint(connection, table)
        for table in metadata.sorted_tables
        if table.schema in FINGERPRINTED and table.info.get("is_content", True)
    }
    return dict(sorted(found.items()))


def table_fingerprint(connection: Connection, table: Table, where: ColumnElement[bool] | None = None) -> dict[str, Any]:
    """Rows and hash of one table, or of some of its rows."""
    query = _query(table)
    rows, high, low = connection.execute(query if where is None else query.where(where)).one()
    return {"rows": rows, "hash": f"{int(high or 0) % 2**64:016x}{int(low or 0) % 2**64:016x}"}


@cache
def _query(table: Table) -> Any:
    source: FromClause = table
    content: list[ColumnElement[Any]] = []
    for column in table.columns:
        if not _is_left_out(column):
            source, values = _meaning(source, table, column)
            content += values
    digest = func.md5(cast(func.jsonb_build_array(*content), Text))
    halves = [
        func.sum(
            cast(
                cast(cast(literal_column("'x'").op("||")(func.substr(digest, start, 16)), BIT(64)), BigInteger), Numeric
            )
        )
        for start in (1, 17)
    ]
    return select(func.count(), *halves).select_from(source)


def _is_left_out(column: Column[Any]) -> bool:
    return bool(column.info.get("is_provenance")) or column.identity is not None


def _meaning(source: FromClause, table: FromClause, column: Column[Any]) -> tuple[FromClause, list[ColumnElement[Any]]]:
    """The column itself, or for a number of ours the natural key of the row it names, joined in."""
    here = table.c[column.name]
    key = _named_by(column)
    if key is None:
        return source, [here]
    target = key.table
    assert isinstance(target, Table)
    named = target.alias()
    source = source.outerjoin(named, here == named.c[key.name])
    values: list[ColumnElement[Any]] = []
    for name in target.info["natural_key"]:
        source, part = _meaning(source, named, target.c[name])
        values += part
    return source, values


def _named_by(column: Column[Any]) -> Column[Any] | None:
    """The column of another table that the number points to; None for a plain value."""
    for key in column.foreign_keys:
        return key.column
    named: Column[Any] | None = column.info.get("means")
    return named
