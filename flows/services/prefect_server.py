"""The Prefect server, worker and deployments of a data folder."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import Flow
from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, PREFECT_HOME, temporary_settings

from db.datadir import DataDir
from flows.services.history import history_days
from flows.services.names import POOL
from flows.services.names import PREFECT_SERVER as SERVER
from flows.services.names import PREFECT_WORKER as WORKER
from flows.services.prefect_log_in import log_in
from flows.services.processes import Running, ServiceError, answers, free_port, python, running, start, stop
from tasks.runs.prefect_contact import watched

P = ParamSpec("P")
R = TypeVar("R")
PREFECT_FILE = Path(__file__).parents[2] / "prefect.yaml"

# A server of a version without a log-in, or that forgot leases when it was killed, is started anew.
_ABOUT = {"door": "log-in", "leases": "on disk"}


def environment(data_dir: DataDir, port: int) -> dict[str, str]:
    """Settings of Prefect's programs and of flows under them: loopback, no analytics, our log-in and data folder."""
    return {
        "PREFECT_HOME": str(data_dir.prefect),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_AUTH_STRING": log_in(data_dir),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "INFO",
        "DO_NOT_TRACK": "1",
        "GROUNDSWELL_DATA_DIR": str(data_dir.path),
        "GROUNDSWELL_HOME": str(PREFECT_FILE.parent),
    }


def start_server(data_dir: DataDir, port: int = 4200) -> Running:
    """Start the server on ``port``, or on a free one when that is taken. Ten seconds on a small machine."""
    known, kept_days = data_dir.read_state(f"service-{SERVER}").get("port"), history_days()
    there = running(data_dir, SERVER)
    chosen = known if there is not None and isinstance(known, int) else free_port(port)
    return start(
        data_dir,
        SERVER,
        python("-m", "flows.services.prefect_app", str(chosen)),
        env={
            **environment(data_dir, chosen),
            "PREFECT_SERVER_API_AUTH_STRING": log_in(data_dir),
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{chosen}",
            # in memory they end with the server: runs then lose their slots, and slots their runs
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(kept_days * 86_400),
        },
        port=chosen,
        is_ready=lambda: answers(f"http://127.0.0.1:{chosen}/api/health"),
        patience_s=120,
        about={**_ABOUT, "history": str(kept_days)},
    )


def start_worker(data_dir: DataDir, server_port: int) -> Running:
    """Enter the deployments of prefect.yaml and our automations, and start a worker for the pool.

    A worker that polls another port, or is of other code, ends. For one that died nothing has to be entered again.
    """
    env, entered = environment(data_dir, server_port), {**_ABOUT, "code": code_stamp()}
    about = {**entered, SERVER: str(server_port)}
    if entered.items() - data_dir.read_state(f"service-{WORKER}").get("about", {}).items():
        for command in (
            python("-m", "prefect", "work-pool", "create", POOL, "--type", "process", "--overwrite"),
            python("-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(PREFECT_FILE)),
            python("-m", "flows.services.prefect_entries"),
        ):
            done = subprocess.run(
                command, env={**os.environ, **env}, cwd=PREFECT_FILE.parent, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                reply = (done.stderr or done.stdout).strip()[-300:]
                raise ServiceError(f"Prefect refused {' '.join(command[2:6])}: {reply}")
    return start(
        data_dir,
        WORKER,
        python("-m", "flows.services.prefect_worker"),
        env={**env, "PREFECT_WORKER_QUERY_SECONDS": "1"},  # somebody waits for requests
        port=None,
        is_ready=lambda: True,
        patience_s=5,
        about=about,
    )


def code_stamp() -> str:
    """Changes with our code: a worker keeps what it imported, so that after an upgrade a new one has to start."""
    home = PREFECT_FILE.parent
    files = sorted(file for folder in ("db", "flows", "tasks") for file in (home / folder).rglob("*.py"))
    stamps = "".join(f"{file.relative_to(home)} {file.stat().st_mtime_ns}\n" for file in files)
    return sha256(stamps.encode()).hexdigest()


def stop_all(data_dir: DataDir) -> list[str]:
    """End worker and server; the names of those that ran."""
    return [name for name in (WORKER, SERVER) if stop(data_dir, name)]


@contextmanager
def under_prefect(data_dir: DataDir) -> Iterator[bool]:
    """Flows called inside run under this data folder's server; False, and as plain functions, when none runs.

    A server named by $PREFECT_API_URL is used instead, with the log-in of its own in $PREFECT_API_AUTH_STRING.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield True
        return
    server = running(data_dir, SERVER)
    if server is None or server.port is None or not answers(f"http://127.0.0.1:{server.port}/api/health"):
        yield False
        return
    settings = {
        PREFECT_API_URL: f"http://127.0.0.1:{server.port}/api",
        PREFECT_API_AUTH_STRING: log_in(data_dir),
        PREFECT_HOME: data_dir.prefect,
    }
    with temporary_settings(settings):
        try:
            yield True
        finally:
            APILogHandler().flush()  # the server may be stopped next


def run_under_prefect(data_dir: DataDir, flow: Flow[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a flow under this data folder's Prefect server when one runs, else as the plain function it is."""
    with under_prefect(data_dir) as is_under_prefect:
        return watched(flow, *args, **kwargs) if is_under_prefect else flow.fn(*args, **kwargs)
