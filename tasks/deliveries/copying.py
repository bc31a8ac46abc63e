"""Rows into a table by COPY: the quickest way into Postgres."""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tasks.readers.deliveries.batch import Reject

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


def copy_columns(
    connection: Connection, table: str, columns: Sequence[Sequence[Any]], text_columns: frozenset[int]
) -> None:
    """Columns of one length, in the order of the table's; those at ``text_columns`` hold free text."""
    texts = [
        [NULL if value is None else value.translate(ESCAPED) for value in column]
        if at in text_columns
        else said(column)
        for at, column in enumerate(columns)
    ]
    copy_text(connection, table, "\n".join(map("\t".join, zip(*texts, strict=True))))


def copy_rejects(connection: Connection, source: str, load_id: int, rejects: Iterable[Reject]) -> None:
    """Rejects of a load into ops.reject."""
    lines = []
    for reject in rejects:
        # jsonb holds no NUL
        item = json.dumps(reject.item, ensure_ascii=False).replace("\\u0000", "\N{SYMBOL FOR NULL}")
        fields = (source, str(load_id), str(reject.line), item, reject.reason.replace("\0", "\N{SYMBOL FOR NULL}"))
        lines.append("\t".join(field.translate(ESCAPED) for field in fields))
    copy_text(connection, "ops.reject (source, load_id, line, item, reason)", "\n".join(lines))


def copy_text(connection: Connection, table: str, text: str) -> None:
    """Lines in COPY's text format; nothing for no line."""
    if not text:
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        cursor.copy_expert(f"copy {table} from stdin", io.StringIO(text + "\n"))


def quoted(column: Sequence[str | None]) -> list[str]:
    """Free text as COPY reads it."""
    return [NULL if value is None else value.translate(ESCAPED) for value in column]


def said(column: Sequence[Any]) -> list[str]:
    """Numbers, days, times and truths as Postgres reads them."""
    if column and isinstance(column[0], date):
        # days and times repeat: each is written once
        written = {value: NULL if value is None else str(value) for value in set(column)}
        return [written[value] for value in column]
    if None in column:
        return [NULL if value is None else str(value) for value in column]
    return list(map(str, column))
