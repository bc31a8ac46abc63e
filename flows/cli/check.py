"""Verb check: what is wrong now, and whether people are told of it."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say

if TYPE_CHECKING:
    from flows.checks import Checked

Send = Annotated[bool, typer.Option("--send", help="Tell the data team, as the flow does every quarter of an hour.")]
TestMessage = Annotated[
    bool, typer.Option("--test-message", help="Look at nothing; send a test message to everybody who is told.")
]


def check(
    send: Send = False, test_message: TestMessage = False, data_dir: DataDirOption = None, as_json: JsonOption = False
) -> None:
    """Look at runs, sources, queue, budgets, disks and data: what is wrong, worst first. Fails where something is."""
    from flows.checks import look_only, run_checks
    from flows.run_context import open_run_context
    from tasks.checks.matter_store import read_matters

    choose(data_dir)
    with open_run_context() as context:
        if test_message:
            _send_test(context, as_json=as_json)
        done = run_checks(context, is_all=True) if send else look_only(context)
        since = {one.key: one.first_seen_at for one in read_matters(context.engine, datetime.now(UTC))}
    failing = sum(finding.severity == "fail" for finding in done.wrong)
    _show(done, since, failing, as_json=as_json)
    raise typer.Exit(1 if failing or done.failures else 0)


def _show(done: "Checked", since: dict[str, datetime], failing: int, *, as_json: bool) -> None:
    from flows.checks import TOLD_LATER

    if as_json:
        wrong: list[dict[str, Any]] = [
            {
                "key": finding.key,
                "kind": finding.kind,
                "severity": finding.severity,
                "what": finding.what,
                "next_step": finding.next_step,
                "since": since.get(finding.key),
            }
            for finding in done.wrong
        ]
        sent = [{"message": one.mail, "address": one.address} for one in done.sent]
        counts = {"failing": failing, "warnings": len(wrong) - failing}
        print_json({**counts, "wrong": wrong, "not_looked_at": done.unjudged, "sent": sent, "not_sent": done.failures})
        return
    for finding in done.wrong:
        at = since.get(finding.key)
        known = f" (since {at:%Y-%m-%d %H:%M} UTC)" if at else ""
        first, *rest = finding.what.splitlines()
        say(f"{finding.severity.upper()}  {first}{known}", style="red" if finding.severity == "fail" else "yellow")
        for line in (*rest, f"-> {finding.next_step}"):
            say(f"      {line}")
    say(f"{failing} failing, {len(done.wrong) - failing} to look at." if done.wrong else "Nothing is wrong.")
    for one in done.sent:
        say(f"Told {one.address}: {one.mail}")
    for failure in done.failures:
        say(failure, style="red")
    if done.failures:
        say(TOLD_LATER)


def _send_test(context: Any, *, as_json: bool) -> None:
    """Send it, and end with what became of it."""
    from flows.checks import send_test

    deliveries, failures = send_test(context)
    rows = [{"address": one.address, "state": one.state, "answer": one.answer} for one in deliveries]
    print_rows(
        rows,
        as_json=as_json,
        empty="Nobody is told: set GROUNDSWELL_REPORT_DATA_TEAM or GROUNDSWELL_CHECKS_APPRISE, see .env.example.",
    )
    for failure in failures:
        say(failure, style="red")
    raise typer.Exit(0 if rows and all(row["state"] == "sent" for row in rows) else 1)
