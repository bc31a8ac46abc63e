"""Files of listening history, and what became of every row of each."""

from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(slots=True)
class Counts:
    """``read`` is the sum of the next four. ``plays`` are loaded rows of music of 30 s or more, ``played_ms`` is what
    was heard in loaded rows; ``replaced`` are rows of the account form that these took the place of.
    """

    read: int = 0
    loaded: int = 0
    already: int = 0
    duplicates: int = 0
    rejected: int = 0
    replaced: int = 0
    plays: int = 0
    played_ms: int = 0

    @property
    def closes(self) -> bool:
        """Whether every row is accounted for."""
        return self.read == self.loaded + self.already + self.duplicates + self.rejected

    def add(self, other: "Counts") -> None:
        """Sum up."""
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file. ``known``: the same content was loaded before. ``reason`` is of a refused one."""

    file: str
    state: Literal["loaded", "known", "refused"]
    counts: Counts
    form: str | None = None
    reason: str | None = None
