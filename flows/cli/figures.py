"""Verb figures check: whether headline figures add up."""

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say

figures = typer.Typer(help="Headline figures of labels.", no_args_is_help=True)


@figures.command("check")
def check(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Check that the week of every label adds up, by its parts and by who made it. Fails where one does not."""
    from flows.run_context import open_run_context
    from tasks.trends.figures_store import check_figures

    choose(data_dir)
    with open_run_context() as context:
        found = check_figures(context.engine)
    if as_json:
        print_json({"weeks": found.weeks, "rows": found.rows, "broken": len(found.broken)})
    else:
        say(f"{found.rows:,} figures of {found.weeks:,} weeks, {len(found.broken):,} of them do not add up.")
        print_rows(found.broken, as_json=False, empty="")
    raise typer.Exit(1 if found.broken else 0)
