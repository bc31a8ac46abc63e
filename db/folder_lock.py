"""One process at a time starts or stops the programs of a data folder; the others are told which one it is."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

from db.datadir import DataDir
from db.errors import DataDirError, FolderInUse


@contextlib.contextmanager
def folder_lock(data_dir: DataDir, verb: str, beside: int | None = None) -> Iterator[None]:
    """The lock of the data folder, for the `verb` that starts or stops its programs.

    It belongs to the operating system, so it ends with its process, however that ends. Nothing is locked where the
    process `beside` has it: it started us last, and only waits for its end, as a demo does, or is the watch that is
    about to be stopped.
    Raises FolderInUse at once when another process has it, DataDirError where files can't be locked.
    """
    file = data_dir.run / "start.lock"
    with file.open("a+", encoding="utf-8") as lock:
        data_dir.own(file)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            written = lock.read()
            if beside is None or f'"pid": {beside},' not in written:
                raise FolderInUse(_refusal(data_dir, written)) from None
            yield
            return
        except OSError as error:
            raise DataDirError(
                f"{file} can't be locked ({error.strerror}); keep the data folder on a disk of this machine."
            ) from error
        lock.truncate(0)
        json.dump({"verb": verb, "pid": os.getpid(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"}, lock)
        lock.flush()
        yield


def _refusal(data_dir: DataDir, written: str) -> str:
    try:
        holder = json.loads(written)
        who = f"`groundswell {holder['verb']}` (process {holder['pid']}, since {holder['since']} UTC)"
    except (ValueError, KeyError, TypeError):
        who = "another process that has just begun"  # it writes who it is after it has the lock
    return (
        f"The data folder {data_dir.path} is in use by {who}; nothing was changed. Wait for it or end it, "
        "or choose another with --data-dir."
    )
