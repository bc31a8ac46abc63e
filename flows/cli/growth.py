"""Verb growth: how visible followed artists are and how they grow, from where it is known, and reading it anew."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose, day
from flows.cli.output import print_json, print_rows, progress_shown, say, write
from flows.cli.run import AsOf, print_runs
from flows.cli.run_summary import runs_since

growth = typer.Typer(help="Visibility and growth of followed artists.", invoke_without_command=True)


@growth.callback()
def show(
    context: typer.Context,
    artist: Annotated[str | None, typer.Option("--artist", help="Only this one.", show_default=False)] = None,
    quick: Annotated[bool, typer.Option("--quick", help="All artists on one screen.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the newest figures: score with its four parts, followers, popularity, markets, works, what to do."""
    if context.invoked_subcommand is not None:
        return
    from flows.run_context import open_run_context
    from tasks.growth.dashboard_store import read_dashboard, read_quick
    from tasks.growth.screen import NOTHING, artist_lines, quick_lines

    choose(data_dir)
    with open_run_context() as opened:
        summary = read_quick(opened.engine)
        rows = [] if quick else read_dashboard(opened.engine, artist)
    if as_json:
        print_json(as_numbers(summary) if quick else [as_numbers(row) for row in rows])
        return
    if summary["measured_on"] is None:
        say(NOTHING)
        return
    lines = quick_lines(summary) if quick or artist is None else []
    for row in rows:
        lines += ["", *artist_lines(row)] if lines else artist_lines(row)
    for line in lines:
        write(line)


@growth.command("sources")
def sources(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Say for each field whether Spotify lets the key ask for it, and what it therefore comes from."""
    from flows.run_context import open_run_context
    from tasks.growth.dashboard_store import read_sources
    from tasks.growth.screen import source_rows

    choose(data_dir)
    with open_run_context() as opened:
        rows = read_sources(opened.engine)
    print_rows(rows if as_json else source_rows(rows), as_json=as_json, empty="There are no fields.")


@growth.command("collect")
def collect(as_of: AsOf = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Read every followed artist from the sources that may be asked, then make the figures of the day."""
    from flows.collect_growth import collect_growth
    from flows.services.prefect_server import run_under_prefect
    from tasks.growth.screen import collected_lines

    folder, began = choose(data_dir), datetime.now(UTC)
    with progress_shown():
        run_under_prefect(folder, collect_growth, day(as_of))
    if as_json:
        print_runs(began, as_json=True)
        return
    for run in runs_since(began):
        for line in collected_lines(run["summary"]):
            say(line)


@growth.command("refresh")
def refresh(as_of: AsOf = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Everything in order: charts, links of the catalogue, weekly figures, growth, actions."""
    from flows.full_refresh import full_refresh
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    with progress_shown():
        run_under_prefect(folder, full_refresh, day(as_of))
    print_runs(began, as_json=as_json)


@growth.command("audio")
def audio(
    file: Annotated[Path, typer.Argument(help="CSV with a column track and features by name.")],
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring in audio features from a file; they stay apart from those of other sources."""
    from flows.run_context import open_run_context
    from tasks.growth.audio_store import import_audio

    choose(data_dir)
    with open_run_context() as opened:
        tracks, changed, rejects = import_audio(opened.engine, file, opened.as_of)
    if as_json:
        print_json({"tracks": tracks, "changed": changed, "rejected": [asdict(one) for one in rejects]})
        return
    say(f"{tracks} tracks read, {changed} profiles new or changed, {len(rejects)} lines left out.")
    for one in rejects[:20]:
        say(f"  line {one.line}: {one.reason}")


def as_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for programs: exact decimals as JSON's numbers."""
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
