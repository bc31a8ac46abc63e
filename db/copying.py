"""A data frame into a table by COPY: the quickest way into Postgres."""

import io

import pandas as pd
from sqlalchemy import Connection


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
