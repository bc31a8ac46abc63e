"""What Last.fm tells, typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``count`` 1..100 relative to the strongest tag of the same thing, not comparable between things."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class TopTags:
    """Tags, the strongest first, and whose they are as Last.fm understood it: compare that with what was asked."""

    artist: str | None
    title: str | None
    tags: list[Tag]
