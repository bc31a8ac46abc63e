"""Matters as they are kept, and what the log has of messages about them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Engine

from db.statements import statement
from db.storable import storable
from tasks.checks.finding import Finding, Look
from tasks.checks.matters import Changes, Matter, compare
from tasks.checks.messages import Logged, mail_name

# A message that could not be sent for so long after its matter was over is sent no more.
KEPT = timedelta(days=7)


def read_matters(engine: Engine, since: datetime) -> list[Matter]:
    """Matters that are open, and those that were over since, the oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(statement("checks/matters"), {"since": since}).mappings()
        return [Matter(**row) for row in rows]


def record_looks(engine: Engine, looks: Sequence[Look], now: datetime) -> list[Matter]:
    """Open, see and end matters as the looks say, in one transaction; the matters messages may be about."""
    changes = compare(read_matters(engine, now), looks)
    _apply(engine, changes, now)
    return read_matters(engine, now - KEPT)


def read_log(engine: Engine, matters: Sequence[Matter]) -> dict[tuple[str, str], Logged]:
    """What became of messages about the matters, by their name and address."""
    mails = [mail_name(matter, is_end=is_end) for matter in matters for is_end in (False, True)]
    with engine.connect() as connection:
        rows = connection.execute(statement("checks/mail_log"), {"mails": mails}).all()
    return {(row.mail, row.address): Logged(row.state, row.changed_at) for row in rows}


def _apply(engine: Engine, changes: Changes, now: datetime) -> None:
    opened = [_row(finding, now) for finding in changes.opened]
    seen = [{**_row(finding, now), "matter_id": number} for number, finding in changes.seen]
    over = [{"matter_id": number, "now": now} for number in changes.over]
    with engine.begin() as connection:
        for name, rows in (("open_matter", opened), ("see_matter", seen), ("end_matter", over)):
            if rows:
                connection.execute(statement(f"checks/{name}"), rows)


def _row(finding: Finding, now: datetime) -> dict[str, object]:
    return {**{name: storable(value) for name, value in asdict(finding).items()}, "now": now}
