"""A source of tags: what it is asked for, what it answers, how its counts are scaled. What all sources share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tasks.identity.release import is_various
from tasks.providers.descriptor import Provider
from tasks.tags.mapping import Mapped


class Tag(NamedTuple):
    """A tag as the source writes it, where it has it, and the source's own weight, 1 or more."""

    field: str
    tag: str
    raw_weight: int


@dataclass(frozen=True, slots=True)
class TagQuery:
    """A target to be asked for: its key is an id, or names by tab. ``title`` and ``artists`` of a recording."""

    level: str
    key: str
    name: str
    title: str | None
    artists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagAnswer:
    """The tags of a target; ``why`` there are none, or none that can be believed.

    ``is_whole``: all of the answer could be read.
    """

    tags: tuple[Tag, ...] = ()
    why: str | None = None
    is_whole: bool = True


class RawTag(NamedTuple):
    """A tag as its source has it, and what it means."""

    field: str
    tag: str
    raw_weight: int
    meaning: Mapped


class TagTarget(NamedTuple):
    """A thing that a source has tags for: the source's name of it (an id, or names by tab), and a name for people."""

    source: str
    level: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What is known of an item: of the catalogue (``title`` None: not in it), and its recording (None: unresolved)."""

    title: str | None = None
    lead: str | None = None
    album: str | None = None
    album_type: str | None = None
    recording: str | None = None
    recording_name: str | None = None
    credit_name: str | None = None
    artist_ids: Sequence[str] = ()
    artist_names: Sequence[str] = ()
    release: str | None = None
    release_name: str | None = None
    is_shared_name: bool = False

    @property
    def names(self) -> "ItemNames | None":
        """Names to ask with: the catalogue's, else the recording's; None without them, or for "Various Artists"."""
        title = self.title if self.title is not None else self.recording_name
        lead = self.lead if self.lead is not None else next(iter(self.artist_names), None)
        album = self.album if self.title is not None else self.release_name
        if title is None or lead is None or is_various(lead):
            return None
        return ItemNames(title, lead, None if self.album_type == "compilation" else album)


class ItemNames(NamedTuple):
    """Title, first artist and album; ``album`` None where none is known, or a compilation."""

    title: str
    lead: str
    album: str | None


@dataclass(frozen=True, slots=True)
class TagSource:
    """A provider's tags: the targets that describe an item, the question for one target, weights of its tags.

    ``scale`` gives (tag, weight above 0) for tags in order of field and tag; each over their sum is what counts. How
    much a source is trusted stands in taxonomies/priors.yaml, because results are versioned by it.
    """

    provider: Provider[Any]
    targets: Callable[[KnownItem], Iterable[TagTarget]]
    query: Callable[[TagQuery, Any], TagAnswer]
    scale: Callable[[Sequence[RawTag]], list[tuple[RawTag, float]]]


def named_target(source: str, level: str, artist: str, title: str) -> TagTarget:
    """A target that its source knows by artist and title."""
    return TagTarget(source, level, f"{bare(artist)}\t{bare(title)}", f"{bare(title)} – {bare(artist)}")


def bare(name: str) -> str:
    """A name without line breaks and tabs, which part a key."""
    return " ".join(name.split())


def each_tag_once(tags: Sequence[RawTag]) -> list[RawTag]:
    """A tag that a source has in several fields counts once, by the larger weight."""
    largest: dict[str, RawTag] = {}
    for tag in tags:
        if tag.tag not in largest or tag.raw_weight > largest[tag.tag].raw_weight:
            largest[tag.tag] = tag
    return sorted(largest.values())
