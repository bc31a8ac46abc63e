"""Mails and messages that were refused, or of which nobody knows whether they arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.checks.finding import Finding, counted

KIND = "mail"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An address with mails of the last 7 days in this state; ``answer`` and ``mail`` are those of the newest."""

    address: str
    state: str
    mails: int
    mail: str
    answer: str | None


def mail_findings(found: Sequence[Undelivered]) -> tuple[Finding, ...]:
    """One for each address and state: refused, or uncertain."""
    return tuple(
        Finding(
            f"mail:{one.state}:{one.address}",
            KIND,
            f"{counted(one.mails, 'mail')} to {one.address} {WORDS[one.state]}.\n{one.answer or 'Nobody knows why.'}",
            f"Ask whether it came; if not: groundswell mail resend {one.mail} {one.address} --reason '...'",
        )
        for one in found
    )


WORDS = {"refused": "refused by the mail server", "uncertain": "may not have arrived"}
