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
        return _sentence(self, "")


def sentence_of_lists(lists: Sequence[tuple[str, MailOutcome]]) -> str:
    """The same of several lists at once, each with words for whose artists it is of: who has it of which list."""
    have = [f"{words} to {_some(found)}" for words, one in lists if (found := one.addresses("sent"))]
    whole = MailOutcome(
        sum(one.sent_now for _, one in lists),
        tuple(each for _, one in lists for each in one.deliveries),
        tuple(path for _, one in lists for path in one.files),
    )
    return _sentence(whole, f" ({'; '.join(have)})" if have else "")


def _sentence(outcome: MailOutcome, who_has_it: str) -> str:
    if outcome.files:
        return f"{_mails(len(outcome.files))} written to {outcome.files[0].parent}; none was sent."
    if not outcome.deliveries:
        return "Nobody is on the list, so no mail was sent. Enter people with: groundswell recipient add"
    before = len(outcome.addresses("sent")) - outcome.sent_now
    parts = [f"{_mails(outcome.sent_now)} sent" + (f", {before} before" if before > 0 else "") + who_has_it]
    for state, words in WORDS.items():
        if found := [one for one in outcome.deliveries if one.state == state]:
            named = _some([f"{one.address} ({one.answer})" if one.answer else one.address for one in found])
            parts.append(f"{words.format(count=len(found))}: {named}")
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


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
