"""Verbs of how often things are fetched: fetch show, set, unset."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_rows, say
from tasks.cascade.fetch_rule import FetchRule, parse_every
from tasks.cascade.fetch_rule_store import drop_rule, read_rules, set_rule

fetch = typer.Typer(help="How often things are fetched again, by kind, platform and size.", no_args_is_help=True)
Kind = Annotated[str, typer.Argument(help="Kind of work, as fetch show names it.")]
Platform = Annotated[str, typer.Option("--platform", help="Audiences on this platform alone.", show_default=False)]
FromStreams = Annotated[
    int,
    typer.Option("--from-streams", min=0, help="Artists of at least so many streams a week, and tracks of theirs."),
]


@fetch.command("show")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """How often each kind of work is fetched again; the narrowest rule wins, of a platform before one of a size."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        rows = read_rules(context.engine)
    print_rows(rows, as_json=as_json, empty="Nothing is fetched.")


@fetch.command("set")
def set_(
    kind: Kind,
    every: Annotated[str, typer.Option("--every", help="12h, 7d. Audiences are of days, so a day at the least.")],
    platform: Platform = "",
    from_streams: FromStreams = 0,
    data_dir: DataDirOption = None,
) -> None:
    """Fetch a kind of work so often: all of it, or of a platform, or of artists of a size."""
    from flows.run_context import open_run_context

    time_between = parse_every(every)
    choose(data_dir)
    with open_run_context() as context:
        set_rule(context.engine, FetchRule(kind, platform, from_streams), time_between)
    say(f"{kind} is fetched again after {every} from the next run on.")


@fetch.command("unset")
def unset(kind: Kind, platform: Platform = "", from_streams: FromStreams = 0, data_dir: DataDirOption = None) -> None:
    """Take a rule of a platform or a size away."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        drop_rule(context.engine, FetchRule(kind, platform, from_streams))
    say("The rule is taken away.")
