"""What a look at one kind of thing finds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Severity = Literal["fail", "warn"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. ``key`` stays the same while the same is wrong, whatever its words say of it."""

    key: str
    kind: str
    what: str
    next_step: str
    severity: Severity = "fail"


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of a kind. ``unjudged``: why not all of it could be looked at; then nothing of it counts as over.

    ``unjudged_keys``: single findings of which nothing can be said this time.
    """

    kind: str
    findings: tuple[Finding, ...] = ()
    unjudged: str | None = None
    unjudged_keys: frozenset[str] = frozenset()


def words_of(at: datetime) -> str:
    """A time for a reader, as 29 Nov 05:02 UTC."""
    utc = at.astimezone(UTC)
    return f"{utc.day} {utc:%b %H:%M} UTC"


def counted(count: int, thing: str) -> str:
    """1 item, 2 items."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
