"""The work of a chaos run, in a process that is killed: `python -m flows.bench.chaos_job`.

Deliveries, the roster and an alert, then day by day the daily run and its alerts. Each step that went well is kept, so
that the next process goes on with the one after it; where all are, the last is done again, which must change nothing.
"""

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.alerts import alerts
from flows.daily import daily
from flows.ingest_deliveries import SomeRefused, ingest_deliveries
from flows.run_context import open_run_context
from flows.services.deliveries_world import deliveries_folder, follow_roster
from flows.services.prefect_server import run_under_prefect
from tasks.roster.entry_store import EntryRefused, call
from tasks.runs.store import runs_since

STATE = "chaos"  # {"steps": all of them, "done": how many}
AT_WORK = "chaos-job"  # {"pid": of the process that has begun to work}
DELIVERIES, ROSTER = "deliveries", "roster"
READER = "reader@chaos.example"
TIERS = ["confirmed", "rising", "new release", "check data"]


class StepFailed(GroundswellError):
    """A part of the daily run did not go well."""


def run_step(data_dir: DataDir, step: str) -> None:
    """Do one step; it may have been done before, in part or as a whole. Raises GroundswellError."""
    if step == DELIVERIES:
        with suppress(SomeRefused):  # the world has one that is
            run_under_prefect(data_dir, ingest_deliveries, str(deliveries_folder(data_dir)))
    elif step == ROSTER:
        with open_run_context() as context:
            follow_roster(context.engine, deliveries_folder(data_dir))
            given: dict[str, Any] = {"address": READER, "artist_ids": None, "label": None, "team": None, "tiers": TIERS}
            with context.engine.begin() as connection, suppress(EntryRefused):
                if not call(connection, "alerts", made_by=None):
                    call(connection, "add_alert", **given, rhythm="at once", done_by="chaos")
    else:
        began = datetime.now(UTC)
        run_under_prefect(data_dir, daily, date.fromisoformat(step))
        with open_run_context() as context:
            ends = {run["flow"]: (run["state"], run["reason"]) for run in runs_since(context.engine, began)}
        if ends.get("daily", ("", ""))[0] != "completed":
            raise StepFailed(f"The daily run of {step} ended {ends.get('daily')}.")
        run_under_prefect(data_dir, alerts)


def main() -> int:
    """0 when all steps are done."""
    data_dir = DataDir.open()
    state = data_dir.read_state(STATE)
    steps, done = state["steps"], state["done"]
    data_dir.write_state(AT_WORK, {"pid": os.getpid()})
    try:
        for number in range(min(done, len(steps) - 1), len(steps)):
            run_step(data_dir, steps[number])
            data_dir.write_state(STATE, {"steps": steps, "done": number + 1})
    except GroundswellError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
