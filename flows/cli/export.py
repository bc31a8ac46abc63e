"""Verb export audience: audiences of a period as an Excel file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose, day
from flows.cli.output import print_json, say
from flows.cli.write_transaction import ByOption, who

export = typer.Typer(help="Excel files of figures.", no_args_is_help=True)


@export.command("audience")
def audience(
    artist: Annotated[list[str], typer.Option("--artist", help="Name, our number or a provider's id; again for more.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write, such as audience.xlsx.")],
    from_on: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day; default: the last full month.")
    ] = None,
    to_on: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    platform: Annotated[
        list[str] | None, typer.Option("--platform", help="Code, such as spotify; again for more; default: all.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Only tracks in charts of this country, such as DE.")
    ] = None,
    by: ByOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write audiences of artists in at most 12 months: summary, by track, by day, coverage, how to read it."""
    from flows.run_context import open_run_context
    from tasks.audience.period import last_full_month
    from tasks.audience.workbook_store import find_artists, write_workbook
    from tasks.trends.clock_store import read_today
    from workbooks.audience import Question

    if output.suffix.lower() != ".xlsx":
        raise GroundswellError(f"{output} is written as an Excel file; give a name that ends in .xlsx.")
    if (from_on is None) != (to_on is None):
        raise GroundswellError("A period needs its first and its last day; give both --from and --to, or neither.")
    choose(data_dir)
    with open_run_context() as context:
        first, last = day(from_on), day(to_on)
        if first is None or last is None:
            first, last = last_full_month(read_today(context.engine))
        question = Question(
            artists=find_artists(context.engine, artist),
            platforms=platform or None,
            from_on=first,
            to_on=last,
            country=country.upper() if country else None,
            is_daily=True,
            asked_by=who(by),
            made_at=datetime.now(UTC),
        )
        figures = write_workbook(context.engine, output, question)
    if as_json:
        print_json({"file": str(output), "from": first, "to": last, "figures": figures})
    else:
        nothing = "" if figures else " Nothing was read of them in these days; its sheet Coverage says what is missing."
        say(f"{output} holds {len(question.artists)} artists from {first} to {last}.{nothing}")
