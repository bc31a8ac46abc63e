"""The process we are in, and when others of this machine started."""

import os
import socket
from datetime import UTC, datetime

import psutil

from tasks.runs.orphans import RunProcess


def this_host() -> str:
    """Name of this machine."""
    return socket.gethostname()


def started_at(pid: int) -> datetime | None:
    """Start of the process of a number (UTC); None where there is none, or it has ended and waits to be noticed."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return datetime.fromtimestamp(process.create_time(), UTC)
    except psutil.NoSuchProcess:
        return None


def this_process() -> RunProcess:
    """The process we are in."""
    pid = os.getpid()
    return RunProcess(this_host(), pid, started_at(pid) or datetime.now(UTC))
