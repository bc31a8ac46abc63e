"""Mails handed over one after the other on one connection, each claimed first; what is put off is tried again."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from sqlalchemy import Engine

from tasks.mail.delivery_store import Log, open_log, seconds_to_next_try
from tasks.mail.errors import MailError, MailServerAway
from tasks.mail.server import MailServer
from tasks.mail.settings import MailSettings, check_complete


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a run waits for mails that are put off: pauses double from the first to the longest."""

    whole_s: float = 1_800
    first_s: float = 60
    longest_s: float = 900

    def pause_s(self, attempts: int) -> float:
        """Before the next attempt, after so many."""
        return float(min(self.first_s * 2 ** min(attempts - 1, 30), self.longest_s))


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to a person; ``write`` makes it with the token of its link to unsubscribe, None for people on no list."""

    mail: str
    address: str
    write: Callable[[str | None], EmailMessage]
    recipient_id: int | None = None
    rule_id: int | None = None


def deliver(engine: Engine, settings: MailSettings, letters: Sequence[Letter], patience: Patience = Patience()) -> int:
    """Hand over what nobody has yet; how many the server took. The log has the rest.

    Raises MailError when the server can't be used; what was handed over by then stays handed over.
    """
    check_complete(settings)
    deadline, sent = time.monotonic() + patience.whole_s, 0
    mails = sorted({letter.mail for letter in letters})
    with open_log(engine) as log:
        away_tries = 0
        while letters:
            try:
                with MailServer(settings) as server:
                    sent += sum(_send(log, server, letter, patience) for letter in letters)
                wait_s = seconds_to_next_try(engine, mails)
            except MailServerAway:
                away_tries += 1
                wait_s = patience.pause_s(away_tries)
                if time.monotonic() + wait_s > deadline:
                    raise
            if wait_s is None or time.monotonic() + wait_s > deadline:
                break
            time.sleep(max(wait_s, 0.05))
    return sent


def _send(log: Log, server: MailServer, letter: Letter, patience: Patience) -> bool:
    """Whether the server took a mail now. Raises MailError, and then the mail waits as before."""
    is_listed = letter.recipient_id is not None or letter.rule_id is not None
    token = secrets.token_urlsafe(24) if is_listed else None
    message = letter.write(token)
    claim = log.claim(letter.mail, letter.address, token, letter.recipient_id, letter.rule_id)
    if claim is None:
        return False
    try:
        answer = server.send(message, letter.address, lambda: log.hand_over(claim))
    except MailError:
        log.settle(claim, "waiting", None)
        raise
    log.settle(claim, answer.state, answer.text, patience.pause_s(claim.attempts))
    return answer.state == "sent"
