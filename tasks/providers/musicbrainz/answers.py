"""Records out of what musicbrainzngs makes of the XML: dicts in which numbers are texts and lists may be missing."""

from collections.abc import Iterable
from typing import Any

from tasks.providers.musicbrainz.records import Credit, Recording, ReleaseHead, Tag
from tasks.providers.wire_types import Name, Whole, Word, uuid_text

Parsed = dict[str, Any]
COMPILATION = "compilation"


def recording(parsed: Parsed) -> Recording:
    """Raises KeyError or ValueError for one without id or with a field that can't be meant."""
    length, score = parsed.get("length"), parsed.get("ext:score")
    return Recording(
        id=uuid_text(parsed["id"]),
        name=Name.read(parsed.get("title", "")),
        length_ms=Whole.read(length) if length else None,
        artists=_credits(parsed.get("artist-credit", [])),
        disambiguation=parsed.get("disambiguation", ""),
        is_video=parsed.get("video") == "true",
        isrcs=tuple(Word.read(isrc) for isrc in parsed.get("isrc-list", [])),
        releases=tuple(_release(release) for release in parsed.get("release-list", [])),
        score=Whole.read(score) if score else None,
    )


def tag(parsed: Parsed) -> Tag | None:
    """None for one without a name or votes. Raises ValueError."""
    name, count = Word.read(parsed.get("name", "")), parsed.get("count", "0")
    if not name or str(count).startswith("-"):  # more people were against it
        return None
    votes = Whole.read(count)
    return Tag(name, votes) if votes else None


def most_voted(tags: Iterable[Tag]) -> list[Tag]:
    """Tags of one thing told at several levels: the larger count wins. The most voted first."""
    counts: dict[str, int] = {}
    for one in tags:
        counts[one.name] = max(counts.get(one.name, 0), one.count)
    return [Tag(name, count) for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _release(parsed: Parsed) -> ReleaseHead:
    credit = _credits(parsed.get("artist-credit", []))
    return ReleaseHead(
        id=uuid_text(parsed["id"]),
        name=Name.read(parsed.get("title", "")),
        artist_name="".join(one.name + one.join_phrase for one in credit) or None,
        is_compilation=_is_compilation(parsed.get("release-group")),
        released_on=parsed.get("date") or None,
    )


def _is_compilation(group: Parsed | None) -> bool | None:
    """Whether a release group is one; None when its kind is not told."""
    if group is None:
        return None
    kinds = [group.get("type"), group.get("primary-type"), *group.get("secondary-type-list", [])]
    entries = [kind.lower() for kind in kinds if kind]
    return COMPILATION in entries if entries else None


def _credits(parsed: Iterable[Parsed | str]) -> tuple[Credit, ...]:
    """The library puts the words between two artists as texts between their dicts."""
    found: list[Credit] = []
    for part in parsed:
        if isinstance(part, str):
            if found:
                last = found[-1]
                found[-1] = Credit(last.id, last.name, last.join_phrase + part)
            continue
        artist = part.get("artist", {})
        name = Name.read(part.get("name") or artist.get("name", ""))
        found.append(Credit(uuid_text(artist["id"]), name, ""))
    return tuple(found)
