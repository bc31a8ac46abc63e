"""A stage of a flow: batches of one kind of work until nothing is due, with what became of them."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tasks.runs.prefect_run import Progress, note, run_task
from tasks.work.drain import BatchResult, Drain
from tasks.work.item import Kind
from tasks.work.steps import drain_batch
from tasks.work.store import waiting

BATCH = 200
# Retries and leases due within this time are waited for; later ones are for the next run.
PATIENCE_S = 150.0


@dataclass(slots=True)
class Stage:
    """One stage's figures, as the summary table prints them."""

    name: str
    found: int = 0
    new: int = 0
    again: int = 0
    over_budget: int = 0
    result: BatchResult = field(default_factory=BatchResult)

    def row(self) -> Mapping[str, Any]:
        """found, new, again, fetched, unchanged, skipped, retried, dead, calls, throttled, rows."""
        outcomes: Counter[str] = Counter()
        for (_, outcome), count in self.result.ended.items():
            outcomes[outcome] += count
        failures: Counter[str] = Counter()
        for (_, state), count in self.result.failed.items():
            failures[state] += count
        return {
            "stage": self.name,
            "found": self.found,
            "new": self.new,
            "again": self.again,
            "fetched": outcomes["stored"],
            "unchanged": outcomes["unchanged"],
            "skipped": outcomes["no_data"] + outcomes["not_offered"],
            "retried": failures["retry"],
            "dead": failures["dead"],
            "put_back": failures["put back"] + self.over_budget,
            "calls": self.result.calls,
            "throttled": self.result.throttled,
            "rows": self.result.rows,
        }

    def why(self) -> list[Mapping[str, Any]]:
        """What was not fetched, most frequent first: kind, end, sort of failure, number of items, one reason."""
        return [
            {"kind": key[0], "end": key[1], "failure": key[2], "items": count, "example": self.result.example[key]}
            for key, count in self.result.why.most_common()
        ]


def drain_stage(stage: Stage, drain: Drain[Any], kinds: Sequence[Kind], only: Sequence[int] | None = None) -> None:
    """Work until nothing, of ``only`` these work_ids where given, is due soon.

    Raises the error that stopped the provider, after what was done is kept.
    """
    progress = Progress(stage.name.replace(" ", "-"), stage.name)
    done = 0
    while True:
        open_items, next_in_s = waiting(drain.engine, kinds, only)
        progress.update(done, done + open_items)
        if next_in_s is None or next_in_s > PATIENCE_S:
            return
        if next_in_s > 0:
            time.sleep(min(next_in_s + 0.01, 1.0))
            continue
        batch = run_task(drain_batch, stage.name, drain, tuple(kinds), BATCH, only)
        stage.result.add(batch)
        note(batch_line(stage.name, batch))
        done += sum(batch.ended.values())
        if batch.stopped is not None:
            raise batch.stopped
        if batch.leased == 0:
            # due, but held by another worker that has just taken it
            time.sleep(0.2)


def batch_line(name: str, batch: BatchResult) -> str:
    """A batch in one line, for the log."""
    ends: Counter[str] = Counter()
    for (_, outcome), count in (batch.ended + batch.failed).items():
        ends[outcome] += count
    parts = [f"{count} {end.replace('_', ' ')}" for end, count in sorted(ends.items())]
    reasons = [batch.example[key] for key, _ in batch.why.most_common(3) if key[1] in ("retry", "dead", "put back")]
    return f"{name}: {', '.join(parts) or 'nothing due'}; {batch.calls} calls. {' '.join(reasons)}".strip()
