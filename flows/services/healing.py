"""What a crash leaves behind is put right: runs that nobody will end, slots nobody holds, rows that say running."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psutil
from sqlalchemy import Engine

from db.datadir import DataDir
from flows.services.crashed_runs import (
    ACTIVE,
    REST,
    RESUMABLE,
    RESUMED,
    end_of,
    is_run_again,
    leaked_slots,
)
from flows.services.lost_runs import end_of_unknown, is_unknown
from flows.services.names import POOL, PREFECT_SERVER, PREFECT_WORKER
from flows.services.prefect_api import PrefectApi
from flows.services.processes import running
from tasks.runs.orphan_store import close_orphans, made_by
from tasks.runs.run_process import started_at, this_host


@dataclass(slots=True)
class Healing:
    """Looks at the runs of a data folder, again and again.

    ``suspected``: slots that looked leaked the last time. A run that starts between two questions looks the same, so
    one look is not enough while a worker is at work. ``rest``: how long a run stays crashed before it is run again.
    """

    data_dir: DataDir
    suspected: dict[str, int] = field(default_factory=dict)
    rest: timedelta = REST

    def look(self, engine: Engine) -> list[str]:
        """Heal what has crashed; a line for each thing done. Raises httpx.HTTPError where the server is away."""
        server, done = running(self.data_dir, PREFECT_SERVER), list[str]()
        if server is not None and server.port is not None:
            with PrefectApi(self.data_dir, server.port) as api:
                done += self._end(api, engine)
                done += self._run_again(api)
                done += self._free_slots(api)
        return done + close_orphans(engine)

    def _end(self, api: PrefectApi, engine: Engine) -> list[str]:
        """Runs whose process is gone, and what they had started."""
        active, done = api.active(), []
        made, now = made_by(engine, [run.id for run in active]), datetime.now(UTC)
        worker, ours = self._worker_started_at(), api.deployed_flows(POOL) if active else set()
        for run in active:  # the latest first, so that what a run had started says itself how it ended, if it can
            rows = made.get(run.id, [])
            end = end_of(run, rows, host=this_host(), starts=started_at, worker_started_at=worker, now=now)
            if end is None and is_unknown(run, bool(rows)):
                end = end_of_unknown(run, api.parent(run), is_ours=run.flow_id in ours, now=now)
            if end is None or not api.end(run, end):
                continue
            done.append(f"Flow run {run.name!r} is {end.name}. {end.message}")
            for child in api.runs(parent_flow_run_id={"any_": [run.id]}, state={"type": {"any_": [*ACTIVE]}}):
                if api.end(child, end):
                    done.append(f"Flow run {child.name!r} went with it.")
        return done

    def _run_again(self, api: PrefectApi) -> list[str]:
        """Runs of deployments that crashed lately, once each."""
        now, done = datetime.now(UTC), []
        since = (now - RESUMABLE).isoformat()
        for run in api.runs(state={"type": {"any_": ["CRASHED"]}}, end_time={"after_": since}):
            if run.deployment_id is None or RESUMED in run.tags:
                continue
            others = api.runs(
                deployment_id={"any_": [run.deployment_id]}, expected_start_time={"before_": now.isoformat()}
            )
            if is_run_again(run, others, now, self.rest) and api.run_again(
                run, RESUMED, "It crashed, and is run again, once."
            ):
                done.append(f"Flow run {run.name!r} is run again, once.")
        return done

    def _free_slots(self, api: PrefectApi) -> list[str]:
        limits = api.taken_slots()
        leaked = leaked_slots(limits, api.active())
        is_sure = running(self.data_dir, PREFECT_WORKER) is None  # nobody starts a run between the two questions
        freed = {one: held for one, held in leaked.items() if is_sure or self.suspected.get(one) == held}
        self.suspected = leaked
        for deployment, held in freed.items():
            api.set_slots(deployment, held)
        return [f"{len(freed)} deployments had slots taken that no run holds; they are free."] if freed else []

    def _worker_started_at(self) -> datetime | None:
        worker = running(self.data_dir, PREFECT_WORKER)
        try:
            return datetime.fromtimestamp(psutil.Process(worker.pid).create_time(), UTC) if worker is not None else None
        except psutil.NoSuchProcess:
            return None
