"""Verbs that run flows: sync charts, cascade, sweep. Watched by Prefect when `up` started it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose, day
from flows.cli.output import print_json, progress_shown, say
from flows.cli.run_summary import runs_since

AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Last day data is asked for; default: today.")
]
Chart = Annotated[str | None, typer.Option("--chart", help="Only this chart (its slug).", show_default=False)]

sync = typer.Typer(help="Bring in what providers have.", no_args_is_help=True)


@sync.command("charts")
def sync_charts(
    chart: Chart = None,
    as_of: AsOf = None,
    force: Annotated[bool, typer.Option("--force", help="Fetch rankings again that are known.")] = False,
    cascade_after: Annotated[bool, typer.Option("--cascade/--no-cascade", help="Go on with what they lead to.")] = True,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read the rankings not known yet, then fetch what they lead to."""
    from flows.cascade import cascade as cascade_flow
    from flows.chart_sync import chart_sync
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    with progress_shown():
        run_under_prefect(folder, chart_sync, chart, day(as_of), force)
        if cascade_after:
            run_under_prefect(folder, cascade_flow, chart, day(as_of))
    print_runs(began, as_json=as_json)


def cascade(
    chart: Chart = None,
    as_of: AsOf = None,
    force: Annotated[bool, typer.Option("--force", help="Fetch everything again, fresh or not.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; kept with a forced run.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a forced run.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch metadata and audience of every track and artist the known charts lead to."""
    from db.errors import GroundswellError
    from flows.cascade import cascade as cascade_flow
    from flows.run_context import open_run_context
    from flows.services.prefect_server import run_under_prefect
    from tasks.cascade.store import predict
    from tasks.providers.soundcharts.endpoints import WINDOW_DAYS

    folder, began = choose(data_dir), datetime.now(UTC)
    if force:
        if not reason:
            raise GroundswellError("A forced refresh is logged with its reason. Give one with --reason.")
        with open_run_context(day(as_of)) as context:
            predicted = predict(context.engine, context.as_of, chart, WINDOW_DAYS)
        say(f"This fetches {predicted.items} things again, with about {predicted.calls} provider calls.")
        if not yes and not typer.confirm("Go on?", err=True):
            raise GroundswellError("Nothing was fetched.")
    with progress_shown():
        run_under_prefect(folder, cascade_flow, chart, day(as_of), force, reason)
    print_runs(began, as_json=as_json)


def sweep(as_of: AsOf = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Fetch whatever slipped: stale, put back, left by dead workers, from charts of any age."""
    from flows.services.prefect_server import run_under_prefect
    from flows.sweep_gaps import sweep_gaps

    folder, began = choose(data_dir), datetime.now(UTC)
    with progress_shown():
        run_under_prefect(folder, sweep_gaps, day(as_of))
    print_runs(began, as_json=as_json)


def print_runs(began: datetime, *, as_json: bool) -> None:
    """Print what the runs since ``began`` did, as they wrote it down."""
    runs = runs_since(began)
    if as_json:
        print_json([{"flow": run["flow"], **run["summary"]} for run in runs])
        return
    for run in runs:
        stages = run["summary"].get("stages", [])
        for stage in stages:
            say(f"{stage['stage']}: {figures(stage)}")
        rest = figures({name: value for name, value in run["summary"].items() if name not in ("stages", "why")})
        if rest:
            say(f"{run['flow']}: {rest}")


def figures(row: Mapping[str, Any]) -> str:
    """The figures of a row that are not 0, in words; orphans always, because none is what one wants to read."""
    order = ("found", "new", "again", "fetched", "unchanged", "skipped", "retried", "dead", "put_back", "rows", "calls")
    names = [*(name for name in order if name in row), *(name for name in row if name not in order and name != "stage")]
    shown = [name for name in names if row[name] or name == "orphans"]
    return ", ".join(
        f"{row[name]:,} {name.replace('_', ' ')}" if isinstance(row[name], int) else str(row[name]) for name in shown
    )
