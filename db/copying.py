"""Data frames into tables and out of queries by COPY: the quickest way into Postgres and back."""

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, TextClause


def copy_frame(connection: Connection, table: str, frame: pd.DataFrame) -> None:
    """Append the rows of a frame; its columns are named like the table's, missing values become null.

    ``table`` may be unqualified: it is found as a statement on this connection would find it.
    """
    if frame.empty:
        return
    text = io.StringIO()
    frame.to_csv(text, index=False, header=False, na_rep="")
    text.seek(0)
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        cursor.copy_expert(f"copy {table} ({columns}) from stdin (format csv)", text)


def read_frame(connection: Connection, query: TextClause, given: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of a query with its parameters; nulls are NaN, days are text, truths are to be asked for as integers."""
    raw = connection.connection.driver_connection
    assert raw is not None
    text = io.BytesIO()
    with raw.cursor() as cursor:
        bound = cursor.mogrify(str(query.compile(dialect=connection.dialect)), dict(given)).decode()
        cursor.copy_expert(f"copy ({bound}) to stdout (format csv, header)", text)
    text.seek(0)
    # nothing but an empty field is missing: an artist may be called "null"
    return pd.read_csv(text, keep_default_na=False, na_values=[""])
