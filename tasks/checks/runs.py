"""Runs of flows that did not go well: by their own records, and by Prefect where it knows better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.checks.finding import Finding, words_of

KIND = "run"
# No run takes longer; whoever started it is gone, or it hangs.
LONGEST = timedelta(days=1)
LATE_AFTER = timedelta(minutes=10)
BLOCKED_AFTER = timedelta(hours=1)
WAITS_FOR_A_SLOT = "AwaitingConcurrencySlot"
LATE_NAMES = ("Late", "Scheduled")
BOARD = "Look at the run in Prefect or on the dashboard Charts and cascade, then run it again."


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """The last run of a flow in ops.run that has ended, or runs for longer than LONGEST. Times are UTC."""

    flow: str
    state: str
    reason: str | None
    started_at: datetime
    ended_at: datetime | None
    prefect_id: str | None = None


@dataclass(frozen=True, slots=True)
class PrefectRun:
    """A run of a deployment as Prefect has it; ``changed_at`` is when it came into its state. Times are UTC."""

    run_id: str
    flow: str
    deployment: str
    state_type: str
    state_name: str
    message: str | None
    expected_at: datetime
    changed_at: datetime


def run_findings(recorded: Sequence[RecordedRun], ended: Sequence[PrefectRun]) -> tuple[Finding, ...]:
    """One for each flow whose last run failed, crashed or ended in part.

    ``ended``: runs of deployments that failed or crashed and that no good run has followed. Of a run that both know,
    its own record is believed where it has an end.
    """
    last = {run.flow: run for run in recorded}
    found = {run.flow: _of_record(run) for run in recorded if run.state != "completed"}
    for run in ended:
        known = last.get(run.flow)
        if known is None or not _is_answered(known, run):
            found[run.flow] = _of_prefect(run)
    return tuple(found.values())


def waiting_findings(waiting: Sequence[PrefectRun], now: datetime) -> tuple[Finding, ...]:
    """One for each deployment whose run should have begun: late, or blocked by another that does not end."""
    found: dict[str, Finding] = {}
    for run in sorted(waiting, key=lambda one: one.expected_at):
        waits = now - run.expected_at
        if run.state_name == WAITS_FOR_A_SLOT and waits >= BLOCKED_AFTER:
            finding = _blocked(run)
        elif waits >= LATE_AFTER and (run.state_name in LATE_NAMES or run.state_type == "PENDING"):
            finding = _late(run)
        else:
            continue
        found.setdefault(finding.key, finding)
    return tuple(found.values())


def _is_answered(known: RecordedRun, run: PrefectRun) -> bool:
    """Whether the flow's own record tells of the run, or of a later one."""
    return known.ended_at is not None and (known.prefect_id == run.run_id or known.ended_at >= run.changed_at)


def _of_record(run: RecordedRun) -> Finding:
    if run.ended_at is None:
        what = f"{run.flow} runs since {words_of(run.started_at)}, longer than a day."
        return _finding(run.flow, what, "See whether its process is still there; if not, end the run in Prefect.")
    how = "ended in part" if run.state == "partial" else run.state
    reason = run.reason or "It did not say why."
    return _finding(run.flow, f"{run.flow} {how}, {words_of(run.ended_at)}.\n{reason}", BOARD)


def _of_prefect(run: PrefectRun) -> Finding:
    reason = (run.message or "Prefect does not say why.").splitlines()[0]
    return _finding(run.flow, f"{run.flow} {run.state_type.lower()}, {words_of(run.changed_at)}.\n{reason}", BOARD)


def _finding(flow: str, what: str, next_step: str) -> Finding:
    return Finding(f"run:{flow}", KIND, what, next_step)


def _late(run: PrefectRun) -> Finding:
    return Finding(
        f"late:{run.deployment}",
        KIND,
        f"{run.deployment} was to begin {words_of(run.expected_at)} and has not.",
        "See whether the worker runs: groundswell status; start what is missing with: groundswell up",
    )


def _blocked(run: PrefectRun) -> Finding:
    return Finding(
        f"blocked:{run.deployment}",
        KIND,
        f"{run.deployment} waits since {words_of(run.expected_at)} for another run of its own to end.",
        "Look in Prefect at the run that is under way; cancel it where nothing moves, and this one begins.",
    )
