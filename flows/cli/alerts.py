"""Verbs of alerts: alerts add, list, remove, send."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say
from flows.cli.write_transaction import ARTIST, ByOption, entering, who
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist

alerts = typer.Typer(help="Who is mailed of new badges, and how often.", no_args_is_help=True)


@alerts.command("add")
def add(
    address: Annotated[str, typer.Argument(help="E-mail address.")],
    artist: Annotated[list[str] | None, typer.Option("--artist", help=ARTIST, show_default=False)] = None,
    label: Annotated[str | None, typer.Option("--label", help="This label's artists.", show_default=False)] = None,
    team: Annotated[str | None, typer.Option("--team", help="This team's artists.", show_default=False)] = None,
    tier: Annotated[list[str] | None, typer.Option("--tier", help="Default: confirmed.", show_default=False)] = None,
    rhythm: Annotated[str, typer.Option("--rhythm", help="at once, daily or weekly.")] = "at once",
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Mail somebody of new badges of artists, a label or a team; says how many there would have been."""
    with entering(data_dir) as (connection, _):
        artists = [find_artist(connection, one).artist_id for one in artist or []] or None
        chosen = {"artist_ids": artists, "label": label, "team": team, "tiers": tier or ["confirmed"]}
        [made] = call(connection, "add_alert", address=address, **chosen, rhythm=rhythm, done_by=who(by))
        [foretold] = call(connection, "alert_preview", **chosen)
    say(f"Alert {made['add_alert']} is made. {foretold['sentence']}")


@alerts.command("list")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """All alerts."""
    with entering(data_dir) as (connection, _):
        rows = call(connection, "alerts", made_by=None)
    print_rows(rows, as_json=as_json, empty="There are no alerts. Make one with: groundswell alerts add")


@alerts.command("remove")
def remove(
    number: Annotated[int, typer.Argument(help="Number of the alert.")],
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Take an alert away."""
    with entering(data_dir) as (connection, _):
        call(connection, "remove_alert", rule_id=number, made_by=None, done_by=who(by))
    say(f"Alert {number} is taken away.")


@alerts.command("send")
def send(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Mail what is new now, as the hourly flow does."""
    from flows.alerts import run_alerts
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        done = run_alerts(context)
    if as_json:
        print_json({"sent": done.sent_now, "mails": len(done.deliveries)})
    else:
        say(done.sentence if done.deliveries else "Nothing is new, so no mail was sent.")
