"""What Spotify is asked for a work: by its ISRC, and by its names where that does not settle it."""

from collections.abc import Collection
from typing import Literal, Protocol

from tasks.identity.titles import titled
from tasks.providers.spotify.records import Track
from tasks.works.match import decide
from tasks.works.work import Work

FoundBy = Literal["isrc", "search"]


class Searching(Protocol):
    """The part of Spotify's client that is asked."""

    def search_isrc(self, isrc: str) -> list[Track]: ...
    def search_track(self, artist: str, title: str) -> list[Track]: ...


def find(work: Work, client: Searching, rejected: Collection[str] = ()) -> dict[str, tuple[Track, FoundBy]]:
    """Tracks by id with the question each answered first: one call for most works, two at most.

    Raises the errors of tasks.providers.errors; a throttle or refusal is never an empty answer.
    """
    found: dict[str, tuple[Track, FoundBy]] = {}
    if work.isrc:
        found = {track.id: (track, "isrc") for track in client.search_isrc(work.isrc)}
        if decide(work, [track for track, _ in found.values()], rejected).confidence == "high":
            return found
    credit, title = titled(work.credit_name), titled(work.title)
    for track in client.search_track(credit.core, f"{title.core} {title.label}".strip()):
        found.setdefault(track.id, (track, "search"))
    return found
