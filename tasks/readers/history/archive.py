"""Files of listening history under a path: a folder, a zip as Spotify sends it, or a single file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from db.storable import storable
from tasks.readers.history.errors import NoHistory
from tasks.readers.history.names import HEAD_BYTES, LOOKED_FOR, is_history
from tasks.readers.history.zips import checked_members, is_zip
from tasks.readers.shell import reason


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """``origin`` as a reader knows it, within what was given; ``size`` in bytes, of a zip's member unpacked."""

    origin: str
    size: int
    opened: Callable[[], BinaryIO]

    @property
    def name(self) -> str:
        """The bare name."""
        return self.origin.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Found:
    """Files in the order of their names, and the paths of the others within what was given."""

    files: Sequence[HistoryFile]
    others: Sequence[str] = ()

    @property
    def left_out(self) -> int:
        """How many others."""
        return len(self.others)


def find_histories(path: Path) -> Found:
    """What lies under ``path``. A single file is taken whatever its name: its rows say what it is.

    Raises NoHistory: the path is not there, nothing in it is a listening history, a zip is broken or unsafe.
    """
    try:
        if not path.exists():
            raise NoHistory(f"There is no {path}. Give the folder, the zip or a file of a Spotify listening history.")
        if path.is_dir():
            return _in_folder(path)
        if not path.is_file():
            raise NoHistory(f"{path} is no file but a device, a pipe or a socket. Give the file itself.")
        if is_zip(path):
            return _in_zip(path)
        return Found([HistoryFile(storable(path.name), path.stat().st_size, _opener(path))])
    except (OSError, ValueError) as error:  # a loop of links, no right to look, a name too long or with a NUL
        raise NoHistory(f"{path} can't be read ({reason(error)}).") from None


def _in_folder(folder: Path) -> Found:
    files, others = [], []

    def closed(error: OSError) -> None:
        others.append(storable(os.path.relpath(error.filename, folder)))

    for at, folders, names in os.walk(folder, onerror=closed):
        # a linked folder is not followed: it may lead anywhere, and back to itself
        links = [Path(at) / name for name in folders if Path(at, name).is_symlink()]
        others += [storable(link.relative_to(folder).as_posix()) for link in links]
        for name in names:
            file = Path(at) / name
            origin = storable(file.relative_to(folder).as_posix())
            # where it may not even be looked at, reading it says why
            is_closed = not os.access(at, os.X_OK)
            if (is_closed or file.is_file()) and is_history(name, _first_bytes(file)):
                files.append(HistoryFile(origin, 0 if is_closed else file.stat().st_size, _opener(file)))
            else:
                others.append(origin)
    if not files:
        has_zip = any(name.casefold().endswith(".zip") for name in others)
        hint = " It holds a zip: give that itself, or unpack it." if has_zip else ""
        raise _nothing(str(folder), len(others), hint)
    return Found(sorted(files, key=lambda file: (file.name.casefold(), file.origin)), sorted(others))


def _in_zip(path: Path) -> Found:
    members, others = checked_members(path, lambda member, head: is_history(member.rsplit("/", 1)[-1], head))
    if not members:
        raise _nothing(str(path), len(others))
    files = [HistoryFile(storable(f"{path.name}/{member.name}"), member.size, member.open) for member in members]
    return Found(sorted(files, key=lambda file: (file.name.casefold(), file.origin)), list(map(storable, others)))


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _first_bytes(file: Path) -> Callable[[], bytes]:
    def head() -> bytes:
        try:
            with file.open("rb") as stream:
                return stream.read(HEAD_BYTES)
        except OSError:
            return b""

    return head


def _nothing(where: str, left_out: int, hint: str = "") -> NoHistory:
    return NoHistory(
        f"Nothing in {where} is a Spotify listening history ({left_out} other files). Looked for {LOOKED_FOR}, "
        f"in any folder.{hint}"
    )
