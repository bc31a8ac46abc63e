"""What becomes of a link when its track is asked for again. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from tasks.identity.names import normal
from tasks.providers.spotify.records import Track

State = Literal["live", "dead", "changed", "region_lost"]
MOST_ABSENCES = 2  # a single "not found" may be a hiccup


@dataclass(frozen=True, slots=True)
class Checked:
    """A link's state, why, and how many checks running found no track."""

    state: State
    reason: str | None = None
    absences: int = 0


def checked(track: Track | None, before: Track | None, was: Checked, markets: Collection[str] = ()) -> Checked:
    """The state by what Spotify told (None: no such track); ``before``: the track as it was linked, None if unknown."""
    if track is None:
        absences = was.absences + 1
        if absences >= MOST_ABSENCES or was.state == "dead":
            return Checked("dead", f"Spotify had no such track in {absences} checks running", absences)
        return Checked(was.state, "Spotify had no such track in the last check; it is asked once more", absences)
    if before is not None and (change := what_changed(track, before)):
        return Checked("changed", change)
    if lost := lost_in(track, markets):
        return Checked("region_lost", f"not playable in {', '.join(lost)}")
    return Checked("live")


def what_changed(track: Track, before: Track) -> str:
    """What is another than when it was linked: ISRC, title or artist; empty where all is the same."""
    if before.isrc is not None and track.isrc != before.isrc:
        return f"its ISRC was {before.isrc} and is {track.isrc or 'not told'} now"
    if normal(track.name) != normal(before.name):
        return f"its title was “{before.name}” and is “{track.name}” now"
    if before.artists and before.artists[0].id not in {artist.id for artist in track.artists}:
        names = ", ".join(artist.name for artist in track.artists)
        return f"its artist was {before.artists[0].name} and is {names} now"
    return ""


def lost_in(track: Track, markets: Collection[str]) -> list[str]:
    """Which of the markets it can't be played in, as far as the answer tells; all of them, or it is not lost."""
    if not markets:
        return []
    if track.markets is not None:
        return [] if set(markets) & set(track.markets) else sorted(markets)
    return [next(iter(markets))] if track.is_playable is False else []
