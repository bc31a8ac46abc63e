"""Verbs of the weekly report's list: recipient add, list, remove."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_rows, say
from flows.cli.write_transaction import ByOption, entering, who
from tasks.roster.entry_store import call

recipient = typer.Typer(help="Who gets the weekly report by mail, and of whose artists.", no_args_is_help=True)
Address = Annotated[str, typer.Argument(help="E-mail address.")]
SHOWN = ("address", "name", "scope", "is_active", "last_mail", "last_state", "last_answer", "last_at")


@recipient.command("add")
def add(
    address: Address,
    name: Annotated[str | None, typer.Option("--name", help="Their name.", show_default=False)] = None,
    label: Annotated[str | None, typer.Option("--label", help="Only this label's artists.", show_default=False)] = None,
    team: Annotated[str | None, typer.Option("--team", help="Only this team's artists.", show_default=False)] = None,
    again: Annotated[bool, typer.Option("--again", help="They unsubscribed and wish to get it again.")] = False,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Put somebody on the list, from the next issue on."""
    given = {"address": address, "name": name, "label": label, "team": team, "is_sure": again}
    with entering(data_dir) as (connection, _):
        call(connection, "add_recipient", **given, done_by=who(by))
    say(f"{address} is on the list.")


@recipient.command("list")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Who is on the list, and what became of the last mail to each."""
    with entering(data_dir) as (connection, _):
        rows = call(connection, "report_recipients")
    shown = rows if as_json else [{name: row[name] for name in SHOWN} for row in rows]
    print_rows(shown, as_json=as_json, empty="Nobody is on the list. Enter people with: groundswell recipient add")


@recipient.command("remove")
def remove(address: Address, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """Take somebody off the list."""
    with entering(data_dir) as (connection, _):
        call(connection, "remove_recipient", address=address, done_by=who(by))
    say(f"{address} is off the list.")
