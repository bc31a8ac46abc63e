"""Runs of the flow daily, the matters that came of them, and what people were told."""

from post_office import PostOffice

from flows.run_context import RunContext
from tests.warehouse.queued import run_sql

ANN, BOB = "ann@label.example", "bob@label.example"


def daily(context: RunContext, state: str, reason: str | None = None) -> None:
    run_sql(
        context.engine,
        "insert into ops.run (flow, parameters, state, reason, started_at, ended_at) "
        "values ('daily', '{}', :state, :reason, now() - interval '1 hour', now())",
        state=state,
        reason=reason,
    )


def matters(context: RunContext) -> list[tuple[str, bool]]:
    """Keys of matters and whether they are over, in the order they were seen."""
    return [
        tuple(row) for row in run_sql(context.engine, "select key, over_at is not null from ops.matter order by 1, 2")
    ]


def subjects(office: PostOffice) -> list[str]:
    """Of all mails, without the time in them."""
    return sorted(mail["Subject"].partition(",")[0] for mail in office.mails)


def put_off_no_more(context: RunContext) -> None:
    """As if the time of a mail that was put off had passed."""
    run_sql(context.engine, "update app.mail_delivery set next_try_at = now() where state = 'deferred'")
