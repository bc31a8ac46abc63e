"""Matters: a finding is one matter from when it is first seen until a look that could judge it sees it no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.checks.finding import Finding, Look, Severity


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding over time (UTC); ``over_at`` is None while it is open."""

    matter_id: int
    key: str
    kind: str
    severity: Severity
    what: str
    next_step: str
    first_seen_at: datetime
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What looks change in the matters that are open: new ones, those seen again by number, numbers of those over."""

    opened: tuple[Finding, ...]
    seen: tuple[tuple[int, Finding], ...]
    over: tuple[int, ...]


def compare(known: Sequence[Matter], looks: Sequence[Look]) -> Changes:
    """What the looks say of the open matters. What was not looked at, or could not be judged, stays as it is."""
    found: dict[str, Finding] = {}
    for look in looks:
        for finding in look.findings:
            found.setdefault(finding.key, finding)
    is_open = {matter.key: matter for matter in known if matter.over_at is None}
    judged = {look.kind for look in looks} - {look.kind for look in looks if look.unjudged is not None}
    left = {key for look in looks for key in look.unjudged_keys}
    return Changes(
        opened=tuple(finding for key, finding in found.items() if key not in is_open),
        seen=tuple((is_open[key].matter_id, finding) for key, finding in found.items() if key in is_open),
        over=tuple(
            matter.matter_id
            for key, matter in is_open.items()
            if key not in found and key not in left and matter.kind in judged
        ),
    )
