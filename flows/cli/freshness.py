"""Verb freshness: how far behind each source is."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_rows, write
from tasks.trends.clock_store import read_clock, read_today
from tasks.trends.passport_store import read_freshness

ALL = "All the report waits for"
SHOWN = (
    "name",
    "is_must_have",
    "is_late",
    "sentence",
    "rejected_30_days",
    "note",
)


def freshness(
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where a source is behind, or a delivery was mostly rejected.")
    ] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how far behind each source is. Without --strict the exit code is 0 however late they are."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        today = read_today(context.engine)
        clock = read_clock(context.engine, today)
        rows = read_freshness(context.engine, today)
    is_wrong = any(row["is_late"] or row["is_mostly_rejected"] for row in rows)
    if as_json:
        rows.append(clock | {"source": None, "name": ALL, "is_must_have": True})
    else:
        write(f"{ALL}: {clock['sentence']}")
        rows = [{name: _shown(row[name]) for name in SHOWN} for row in rows]
    print_rows(rows, as_json=as_json, empty="No source is watched yet, and none has delivered.")
    if strict and is_wrong:
        raise typer.Exit(1)


def _shown(value: object) -> object:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "hour") else value
