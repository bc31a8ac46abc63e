"""Sources that are behind, or of whose newest delivery most rows were rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.checks.finding import Finding, words_of

KIND = "source"


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source by the one clock (core.source_freshness); ``spoilt_at``: newest delivery that does not count (UTC)."""

    source: str
    name: str
    is_must_have: bool
    is_late: bool
    sentence: str
    note: str
    spoilt_at: datetime | None = None
    spoilt_rejected: int | None = None
    spoilt_read: int | None = None


def source_findings(states: Sequence[SourceState]) -> tuple[Finding, ...]:
    """At most two for each source: that it is late, and that a delivery was mostly rejected."""
    late = [_late(state) for state in states if state.is_late]
    return (*late, *(_spoilt(state, at) for state in states if (at := state.spoilt_at) is not None))


def _late(state: SourceState) -> Finding:
    waits = " The weekly report waits for it." if state.is_must_have else ""
    return Finding(
        f"source:{state.source}",
        KIND,
        f"{state.name} is behind: {state.sentence}.{waits}\n{state.note}",
        "Ask whoever delivers it. What has come since is read by the next daily run, or: groundswell ingest deliveries",
    )


def _spoilt(state: SourceState, at: datetime) -> Finding:
    return Finding(
        f"rejected:{state.source}",
        KIND,
        f"{state.name}: of the delivery of {words_of(at)} {state.spoilt_rejected or 0:,} of {state.spoilt_read or 0:,} "
        "rows were rejected, so it does not count as fresh.",
        "Their reasons, with an example each: groundswell db psql -c 'select * from mart.reject_reason'. Ask for the "
        "delivery anew.",
    )
