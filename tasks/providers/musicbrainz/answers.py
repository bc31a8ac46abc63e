"""Records out of what musicbrainzngs makes of the XML: dicts in which numbers are texts and lists may be missing."""

from collections.abc import Iterable
from typing import Any

from tasks.providers.musicbrainz.records import Credit, Recording, ReleaseHead, Tag

Parsed = dict[str, Any]
COMPILATION = "compilation"


def recording(parsed: Parsed) -> Recording:
    """Raises KeyError or ValueError for one without id or with a length that is no number."""
    length, score = parsed.get("length"), parsed.get("ext:score")
    return Recording(
        id=parsed["id"],
        name=parsed.get("title", ""),
        length_ms=int(length) if length else None,
        artists=_credits(parsed.get("artist-credit", [])),
        disambiguation=parsed.get("disambiguation", ""),
        is_video=parsed.get("video") == "true",
        isrcs=tuple(parsed.get("isrc-list", [])),
        releases=tuple(_release(release) for release in parsed.get("release-list", [])),
        score=int(score) if score else None,
    )


def tags(*levels: Parsed) -> list[Tag]:
    """Tags of one thing told at several levels: the larger count wins. The most voted first, none below 1."""
    counts: dict[str, int] = {}
    for entries in (tag for level in levels for tag in level.get("tag-list", [])):
        name, count = entries.get("name", ""), int(entries.get("count", 0))
        if name and count >= 1:
            counts[name] = max(counts.get(name, 0), count)
    return [Tag(name, count) for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _release(parsed: Parsed) -> ReleaseHead:
    credit = _credits(parsed.get("artist-credit", []))
    return ReleaseHead(
        id=parsed["id"],
        name=parsed.get("title", ""),
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
        found.append(Credit(artist["id"], part.get("name") or artist.get("name", ""), ""))
    return tuple(found)
