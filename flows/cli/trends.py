"""Verbs of trends: trends backtest, trends replay."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, progress_shown, say

trends = typer.Typer(help="Badges put to the test, and past weeks as they were known then.", no_args_is_help=True)
KINDS = ("raw", "confirmed", "rising", "confirmed_or_rising")
SHOWN = ("precision", "recall", "alerts_per_week", "median_lead_days", "alerts", "jumps", "found")


@trends.callback()
def group() -> None:
    """Badges put to the test, and past weeks as they were known then."""


@trends.command("backtest")
def backtest(
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Plant this world, in a database of its own; default: the folder's, else 7."),
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge every past week again as it was known on its Monday, and compare with what was planted."""
    from flows.bench.backtest import open_world, run_backtest

    folder = choose(data_dir)
    with progress_shown(), open_world(folder, seed) as ground:
        found = run_backtest(ground)
        found["seed"] = ground.world.seed
    if as_json:
        print_json(found)
        return
    rows = [{"badge": kind.replace("_", " "), **_shown(found[kind])} for kind in KINDS]
    print_rows(rows, as_json=False, empty="")
    rows = [
        {"threshold": threshold, "kind": kind, **_shown(figures)}
        for threshold, kinds in found["thresholds"].items()
        for kind, figures in kinds.items()
    ]
    say("")
    say("Another threshold would have given")
    print_rows(rows, as_json=False, empty="")
    say("")
    say(f"Confirmed badges in 10 rosters of 300 artists to whom nothing happened: {found['flat_roster_confirmed']}")


@trends.command("replay")
def replay(
    week: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Friday the week begins with.")],
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="Moment (UTC); default: the Monday after it."
        ),
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Also what has not changed since.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Build a past week again as it was known then, and show what is told otherwise now."""
    from flows.run_context import open_run_context
    from tasks.trends.rollup_store import then_and_now

    choose(data_dir)
    moment = at.replace(tzinfo=UTC) if at is not None else None
    with open_run_context() as context:
        rows = then_and_now(context.engine, week.date(), moment, show_all=show_all)
    print_rows(rows, as_json=as_json, empty="Everything is told as it was then.")


def _shown(figures: dict[str, object]) -> dict[str, object]:
    """Figures with three digits."""
    return {name: round(value, 3) if isinstance(value := figures[name], float) else value for name in SHOWN}
