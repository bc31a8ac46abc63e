"""A zip from outside: looked through before anything of it is read, and never trusted in what it says of itself."""

import io
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from tasks.readers.history.errors import HistoryRefused, NoHistory
from tasks.readers.history.names import HEAD_BYTES
from tasks.readers.shell import reason

MB = 2**20
# Histories shrink to a tenth or a thirtieth; what shrinks far more is made to fill a disk.
MOST_RATIO = 200
RATIO_FROM_BYTES = 32 * MB
MOST_BYTES = 16 * 1024 * MB
ENCRYPTED = 0x1
# What every program packs with. The others unpack without a bound: a megabyte of them may be gigabytes at once.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A member that was unpacked once, to its end, within the limits. ``size`` was counted, not believed.

    ``refusal`` says why one can't be unpacked.
    """

    archive: Path
    name: str
    size: int
    refusal: str | None = None

    def open(self) -> BinaryIO:
        """The member's bytes. Raises HistoryRefused for one that can't be unpacked."""
        if self.refusal is not None:
            raise HistoryRefused(self.refusal)
        return _Member(zipfile.ZipFile(self.archive), self.name)


class _Member(io.BufferedReader):
    """Closes its archive with it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        super().__init__(cast(io.RawIOBase, archive.open(name)))
        self._archive = archive

    def close(self) -> None:
        super().close()
        self._archive.close()


def is_zip(path: Path) -> bool:
    """By its first bytes or its name."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06") or path.name.casefold().endswith(".zip")


def checked_members(
    path: Path, is_wanted: Callable[[str, Callable[[], bytes]], bool]
) -> tuple[list[Guarded], list[str]]:
    """The members wanted for their path or first bytes, and the paths of the others.

    Raises NoHistory when the zip is too large unpacked or leads outside its own folder, or no member can be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = [member for member in archive.infolist() if not member.is_dir()]
            for member in archive.infolist():
                _refuse_unsafe(path, member)
            wanted = [member for member in files if is_wanted(member.filename, _head(archive, member))]
            if len({member.filename for member in wanted}) < len(wanted):
                raise NoHistory(f"{path} holds two files of one name. Nothing of it was read.")
            members, total = [], 0
            for member in wanted:
                members.append(_checked(path, archive, member, total))
                total += members[-1].size
    except NoHistory:
        raise
    except Exception as error:  # whatever a zip does to its reader
        raise _broken(path, reason(error)) from None
    refusals = [member.refusal for member in members if member.refusal is not None]
    if refusals and len(refusals) == len(members):
        raise _broken(path, refusals[0])
    names = {member.filename for member in wanted}
    return members, [member.filename for member in files if member.filename not in names]


def _checked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, before: int) -> Guarded:
    """The member unpacked once, or with what is wrong with it: the others may be as they should."""
    refusal = _unreadable(member)
    try:
        size = 0 if refusal is not None else _unpacked(path, archive, member, before)
    except NoHistory:
        raise
    except Exception as error:  # whatever its bytes do to their reader
        size, refusal = 0, f"it can't be unpacked ({reason(error)}); download the zip again"
    return Guarded(path, member.filename, size, refusal)


def _unreadable(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & ENCRYPTED:
        return "it is encrypted; unpack the zip with its password and give the folder"
    if member.compress_type not in METHODS:
        return (
            f"it is packed by a method histories do not come in ({member.compress_type}); unpack the zip and give the "
            "folder"
        )
    return None


def _broken(path: Path, why: str) -> NoHistory:
    return NoHistory(f"{path} is a broken zip or one that can't be unpacked: {why}. Nothing of it was read.")


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def head() -> bytes:
        if _unreadable(member) is not None:
            return b""
        try:
            with archive.open(member) as stream:
                return stream.read(HEAD_BYTES)
        except Exception:  # whatever its bytes do to their reader: it is no history anybody can read
            return b""

    return head


def _refuse_unsafe(path: Path, member: zipfile.ZipInfo) -> None:
    name = member.orig_filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts:
        raise NoHistory(f"{path} holds the path {member.orig_filename}, which leads outside. Nothing of it was read.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NoHistory(f"{path} holds {name}, a link to elsewhere (symlink). Nothing of it was read.")


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, before: int) -> int:
    """Bytes of the member, counted; its checksum is checked at its end."""
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(MB):
            size += len(piece)
            is_bomb = size > RATIO_FROM_BYTES and size > MOST_RATIO * max(member.compress_size, 1)
            if is_bomb or before + size > MOST_BYTES:
                raise NoHistory(
                    f"{path} is too large unpacked: {member.filename} grows to more than {size // MB} MB out of "
                    f"{member.compress_size:,} bytes. Nothing of it was read; a history grows at most thirtyfold."
                )
    return size
