"""Chaos: the daily work of a small world while everything it rests on is killed, beside the same work undisturbed."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import psutil
from sqlalchemy.exc import SQLAlchemyError

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine
from db.errors import GroundswellError
from db.fingerprint import fingerprint
from flows.bench.chaos_job import AT_WORK
from flows.bench.chaos_left import RunLeft, ask, counts_left, prefect_left, recorded_left, rows_grown
from flows.bench.chaos_plan import (
    CONNECTIONS,
    EVERYTHING,
    FLOW,
    POSTGRES,
    RUN,
    WITHOUT_PREFECT,
    Kill,
    mails_twice,
    plan_kills,
    read_mails,
)
from flows.bench.chaos_world import ChaosWorld, open_chaos_world
from flows.services.healing import Healing
from flows.services.mail_catcher import mailbox
from flows.services.names import PREFECT_SERVER, PREFECT_WORKER, WATCH
from flows.services.prefect_api import PrefectApi
from flows.services.prefect_server import code_stamp
from flows.services.processes import is_gone, python, running
from flows.services.watch import start_watch

# The work is tried again this often after the last kill; what was killed is back long before.
LAST_TRIES, PAUSE_S = 20, 3.0
ANSWER_S = 120.0  # a server that was killed last is back
HEAL_S = 420.0  # leases of killed workers end, and runs that nobody tells of any more are seen to have ended


@dataclass(slots=True)
class Chaos:
    """What happened. ``acknowledged``: most rows seen of each table before the database was killed."""

    world: ChaosWorld
    job: "subprocess.Popen[bytes] | None" = None
    starts: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, int] = field(default_factory=dict)

    @property
    def data_dir(self) -> DataDir:
        return self.world.data_dir

    def ensure_job(self) -> "subprocess.Popen[bytes]":
        """The process that works; a new one where the last has ended. Where the watch was killed it comes back."""
        if is_gone(self.data_dir, WATCH):
            start_watch(self.data_dir, code_stamp())  # what systemd does
        if self.job is None or self.job.poll() is not None:
            log = (self.data_dir.logs / "chaos-job.log").open("ab")
            with log:
                self.job = subprocess.Popen(
                    python("-m", "flows.bench.chaos_job"), stdout=log, stderr=log, start_new_session=True
                )
            self.starts += 1
            if self.world.has_prefect:
                self._start_worker_run()
        return self.job

    def disturb(self, kill: Kill) -> None:
        """Let the work begin and go on for a while, then kill."""
        while self.data_dir.read_state(AT_WORK).get("pid") != self.ensure_job().pid:
            time.sleep(0.1)
        until = time.monotonic() + kill.after_s
        while time.monotonic() < until:
            self.ensure_job()
            time.sleep(0.1)
        with suppress(psutil.NoSuchProcess, ProcessLookupError, SQLAlchemyError, GroundswellError, httpx.HTTPError):
            self.hits[kill.kind] += self._kill(kill.kind)

    def finish(self) -> None:
        """Work until all steps are done and nothing waits. Raises GroundswellError when they never are."""
        for _ in range(LAST_TRIES):
            if self.ensure_job().wait() == 0:
                return
            time.sleep(PAUSE_S)
        said = (self.data_dir.logs / "chaos-job.log").read_text("utf-8", "replace").strip().splitlines()
        raise GroundswellError(f"After {LAST_TRIES} tries the work still fails: {said[-1] if said else 'silently'}")

    def settle(self) -> None:
        """Wait until no item is held by a process that is gone, work those off, and until all runs have an end."""
        until = time.monotonic() + HEAL_S
        healing = Healing(self.data_dir)
        while time.monotonic() < until:
            engine = make_engine(embedded.ensure(self.data_dir).url)
            try:
                with suppress(httpx.HTTPError):
                    healing.look(engine)
            finally:
                engine.dispose()
            is_done = not counts_left(self.data_dir)["not_done"]
            if is_done and not recorded_left(self.data_dir) and self.prefect_left() == []:
                return
            if not is_done:
                self.finish()
            time.sleep(1)

    def _kill(self, kind: str) -> bool:
        """Kill; whether there was something to kill."""
        if kind == FLOW:
            os.killpg(self.ensure_job().pid, signal.SIGKILL)
            return True
        if kind == CONNECTIONS:
            return bool(ask(self.data_dir, "cut_connections")[0]["count"])
        if kind == POSTGRES:
            pid = embedded.status(self.data_dir).pid
            if pid is None:
                return False
            self.acknowledged = {
                name: max(count, self.acknowledged.get(name, 0)) for name, count in rows_grown(self.data_dir).items()
            }
            os.kill(pid, signal.SIGKILL)
            return True
        if kind == RUN:
            worker = running(self.data_dir, PREFECT_WORKER)
            children = psutil.Process(worker.pid).children(recursive=True) if worker is not None else []
            for child in children:
                child.kill()
            return bool(children)
        there = running(self.data_dir, kind)
        if there is None:
            return False
        os.kill(there.pid, signal.SIGKILL)
        return True

    def prefect_left(self, patience_s: float = 0.0) -> list[RunLeft] | None:
        """Flow runs of Prefect without an end; None where its server does not answer so long."""
        return prefect_left(self.data_dir, patience_s) if self.world.has_prefect else []

    def _start_worker_run(self) -> None:
        server = running(self.data_dir, PREFECT_SERVER)
        if server is not None and server.port is not None:
            with suppress(httpx.HTTPError), PrefectApi(self.data_dir, server.port) as api:
                api.start("audience-request", "audience-request")


def run_chaos(*, kills: int, seed: int, has_prefect: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """The figures of --json. ``is_well``: nothing was lost, done twice or left open, and the content is the same.

    Raises GroundswellError when the work does not come to its end.
    """
    days = 1 + kills // 10
    say(f"The work of {days} days, undisturbed ...")
    began = time.monotonic()
    with open_chaos_world(seed, days, has_prefect=False) as world:
        calm, _ = _worked(world, [])
    calm_s = time.monotonic() - began
    planned = plan_kills(kills, seed, EVERYTHING if has_prefect else WITHOUT_PREFECT)
    say(f"The same with {kills} kills ...")
    with open_chaos_world(seed, days, has_prefect=has_prefect) as world:
        disturbed, chaos = _worked(world, planned, say)
        left, rows = counts_left(world.data_dir), rows_grown(world.data_dir)
        mails = read_mails(mailbox(world.data_dir))
        of_prefect = chaos.prefect_left(ANSWER_S)
        runs_left = [*recorded_left(world.data_dir), *(of_prefect or ())]
    different = [table for table in calm if calm[table] != disturbed.get(table)]
    found = {
        "seed": seed,
        "kills": kills,
        "hits": dict(sorted(chaos.hits.items())),
        "days": days,
        "starts": chaos.starts,
        "seconds": round(time.monotonic() - began, 1),
        "undisturbed_seconds": round(calm_s, 1),
        "tables": len(calm),
        "tables_different": different,
        "rows_lost": sum(max(0, count - rows[name]) for name, count in chaos.acknowledged.items()),
        "items_left": left["not_done"],
        "calls_throttled": left["throttled"],
        "mails": len(mails),
        "mails_twice": mails_twice(mails),
        "runs": left["runs"],
        "runs_crashed": left["crashed"],
        "runs_left_running": [run.row() for run in runs_left],
        "prefect_answered": of_prefect is not None,
    }
    troubles = ("tables_different", "rows_lost", "items_left", "calls_throttled", "mails_twice", "runs_left_running")
    return {**found, "is_well": found["prefect_answered"] and not any(found[name] for name in troubles)}


def _worked(
    world: ChaosWorld, kills: Sequence[Kill], say: Callable[[str], None] = lambda line: None
) -> tuple[dict[str, dict[str, Any]], Chaos]:
    """The work done to its end; what the warehouse says then."""
    chaos = Chaos(world)
    for number, kill in enumerate(kills, 1):
        chaos.disturb(kill)
        if number % 10 == 0:
            say(f"{number} kills: {', '.join(f'{hits} {kind}' for kind, hits in sorted(chaos.hits.items()))}")
    chaos.finish()
    chaos.settle()
    engine = make_engine(embedded.ensure(world.data_dir).url)
    try:
        return fingerprint(engine), chaos
    finally:
        engine.dispose()
