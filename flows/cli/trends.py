"""Verbs of trends: trends backtest, trends causes, trends replay."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from db.datadir import DataDir
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
    drops: Annotated[
        Path | None,
        typer.Option("--drops", help="Judge this folder of deliveries with its roster.csv instead: which rises held?"),
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge every past week again as it was known on its Monday, and compare with what was planted."""
    from flows.bench.backtest import open_world, run_backtest

    folder = choose(data_dir)
    if drops is not None:
        if seed is not None:
            raise typer.BadParameter("--drops judges real deliveries and --seed a made-up world: give one of them.")
        _backtest_drops(folder, drops, as_json=as_json)
        return
    with progress_shown(), open_world(folder, seed) as ground:
        found = run_backtest(ground)
        found["seed"] = ground.world.seed
    if as_json:
        print_json(found)
        return
    rows = [{"badge": kind.replace("_", " "), **_shown(found[kind])} for kind in KINDS]
    print_rows(rows, as_json=False, empty="")
    say("")
    say("An eventful roster: 60 artists over three years with as many events as real ones have, weekly, no warehouse")
    rows = [{"badge": kind.replace("_", " "), **_shown(found["eventful"][kind])} for kind in KINDS]
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


def _backtest_drops(folder: DataDir, drops: Path, *, as_json: bool) -> None:
    from flows.bench.drops import backtest_drops

    with progress_shown():
        found = backtest_drops(folder, drops)
    if as_json:
        print_json(found)
        return
    print_rows([{"badge": kind, **_rounded(of)} for kind, of in found["kinds"].items()], as_json=False, empty="")
    say("")
    say(f"By last week's size ({found['artists']} artists, {found['weeks']} weeks)")
    rows = [
        {"size": size, "badge": kind, **_rounded(of)}
        for size, kinds in found["by_size"].items()
        for kind, of in kinds.items()
        if of["rises"]
    ]
    print_rows(rows, as_json=False, empty="No rise can be followed into a next week.")
    say("")
    say("Held: the next week, a day, is at least 1.5 times what was expected. low, high: 95 % interval of share held.")


@trends.command("causes")
def causes(
    seed: Annotated[int, typer.Option("--seed", help="World that is planted, in a database of its own.")] = 7,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare causes named of jumps with those a made-up world knows: how many are named first, how many are false."""
    from flows.bench.causes import open_causes, run_causes

    with progress_shown(), open_causes(choose(data_dir), seed) as (engine, world):
        found = run_causes(engine, world)
    if as_json:
        print_json(found)
        return
    shown = ("caused", "named_first", "named_first_share", "unexplained", "false", "false_share")
    print_rows([_rounded({name: found[name] for name in shown})], as_json=False, empty="")
    for title, lines in (("Named otherwise", found["missed"]), ("Named without reason", found["falsely_named"])):
        if lines:
            say("")
            say(title)
            for line in lines:
                say(f"  {line}")


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
    return _rounded({name: figures[name] for name in SHOWN})


def _rounded(figures: dict[str, object]) -> dict[str, object]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}
