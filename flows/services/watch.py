"""The watch: while the services are up it starts again what died and heals what a crash left behind.

`python -m flows.services.watch`; what it does stands in the data folder's logs/watch.log, a line each.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType

import httpx
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from db import embedded
from db.datadir import ENVIRONMENT, DataDir
from db.engine import database_url, make_engine
from db.errors import FolderInUse, GroundswellError
from db.folder_lock import folder_lock
from flows.services.backoff import Backoff
from flows.services.healing import Healing
from flows.services.history import history_days
from flows.services.logs import rotate, rotate_all
from flows.services.names import PREFECT_SERVER, PREFECT_WORKER, SUPERSET, WATCH, WATCHED
from flows.services.processes import Running, is_gone, python, running, start
from tasks.runs.superset_log_store import prune_superset_log

LOOK_S, HEAL_S, TIDY_S = 5.0, 20.0, 3600.0
RESTART_S = 600.0  # Superset may have to be installed anew
PID_FILE = "watch.pid"  # for systemd, in the data folder's run


def start_watch(data_dir: DataDir, code: str) -> Running:
    """Start it, or take the one that runs with the same ``code``."""
    return start(
        data_dir,
        WATCH,
        python("-m", "flows.services.watch"),
        env={ENVIRONMENT: str(data_dir.path), "PYTHONUNBUFFERED": "1"},
        port=None,
        is_ready=lambda: True,
        patience_s=5,
        about={"code": code},
    )


def heal(data_dir: DataDir) -> list[str]:
    """Heal once, as `up` does before the worker starts; a line for each thing done."""
    engine = make_engine(database_url(data_dir), pool_size=1)
    try:
        return Healing(data_dir).look(engine)
    except httpx.HTTPError as error:  # the watch tries again
        return [f"Runs that crashed could not be looked for ({type(error).__name__})."]
    finally:
        engine.dispose()


@dataclass(slots=True)
class Watch:
    """Looks at the programs of a data folder. ``starter``: number of the process that started the watch."""

    data_dir: DataDir
    healing: Healing
    starter: int
    backoffs: dict[str, Backoff] = field(default_factory=dict)
    healed_s: float = float("-inf")
    tidied_s: float = float("-inf")

    def look(self, now_s: float) -> list[str]:
        """One look; a line for each thing done."""
        done = self._postgres()
        for name in WATCHED:
            if is_gone(self.data_dir, name):
                done += self._restart(name, now_s, "had died")
            elif (backoff := self.backoffs.get(name)) is not None:
                backoff.ran(now_s)
        done += self._follow_server(now_s)
        if now_s - self.healed_s >= HEAL_S:
            self.healed_s = now_s
            done += self._with_engine(self.healing.look)
        if now_s - self.tidied_s >= TIDY_S:
            self.tidied_s = now_s
            done += self._rotate()
            if running(self.data_dir, SUPERSET) is not None:
                done += self._with_engine(self._prune)
        return done

    def _rotate(self) -> list[str]:
        rotated = rotate_all(self.data_dir.logs)
        if (log := embedded.status(self.data_dir).log) is not None and rotate(log):
            rotated.append(log.name)
        return [f"The log {name} was long; it is kept as {name}.1." for name in rotated]

    def _postgres(self) -> list[str]:
        if "DATABASE_URL" in os.environ:
            return []
        started = embedded.ensure(self.data_dir).started
        return ["postgres had died and was started again."] if started else []

    def _follow_server(self, now_s: float) -> list[str]:
        """The worker, and Superset's pages, ask the port at which the server was when they started."""
        server = running(self.data_dir, PREFECT_SERVER)
        polled = self.data_dir.read_state(f"service-{PREFECT_WORKER}").get("about", {}).get(PREFECT_SERVER)
        if server is None or polled is None or polled == str(server.port):
            return []
        return [
            line
            for name in (PREFECT_WORKER, SUPERSET)
            if running(self.data_dir, name) is not None
            for line in self._restart(name, now_s, f"asked port {polled}, and the Prefect server is at {server.port}")
        ]

    def _restart(self, name: str, now_s: float, why: str) -> list[str]:
        backoff = self.backoffs.setdefault(name, Backoff())
        if not backoff.is_due(now_s):
            return []
        with folder_lock(self.data_dir, "watch", beside=self.starter):
            backoff.tried(now_s)
            done = subprocess.run(
                python("-m", "flows.services.restart", name),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                timeout=RESTART_S,
            )
        if done.returncode == 0:
            return [f"{name} {why}, and was started again."]
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        given_up = " It is not tried again: see why, then `groundswell up`." if backoff.is_given_up else ""
        return [f"{name} {why}, and could not be started: {reason}{given_up}"]

    def _prune(self, engine: Engine) -> list[str]:
        pruned = prune_superset_log(engine, self.data_dir, history_days())
        return (
            [f"{pruned} rows of Superset's log were older than {history_days()} days and are gone."] if pruned else []
        )

    def _with_engine(self, work: Callable[[Engine], list[str]]) -> list[str]:
        engine = make_engine(database_url(self.data_dir), pool_size=1)
        try:
            return work(engine)
        finally:
            engine.dispose()


def watch(data_dir: DataDir, ended: threading.Event) -> None:
    """Look until told to end, or until another watch has taken over."""
    watching = Watch(data_dir, Healing(data_dir), os.getppid())
    (data_dir.run / PID_FILE).write_text(f"{os.getpid()}\n", "utf-8")
    while not ended.wait(LOOK_S) and data_dir.read_state(f"service-{WATCH}").get("pid") == os.getpid():
        try:
            for line in watching.look(time.monotonic()):
                _say(line)
        except FolderInUse:
            continue  # `up` is at it
        except (GroundswellError, httpx.HTTPError, SQLAlchemyError, OSError, subprocess.TimeoutExpired) as error:
            _say(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asked = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    watch(DataDir.open(), asked)
    sys.exit(0)
