"""Who is on the list of the weekly report."""

from dataclasses import dataclass

from sqlalchemy import Engine

from db.statements import statement
from tasks.mail.mailed_issue import Scope


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody on the list."""

    recipient_id: int
    address: str
    name: str | None


def recipients_of(engine: Engine, scope: Scope) -> list[Recipient]:
    """People on the list whose artists are those of the scope, neither more nor fewer."""
    with engine.connect() as connection:
        rows = connection.execute(statement("mail/recipients"), {"label": scope.label, "team": scope.team}).all()
    return [Recipient(*row) for row in rows]


def waiting_scopes(engine: Engine, issue_id: str) -> list[Scope]:
    """Scopes of people who have not got an issue yet, all artists first; empty when everybody has it."""
    with engine.connect() as connection:
        rows = connection.execute(statement("mail/waiting_scopes"), {"mail": issue_id}).all()
    return [Scope(*row) for row in rows]
