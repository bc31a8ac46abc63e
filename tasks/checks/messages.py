"""Which messages are due: one a matter and address, another when it is over, nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.checks.finding import words_of
from tasks.checks.matters import Matter

TRIED_AGAIN = ("waiting", "deferred")


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log of mails has of a message: its state, and since when (UTC)."""

    state: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message about a matter to one address. ``is_end``: that it is over."""

    matter: Matter
    address: str
    is_end: bool = False

    @property
    def mail(self) -> str:
        """Its name in the log of mails."""
        return mail_name(self.matter, is_end=self.is_end)

    @property
    def subject(self) -> str:
        """The first sentence, without its reasons."""
        first = self.matter.what.partition("\n")[0]
        words = first.partition(". ")[0].rstrip(".")
        if self.matter.over_at is not None:
            return f"Over: {words}"
        return f"Warning: {words}" if self.matter.severity == "warn" else words

    @property
    def lines(self) -> tuple[str, ...]:
        """What a reader is to know, a paragraph each; the next step only while there is something to do."""
        matter = self.matter
        since = f"Seen first {words_of(matter.first_seen_at)}."
        if matter.over_at is not None:
            return (*matter.what.splitlines(), f"{since} It is over since {words_of(matter.over_at)}.")
        return (*matter.what.splitlines(), matter.next_step, since)


def mail_name(matter: Matter, *, is_end: bool = False) -> str:
    """How the log of mails names a matter's message; mart.matter makes the same of it."""
    return f"matter-{matter.key}-{matter.first_seen_at.astimezone(UTC):%Y%m%d-%H%M%S%f}" + ("-over" if is_end else "")


def messages_due(
    matters: Sequence[Matter], log: Mapping[tuple[str, str], Logged], addresses: Sequence[str]
) -> list[Message]:
    """What is to be sent now, the oldest matter first. ``log``: by name of the message and address.

    Who could not be reached before a matter was over gets one message, which says both.
    """
    due = []
    for matter in sorted(matters, key=lambda one: one.matter_id):
        for address in addresses:
            first = log.get((mail_name(matter), address))
            if (first is None and matter.over_at is None) or (first is not None and first.state in TRIED_AGAIN):
                due.append(Message(matter, address))
            elif first is not None and _was_open(matter, first):
                last = log.get((mail_name(matter, is_end=True), address))
                if last is None or last.state in TRIED_AGAIN:
                    due.append(Message(matter, address, is_end=True))
    return due


def _was_open(matter: Matter, first: Logged) -> bool:
    """Whether somebody got, or may have got, a message of a matter that is over, while it was not."""
    if matter.over_at is None:
        return False
    return first.state == "uncertain" or (first.state == "sent" and first.changed_at <= matter.over_at)
