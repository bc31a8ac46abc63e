"""What became of a mail to all its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """A mail to one person as the log has it; ``answer`` is the mail server's last sentence."""

    mail: str
    address: str
    state: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """``sent_now``: mails this run handed over and the server took. ``deliveries``: the log of all of them.

    ``files``: what a dry run wrote.
    """

    sent_now: int = 0
    deliveries: tuple[Delivery, ...] = ()
    files: tuple[Path, ...] = ()

    def addresses(self, *states: str) -> list[str]:
        """Who is in one of the states."""
        return [one.address for one in self.deliveries if one.state in states]

    @property
    def is_whole(self) -> bool:
        """Everybody got it."""
        return all(one.state == "sent" for one in self.deliveries)

    @property
    def sentence(self) -> str:
        """For a log or a terminal; who did not get it is named, with the server's own words."""
        if self.files:
            return f"{_mails(len(self.files))} written to {self.files[0].parent}; none was sent."
        if not self.deliveries:
            return "Nobody is on the list, so no mail was sent. Enter people with: groundswell recipient add"
        before = len(self.addresses("sent")) - self.sent_now
        parts = [f"{_mails(self.sent_now)} sent" + (f", {before} before" if before > 0 else "")]
        for state, words in WORDS.items():
            if found := [one for one in self.deliveries if one.state == state]:
                parts.append(f"{words.format(count=len(found))}: {_named(found)}")
        return "; ".join(parts) + "."


WORDS = {
    "refused": "{count} refused",
    "deferred": "{count} put off by the mail server (run it again)",
    "waiting": "{count} waiting (run it again)",
    "claimed": "{count} in another run's hands",
    "sending": "{count} in another run's hands",
    "uncertain": "{count} uncertain, not sent again by itself (look, then: groundswell mail resend)",
}
MOST_NAMED = 5


def _mails(count: int) -> str:
    return f"{count} mail" if count == 1 else f"{count:,} mails"


def _named(found: Sequence[Delivery]) -> str:
    shown = [f"{one.address} ({one.answer})" if one.answer else one.address for one in found[:MOST_NAMED]]
    return ", ".join(shown) + (f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else "")
