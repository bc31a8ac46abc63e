"""Alerts that are due, and the badges their mails tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Engine

from db.locks import Lock, lock_transaction
from db.statements import statement


@dataclass(frozen=True, slots=True)
class AlertBadge:
    """A badge in a mail; ``page`` is the path of the artist's dashboard, ``words`` its week, None where it is gone."""

    artist: str
    page: str
    week_on: date
    tier: str
    direction: str
    badge: str
    words: str | None


@dataclass(frozen=True, slots=True)
class AlertMail:
    """A mail of an alert that waits to be sent."""

    mail: str
    address: str
    rule_id: int
    rhythm: str
    badges: tuple[AlertBadge, ...]


def plan_alerts(engine: Engine, time_zone: str) -> int:
    """Enter a waiting mail for each alert that has something new to tell; how many. No badge is planned twice."""
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ALERTS)
        planned: int = connection.execute(statement("mail/plan_alerts"), {"time_zone": time_zone}).scalar_one()
    return planned


def waiting_alerts(engine: Engine) -> Sequence[AlertMail]:
    """Mails that wait, in the order they were planned."""
    with engine.connect() as connection:
        rows = connection.execute(statement("mail/waiting_alerts")).all()
    return [
        AlertMail(mail, address, rule_id, rhythm, tuple(AlertBadge(*row[4:]) for row in found))
        for (mail, address, rule_id, rhythm), found in groupby(rows, key=lambda row: tuple(row[:4]))
    ]
