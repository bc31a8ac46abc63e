"""Verbs of mail: what became of each, and one of which nobody knows sent again."""

from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_rows, say
from flows.cli.write_transaction import ByOption, entering, who

mail = typer.Typer(help="Mails that were sent, and what became of each.", no_args_is_help=True)
MOST = 100


@mail.command("log")
def log(
    issue: Annotated[
        str | None, typer.Argument(help="Only of this mail, for example weekly-2026-11-13.", show_default=False)
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Mails by person with the mail server's answer: all of one, or the newest hundred."""
    from tasks.mail.delivery_store import log_rows

    with entering(data_dir) as (connection, _):
        rows = log_rows(connection, issue, None if issue else MOST)
    print_rows(rows, as_json=as_json, empty="No mail is in the log.")


@mail.command("resend")
def resend(
    issue: Annotated[str, typer.Argument(help="The mail, as the log names it.")],
    address: Annotated[str, typer.Argument(help="Whose.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the audit.")],
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Let a mail that is uncertain or refused be sent again, by the next run of what sends it."""
    from tasks.roster.entry_store import call

    with entering(data_dir) as (connection, _):
        call(connection, "resend_mail", mail=issue, address=address, reason=reason, done_by=who(by))
    say(f"The mail {issue} to {address} waits; the next run of the flow that mails it sends it.")
