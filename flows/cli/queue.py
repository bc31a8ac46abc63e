"""Verbs of the queue and the limits: work list, work revive, limits show, limits set."""

from typing import Annotated, Literal

import typer

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say
from tasks.limits.store import set_limit, show_limits
from tasks.work import store
from tasks.work.item import Kind

work = typer.Typer(help="The queue of things to fetch.", no_args_is_help=True)
limits = typer.Typer(help="Rate limits and daily budgets of providers.", no_args_is_help=True)
State = Literal["pending", "leased", "done", "retry", "dead"]
StateOption = Annotated[State | None, typer.Option("--state", help="Only items in this state.", show_default=False)]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="Only this kind of work.", show_default=False)]


@work.command("list")
def list_work(
    state: StateOption = None,
    kind: KindOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List items, with the reason why one waits or is dead; without a state, count them."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        if state is None and kind is None:
            rows = store.count_work(context.engine)
        else:
            rows = store.list_work(context.engine, state, kind, most)
    print_rows(rows, as_json=as_json, empty="There is no such work.")


@work.command("revive")
def revive(
    work_ids: Annotated[list[int] | None, typer.Argument(help="Numbers of items (see work list).")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All dead and waiting items.")] = False,
    kind: KindOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Queue dead and waiting items again, with all their attempts."""
    from flows.run_context import open_run_context

    if not work_ids and not everything and kind is None:
        raise GroundswellError("Say what to revive: numbers of items, --kind or --all.")
    choose(data_dir)
    with open_run_context() as context:
        revived = store.revive(context.engine, work_ids or None, kind)
    if as_json:
        print_json({"revived": revived})
    else:
        say(f"{revived} items are queued again. Run: groundswell sweep")


@limits.command("show")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Show every provider's rate, budget, calls of today and block."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        print_rows(show_limits(context.engine), as_json=as_json, empty="There are no providers.")


@limits.command("set")
def set_limits(
    provider: Annotated[str, typer.Argument(help="For example soundcharts.")],
    rate: Annotated[float | None, typer.Option("--rate", help="Calls a second the provider allows.")] = None,
    utilisation: Annotated[float | None, typer.Option("--utilisation", help="Share of it we use, 0 to 1.")] = None,
    wait_cap: Annotated[int | None, typer.Option("--wait-cap", min=0, help="Longest wait obeyed at once, s.")] = None,
    budget: Annotated[int | None, typer.Option("--budget", help="Calls a day (UTC).")] = None,
    no_budget: Annotated[bool, typer.Option("--no-budget", help="Take the budget away.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a provider's limits; also lifts a block. All workers follow at once."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        set_limit(
            context.engine,
            provider,
            allowed_per_s=rate,
            utilisation=utilisation,
            wait_cap_s=wait_cap,
            daily_budget=budget,
            no_budget=no_budget,
        )
        print_rows(show_limits(context.engine), as_json=as_json, empty="There are no providers.")
