"""Logs of programs in the background: each keeps its last megabytes, and those before beside it."""

import os
import shutil
from pathlib import Path

LARGEST = 10 * 1024 * 1024  # bytes
EARLIER = 2  # files kept beside it, NAME.1 the later


def rotate(log: Path, largest: int = LARGEST) -> bool:
    """Set what is written so far aside when it is larger than ``largest`` bytes; whether it was.

    The program goes on writing into the same open file, which is emptied: a line written in between is lost.
    """
    try:
        if log.stat().st_size <= largest:
            return False
    except FileNotFoundError:
        return False
    for number in range(EARLIER, 1, -1):
        if (earlier := log.with_name(f"{log.name}.{number - 1}")).exists():
            earlier.replace(log.with_name(f"{log.name}.{number}"))
    shutil.copy2(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)
    return True


def rotate_all(folder: Path) -> list[str]:
    """Rotate every log of a folder; the names of those that were large."""
    return [log.name for log in sorted(folder.glob("*.log")) if rotate(log)]
