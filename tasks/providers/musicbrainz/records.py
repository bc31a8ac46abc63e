"""What MusicBrainz tells, typed. Ids are MBIDs as they came back; after a merge they differ from what was asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """An artist credited: under which name, and the words up to the next one (" feat. ")."""

    id: str
    name: str
    join_phrase: str


@dataclass(frozen=True, slots=True)
class ReleaseHead:
    """A release a recording is on. ``released_on`` is text, because often only year or year and month are known.

    ``is_compilation`` is None where the answer does not tell the release group's kind.
    """

    id: str
    name: str
    artist_name: str | None
    is_compilation: bool | None
    released_on: str | None


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording; ``score`` 0..100 in answers to a search only."""

    id: str
    name: str
    length_ms: int | None
    artists: tuple[Credit, ...]
    disambiguation: str
    is_video: bool
    isrcs: tuple[str, ...]
    releases: tuple[ReleaseHead, ...]
    score: int | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the sum of its votes, 1 or more."""

    name: str
    count: int
