"""What one source says of one thing: tags with the source's own weights, scaled to a distribution."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tasks.tags.mapping import Mapped
from tasks.tags.sources import tag_sources
from tasks.tags.tag_source import RawTag


class ScaledTag(NamedTuple):
    """A tag with its part of everything its source says of the thing, 0 to 1."""

    field: str
    tag: str
    raw_weight: int
    meaning: Mapped
    scaled: float


@dataclass(frozen=True, slots=True)
class TaggedTarget:
    """A thing a source has tags for: ``key`` is the source's name of it, ``tags`` sum to 1."""

    source: str
    level: str
    key: str
    tags: tuple[ScaledTag, ...]


def scale_tags(source: str, level: str, key: str, raw_tags: Iterable[RawTag]) -> TaggedTarget:
    """The tags of a target, at least one, as shares of their sum, each weighed as its source's file says."""
    weighed = tag_sources()[source].scale(sorted(raw_tags))
    total = sum(weight for _, weight in weighed)
    return TaggedTarget(source, level, key, tuple(ScaledTag(*tag, weight / total) for tag, weight in weighed))
