"""Files of listening history under a path: a folder, a zip as Spotify sends it, or a single file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tasks.readers.history.errors import NoHistory
from tasks.readers.history.names import LOOKED_FOR, form_of
from tasks.readers.history.zips import Guarded, checked_members, is_zip


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
    """Files in the order of their names, and how many others were left out."""

    files: Sequence[HistoryFile]
    left_out: int


def find_histories(path: Path) -> Found:
    """What lies under ``path``. A single file is taken whatever its name: its rows say what it is.

    Raises NoHistory: the path is not there, nothing in it is a listening history, a zip is broken or unsafe.
    """
    if not path.exists():
        raise NoHistory(f"There is no {path}. Give the folder, the zip or a file of a Spotify listening history.")
    if path.is_dir():
        return _in_folder(path)
    if is_zip(path):
        return _in_zip(path)
    return Found([HistoryFile(path.name, path.stat().st_size, lambda: path.open("rb"))], 0)


def _in_folder(folder: Path) -> Found:
    files, left_out, zips = [], 0, 0
    for at, _, names in os.walk(folder):
        for name in names:
            file = Path(at) / name
            if form_of(name) is None or not file.is_file():
                left_out += 1
                zips += name.casefold().endswith(".zip")
                continue
            files.append(HistoryFile(file.relative_to(folder).as_posix(), file.stat().st_size, _opener(file)))
    if not files:
        hint = " It holds a zip: give that itself, or unpack it." if zips else ""
        raise _nothing(str(folder), left_out, hint)
    return Found(sorted(files, key=lambda file: (file.name.casefold(), file.origin)), left_out)


def _in_zip(path: Path) -> Found:
    members, left_out = checked_members(path, lambda member: form_of(member.rsplit("/", 1)[-1]) is not None)
    if not members:
        raise _nothing(str(path), left_out)
    files = [HistoryFile(f"{path.name}/{member.name}", member.size, _unzipper(member)) for member in members]
    return Found(sorted(files, key=lambda file: (file.name.casefold(), file.origin)), left_out)


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _unzipper(member: Guarded) -> Callable[[], BinaryIO]:
    return member.open


def _nothing(where: str, left_out: int, hint: str = "") -> NoHistory:
    return NoHistory(
        f"Nothing in {where} is a Spotify listening history ({left_out} other files). Looked for {LOOKED_FOR}, "
        f"in any folder.{hint}"
    )
