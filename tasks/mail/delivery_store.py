"""The log of mails: claimed before they are sent, settled by what the server answered, each in a commit."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from db.locks import Lock, tried_session
from db.statements import statement
from db.storable import storable
from tasks.mail.outcome import Delivery

LARGEST_SENDER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail to a person that is ours to send; ``attempts`` with this one."""

    delivery_id: int
    attempts: int


class Log:
    """The log as one sender writes it."""

    def __init__(self, engine: Engine, sender: int) -> None:
        self._engine, self._sender = engine, sender

    def claim(
        self, mail: str, address: str, token: str | None, recipient_id: int | None, rule_id: int | None
    ) -> Claim | None:
        """The mail, for this sender alone, and its link to unsubscribe; None where it is another's or settled."""
        given = {"mail": mail, "address": address, "rule_id": rule_id, "sender": self._sender}
        with self._engine.begin() as connection:
            row = connection.execute(statement("mail/claim"), given).one_or_none()
            if row is not None and token is not None:
                link = {"token": token, "recipient_id": recipient_id, "rule_id": rule_id}
                connection.execute(statement("mail/put_token"), link)
        return Claim(row.delivery_id, row.attempts) if row is not None else None

    def hand_over(self, claim: Claim) -> None:
        """Say that from here on the mail may have been delivered."""
        with self._engine.begin() as connection:
            connection.execute(statement("mail/hand_over"), {"delivery_id": claim.delivery_id, "sender": self._sender})

    def settle(self, claim: Claim, state: str, answer: str | None, pause_s: float = 0) -> None:
        """What became of it; ``pause_s`` until a mail that was put off may be tried again."""
        given = {"delivery_id": claim.delivery_id, "sender": self._sender, "state": state, "pause_s": pause_s}
        with self._engine.begin() as connection:
            connection.execute(
                statement("mail/settle"), given | {"answer": storable(answer) if answer is not None else None}
            )


@contextmanager
def open_log(engine: Engine) -> Iterator[Log]:
    """The log for a sender of its own number, whose lock the database frees when the process ends, however it ends.

    Mails of senders that are gone are settled first.
    """
    sender = random.SystemRandom().randint(1, LARGEST_SENDER)
    with tried_session(engine, Lock.MAIL_SENDER, sender):
        settle_abandoned(engine)
        yield Log(engine, sender)


def enter_waiting(engine: Engine, mails: Sequence[tuple[str, str]]) -> None:
    """Mails, by name and address, wait from here on, whatever becomes of us or of the mail server."""
    if mails:
        with engine.begin() as connection:
            rows = [{"mail": mail, "address": address} for mail, address in mails]
            connection.execute(statement("mail/enter"), rows)


def give_up(engine: Engine, mails: Sequence[str], reason: str) -> None:
    """Mails that nobody took have failed, and no later run sends them; ``reason`` where no server answered."""
    with engine.begin() as connection:
        connection.execute(statement("mail/give_up"), {"mails": list(mails), "reason": storable(reason)})


def settle_abandoned(engine: Engine) -> None:
    """Mails of senders that are gone wait again, or are uncertain where they were handed over."""
    with engine.begin() as connection:
        connection.execute(statement("mail/abandoned"))


def read_deliveries(engine: Engine, mail: str) -> list[Delivery]:
    """The log of a mail."""
    with engine.connect() as connection:
        rows = log_rows(connection, mail, most=None)
    return [Delivery(row["mail"], row["address"], row["state"], row["answer"]) for row in rows]


def log_rows(connection: Connection, mail: str | None, most: int | None) -> list[dict[str, Any]]:
    """The log of a mail by address, or that of all mails, the newest first."""
    given = {"mail": mail, "most": most}
    return [dict(row) for row in connection.execute(statement("mail/deliveries"), given).mappings()]


def seconds_to_next_try(engine: Engine, mails: Sequence[str]) -> float | None:
    """Until the first of the mails that was put off may be tried again; None where none was."""
    with engine.connect() as connection:
        seconds: float | None = connection.execute(statement("mail/next_try"), {"mails": list(mails)}).scalar_one()
    return seconds
