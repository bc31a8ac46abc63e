"""A work of the label's catalogue, and what the linker says of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tasks.providers.spotify.records import Track

Confidence = Literal["high", "medium", "none"]


@dataclass(frozen=True, slots=True)
class Work:
    """A work as its owner lists it; ``artist_name`` and ``artist_id_spotify`` are of whose catalogue it is in."""

    work_id: int
    title: str
    credit_name: str
    artist_name: str
    artist_id_spotify: str | None = None
    isrc: str | None = None
    album: str | None = None
    duration_ms: int | None = None
    release_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """high: linked by itself; medium: a person is asked; none: ``reasons`` say why. ``score`` 0 to 1."""

    confidence: Confidence
    track: Track | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """Works of a kind of work: all, newly queued, queued again."""

    found: int
    new: int
    again: int
