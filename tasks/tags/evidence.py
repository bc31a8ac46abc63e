"""What one source says of one thing: tags with the source's own weights, scaled to a distribution."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tasks.tags.mapping import Mapped

# A MusicBrainz tag of v votes weighs v / (v + 1): the step from one vote to two says more than that from ten to eleven.
VOTES_PRIOR = 1.0


class Said(NamedTuple):
    """A tag as its source has it, and what it means."""

    field: str
    tag: str
    raw_weight: int
    meaning: Mapped


class Scaled(NamedTuple):
    """A tag with its part of everything its source says of the thing, 0 to 1."""

    field: str
    tag: str
    raw_weight: int
    meaning: Mapped
    scaled: float


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing a source has tags for: ``key`` is the source's name of it, ``tags`` sum to 1."""

    source: str
    level: str
    key: str
    tags: tuple[Scaled, ...]


def read_subject(source: str, level: str, key: str, said: Iterable[Said]) -> Subject:
    """Scale what was said, in order of field and tag. ``said`` must hold at least one tag.

    MusicBrainz: votes v as v / (v + 1); Last.fm: its weights, 1 to 100; Discogs: genres and styles alike; TheAudioDB:
    each field the same, shared among its tags. Then each over their sum. What MusicBrainz or Last.fm have both as genre
    and as tag is said once, by the larger weight.
    """
    rows = sorted(said)
    weights: list[float]
    if source in ("musicbrainz", "lastfm"):
        largest: dict[str, Said] = {}
        for row in rows:
            if row.tag not in largest or row.raw_weight > largest[row.tag].raw_weight:
                largest[row.tag] = row
        rows = sorted(largest.values())
        if source == "musicbrainz":
            weights = [row.raw_weight / (row.raw_weight + VOTES_PRIOR) for row in rows]
        else:
            weights = [float(row.raw_weight) for row in rows]
    elif source == "theaudiodb":
        fields = [row.field for row in rows]
        weights = [1 / fields.count(row.field) for row in rows]
    else:
        weights = [1.0] * len(rows)
    total = sum(weights)
    tags = tuple(Scaled(*row, weight / total) for row, weight in zip(rows, weights, strict=True))
    return Subject(source, level, key, tags)
