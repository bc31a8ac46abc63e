"""Rows of a load into the tables of core: staged by COPY, merged by SQL, what breaks the contract kept as rejects."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from db.copy import copy_columns, copy_rejects
from db.statements import statement
from tasks.deliveries.loads import Counts, Load
from tasks.deliveries.shapes import Shape
from tasks.deliveries.staging import Content
from tasks.readers.deliveries.batch import Reject
from tasks.readers.deliveries.settings import Filter


def read_content(connection: Connection, shape: Shape, wanted: Filter) -> Content:
    """What a load of that shape must know of the warehouse."""
    content = Content(wanted)
    if shape.needs is not None:
        content.known = frozenset(connection.execute(statement(f"deliveries/{shape.needs}")).scalars())
    if shape.name == "SPOTIFY_TRACKS":
        content.waiting = {
            (row.id, row.account_id) for row in connection.execute(statement("deliveries/waiting_pairs"))
        }
    return content


def make_stage(connection: Connection, shape: Shape) -> None:
    """Make the temporary table rows of that shape are staged in."""
    stage_sql = "facts" if shape.kind == "fact" else shape.sql
    connection.execute(statement(f"deliveries/{stage_sql}_stage"))


def put_staged(connection: Connection, shape: Shape, columns: Sequence[Sequence[Any]]) -> None:
    """Stage columns of rows."""
    copy_columns(connection, shape.staging, columns)


def put_rejects(connection: Connection, load: Load, rejects: Iterable[Reject]) -> None:
    """Keep what a load refused, with the reasons."""
    copy_rejects(connection, load.source, "load_id", load.load_id, rejects)


def analyze(connection: Connection, shape: Shape) -> None:
    """Tell the planner what is staged."""
    connection.execute(text(f"analyze {shape.staging}"))


def merge(connection: Connection, load: Load, shape: Shape, content: Content, counts: Counts) -> Counts:
    """What is staged, into the tables of core; the counts with what became of the rows."""
    given = load.given() | {"metric": shape.metric}
    late = "_late" if load.is_late else ""
    if shape.kind == "fact":
        if content.songs:
            songs = [(song, title or f"Luminate song {song}", artist or "")
                     for song, (artist, title) in content.songs.items()]  # fmt: skip
            ids, names, credit_names = (list(column) for column in zip(*songs, strict=True))
            named = {"songs": ids, "names": names, "credit_names": credit_names, "arrived_at": load.arrived_at}
            connection.execute(statement("deliveries/songs"), named)
        connection.execute(statement(f"deliveries/{shape.sql}"), given)
        done = connection.execute(statement(f"deliveries/facts_merge{late}"), given).one()
        connection.execute(statement("deliveries/facts_seen"), given)
        first_on, last_on = connection.execute(statement("deliveries/facts_days")).one()
        counts = replace(counts, first_on=first_on, last_on=last_on)
    elif shape.kind == "link":
        connection.execute(statement("deliveries/links_given"))
        connection.execute(statement(f"deliveries/links_merge{late}"), given)
        done = connection.execute(statement("deliveries/links_seen"), given).one()
    else:
        done = connection.execute(statement(f"deliveries/{shape.sql}_merge"), given).one()
    if shape.kind != "fact" and shape.sql != "sounds" and done.rows_new + done.rows_restated:
        connection.execute(statement("deliveries/songs_from_spotify"))
    return replace(
        counts,
        rows_new=done.rows_new,
        rows_restated=done.rows_restated,
        rows_same=done.rows_same,
        rows_rejected=counts.rows_rejected + getattr(done, "rows_rejected", 0),
    )
