"""What a chaos run kills and when, drawn from a seed; and mails that came twice."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from flows.services.names import MAIL_CATCHER, PREFECT_SERVER, PREFECT_WORKER, SOUNDCHARTS_STANDIN, WATCH

FLOW, POSTGRES, CONNECTIONS, RUN = "flow", "postgres", "connections", "worker's run"
WITHOUT_PREFECT = (FLOW, POSTGRES, CONNECTIONS, SOUNDCHARTS_STANDIN, MAIL_CATCHER, WATCH)
EVERYTHING = (*WITHOUT_PREFECT, PREFECT_SERVER, PREFECT_WORKER, RUN)
SOONEST_S, LATEST_S = 0.2, 4.0


@dataclass(frozen=True, slots=True)
class Kill:
    """Kill ``kind`` once the work has gone on for ``after_s`` seconds."""

    kind: str
    after_s: float


def plan_kills(kills: int, seed: int, kinds: Sequence[str]) -> list[Kill]:
    """Every kind as often as every other, in an order and at moments of the seed."""
    dice = random.Random(seed)  # noqa: S311 - to be drawn again, no secret
    drawn: list[str] = []
    while len(drawn) < kills:
        drawn += dice.sample(kinds, len(kinds))
    return [Kill(kind, dice.uniform(SOONEST_S, LATEST_S)) for kind in drawn[:kills]]


def mails_twice(mails: Iterable[bytes]) -> int:
    """Mails beyond the first of the same person and the same mail: its id, or its subject where it was made anew."""
    read = [message_from_bytes(mail, policy=default) for mail in mails]
    by_id = Counter(str(mail["Message-ID"]) for mail in read)
    by_subject = Counter((str(mail["To"]), str(mail["Subject"])) for mail in read)
    return max(sum(count - 1 for count in by.values()) for by in (by_id, by_subject))


def read_mails(folder: Path) -> list[bytes]:
    """All mails of a mailbox."""
    return [path.read_bytes() for path in sorted(folder.glob("*.eml"))]
