"""A folder that takes its name when it is whole: until then it lies beside, under a name nobody takes for it."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.services.backup.manifest import BackupError

Discard = Callable[[Path], None]


def clear(folder: Path) -> None:
    """Remove all a folder holds."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def unfinished_folder(target: Path, mode: int, discard: Discard = clear) -> Iterator[Path]:
    """An empty folder, which becomes ``target`` at the end of the block and goes when the block fails.

    What a killed process left is cleared first by ``discard``. Raises BackupError where another process is at it, or
    ``target`` is there and not empty.
    """
    check_free(target)
    beside = target.with_name(f".{target.name}.unfinished")
    beside.mkdir(parents=True, exist_ok=True)
    handle = os.open(beside, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"{target} is being written by another process; wait for it or name another.") from None
        try:
            discard(beside)
            beside.chmod(mode)
            yield beside
            os.fsync(handle)
            _rename(beside, target)
        except BaseException:
            with suppress(OSError):
                discard(beside)
                beside.rmdir()
            raise
    finally:
        os.close(handle)


def check_free(target: Path) -> None:
    """Raises BackupError unless there is nothing, or an empty folder."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise BackupError(f"{target} is there and is no folder; name another place.")
    if target.exists() and (names := sorted(path.name for path in target.iterdir())):
        raise BackupError(
            f"{target} is not empty ({', '.join(names[:3])}{', ...' if len(names) > 3 else ''}); nothing was changed. "
            "Name a new folder."
        )


def _rename(beside: Path, target: Path) -> None:
    try:
        beside.rename(target)  # takes the place of an empty folder, and of nothing else
    except OSError as error:
        raise BackupError(
            f"{target} can't be put into its place ({error.strerror}); nothing is left of it. Name a new folder, "
            "not one that a disk is mounted on."
        ) from error
    parent = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)
