"""What a backup holds: a JSON file beside its parts, written last."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.errors import GroundswellError

FILE = "manifest.json"
FORMAT = 1
WAREHOUSE, SUPERSET, PREFECT = "warehouse.dump", "superset.dump", "prefect.db.gz"
FILES, SECRETS = "files.tar.gz", "secrets.sealed"
PARTS = (WAREHOUSE, SUPERSET, PREFECT, FILES, SECRETS)


class BackupError(GroundswellError):
    """A backup could not be made, is not whole, or can't be restored where it shall be."""


@dataclass(frozen=True)
class Part:
    """A file of the backup: its name, size in bytes and SHA-256 in hex."""

    name: str
    bytes: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> "Part":
        """The file as it is now."""
        with file.open("rb") as content:
            return cls(file.name, file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


@dataclass(frozen=True)
class Manifest:
    """``made_at`` is UTC, ``groundswell`` the program's version, ``revision`` the warehouse's newest migration.

    ``fingerprint`` is the warehouse's, see db/fingerprint.py; None where its shape was older than the program's.
    ``left_out``: names of files of the data folder that are secret and had no passphrase.
    """

    made_at: str
    groundswell: str
    revision: str
    postgres: str
    data_dir_id: str
    parts: tuple[Part, ...]
    fingerprint: Mapping[str, Any] | None
    left_out: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether a part is there."""
        return any(part.name == name for part in self.parts)

    @property
    def bytes(self) -> int:
        """Size of all parts."""
        return sum(part.bytes for part in self.parts)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put it beside its parts."""
    with (folder / FILE).open("x", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump({"format": FORMAT, **asdict(manifest)}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """What a backup says it holds; raises BackupError where it is none, or one of a newer version."""
    file = folder / FILE
    try:
        content = json.loads(file.read_text("utf-8"))
        if content.pop("format") != FORMAT:
            raise BackupError(
                f"{folder} was written by a newer Groundswell, in a form this one does not know; update this program."
            )
        parts = tuple(Part(**part) for part in content.pop("parts"))
        manifest = Manifest(**content, parts=parts)
    except (FileNotFoundError, NotADirectoryError):
        raise BackupError(f"{folder} is no backup: there is no {FILE} in it. Name the folder a backup wrote.") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BackupError(f"{file} is damaged; restore another backup.") from None
    if unknown := sorted({part.name for part in parts} - set(PARTS)):
        raise BackupError(f"{file} names {unknown[0]!r}, which is no part of a backup; restore another backup.")
    return manifest


def check_parts(folder: Path, parts: Iterable[Part]) -> None:
    """Raises BackupError for the first part that is missing or not as it was written."""
    for part in parts:
        file = folder / part.name
        try:
            found = Part.of(file)
        except FileNotFoundError:
            raise BackupError(f"{file} is missing, so the backup is not whole; restore another one.") from None
        if found != part:
            raise BackupError(
                f"{file} is not what the backup wrote ({found.bytes:,} bytes of {part.bytes:,}, SHA-256 "
                f"{found.sha256[:12]} instead of {part.sha256[:12]}); restore another backup, or fetch that file again."
            )
