"""Disks that are nearly full."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tasks.checks.finding import Finding

KIND = "disk"
MOST_USED = 0.85
GB = 1024**3


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk a folder lies on, sizes in bytes; ``used_share`` is what of it cannot be written to any more."""

    folder: str
    total: int
    free: int

    @property
    def used_share(self) -> float:
        return 1 - self.free / self.total if self.total else 0.0


def read_disks(folders: Iterable[Path]) -> list[Disk]:
    """Disks of the folders, each once. Raises OSError."""
    found: dict[int, Disk] = {}
    for folder in folders:
        usage = shutil.disk_usage(folder)
        found.setdefault(folder.stat().st_dev, Disk(str(folder), usage.total, usage.free))
    return list(found.values())


def disk_findings(disks: Iterable[Disk]) -> tuple[Finding, ...]:
    """From 85 % on."""
    return tuple(
        Finding(
            f"disk:{disk.folder}",
            KIND,
            f"The disk of {disk.folder} is {100 * disk.used_share:.0f} % full, {disk.free / GB:.1f} GB are free.",
            "Make room or give it a larger disk: a full one ends every run.",
        )
        for disk in disks
        if disk.used_share >= MOST_USED
    )
