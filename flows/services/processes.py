"""Programs that run in the background for a data folder: started, recognised, stopped. Only ever our own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psutil

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.services.logs import rotate

STOP_S = 15.0


@dataclass(frozen=True, slots=True)
class Running:
    """A program of ours that runs. ``started``: false when it was already there."""

    name: str
    pid: int
    port: int | None
    started: bool


class ServiceError(GroundswellError):
    """A background program did not start."""


def running(data_dir: DataDir, name: str) -> Running | None:
    """The program as its state file names it, if that very process still runs."""
    state = data_dir.read_state(f"service-{name}")
    process = _process(state)
    return Running(name, process.pid, state.get("port"), False) if process is not None else None


def is_gone(data_dir: DataDir, name: str) -> bool:
    """Whether the program was started, stopped by nobody, and runs no more."""
    return bool(data_dir.read_state(f"service-{name}")) and running(data_dir, name) is None


def start(
    data_dir: DataDir,
    name: str,
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    port: int | None,
    is_ready: Callable[[], bool],
    patience_s: float,
    about: Mapping[str, str] | None = None,
) -> Running:
    """Start a program that survives us, or take the one that runs with the same ``about``.

    Raises ServiceError, with the end of its log, when it ends or is not ready within ``patience_s`` seconds.
    """
    about = dict(about or {})
    there = running(data_dir, name)
    if there is not None:
        if data_dir.read_state(f"service-{name}").get("about") == about and is_ready():
            return there
        stop(data_dir, name)
    log = data_dir.logs / f"{name}.log"
    rotate(log)
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **env},
            start_new_session=True,
            cwd=data_dir.path,
        )
    created = psutil.Process(process.pid).create_time()
    data_dir.write_state(f"service-{name}", {"pid": process.pid, "created": created, "port": port, "about": about})
    deadline = time.monotonic() + patience_s
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            how = f"ended with {process.returncode}" if process.returncode is not None else "is not ready"
            stop(data_dir, name)
            reason = _last_line(log.read_text(errors="replace"))
            raise ServiceError(f"{name} {how} after its start: {reason} (all of it: {log})")
        time.sleep(0.1)
    return Running(name, process.pid, port, True)


def stop(data_dir: DataDir, name: str) -> bool:
    """End the program and its children; False when it did not run. From here on it is one that should not run."""
    state = data_dir.read_state(f"service-{name}")
    process = _process(state)
    if process is None:
        if state:
            data_dir.write_state(f"service-{name}", {})
        return False
    family = [process, *process.children(recursive=True)]
    process.terminate()
    _, alive = psutil.wait_procs(family, timeout=STOP_S)
    for stubborn in alive:
        stubborn.kill()
    psutil.wait_procs(alive, timeout=STOP_S)
    data_dir.write_state(f"service-{name}", {})
    return True


def free_port(preferred: int) -> int:
    """``preferred`` when nobody listens there, else any free one. Loopback."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            # as servers do: an address in its closing minute is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise ServiceError("No free port can be had on 127.0.0.1.")


def answers(url: str) -> bool:
    """Somebody answers there with 200."""
    import httpx  # not needed to look or to stop

    try:
        # asked ten times a second on this machine, without TLS: to read certificates each time would take a third of it
        return httpx.get(url, timeout=2, trust_env=False, verify=False).status_code == 200  # noqa: S501
    except httpx.HTTPError:
        return False


def python(*arguments: str) -> list[str]:
    """A command line of this very Python."""
    return [sys.executable, *arguments]


def run_python(module: str, *arguments: str) -> None:
    """Run a module of ours to its end in a process of its own. Raises ServiceError with what it said when it fails."""
    done = subprocess.run(python("-m", module, *arguments), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServiceError(f"{module} ended with {done.returncode}: {_last_line(done.stderr)}")


def _process(state: Mapping[str, object]) -> psutil.Process | None:
    """The process the state names; None when it ended, or when its number now belongs to another one."""
    pid, created = state.get("pid"), state.get("created")
    if not isinstance(pid, int) or not isinstance(created, float):
        return None
    try:
        process = psutil.Process(pid)
        is_ours = abs(process.create_time() - created) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return None
    return process if is_ours else None


def _last_line(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
