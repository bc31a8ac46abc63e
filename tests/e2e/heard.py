"""What listeners of a sandbox world heard, counted from the world's own truth."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sandbox.library import Library, make_library
from sandbox.listening import Heard, Listener, make_listeners
from sandbox.tastes import families
from sandbox.world import World

LEAST_PLAY_MS = 30_000


@dataclass(frozen=True, slots=True)
class Truth:
    """Listeners and the library they listened to."""

    library: Library
    listeners: tuple[Listener, ...]

    def plays(self) -> list[Heard]:
        """Every play that counts."""
        return [heard for one in self.listeners for heard in one.heard if is_play(heard)]

    def heard_tracks(self) -> set[str]:
        """Spotify ids of all tracks heard, however short."""
        return {str(heard.id) for one in self.listeners for heard in one.heard if heard.kind == "music"}

    def roots(self, listener: Listener) -> Counter[str]:
        """Plays by root, each track's shared out as the world's listeners file it."""
        found: Counter[str] = Counter()
        for heard in filter(is_play, listener.heard):
            track = self.library.track_by_id[str(heard.id)]
            for root, share in families(track.artists[0], track.genres).items():
                found[root] += share  # type: ignore[assignment]
        return found


def make_truth(world: World) -> Truth:
    """What the demo's listeners heard."""
    library = make_library(world)
    return Truth(library, make_listeners(library, world.end_on))


def is_play(heard: Heard) -> bool:
    """Music of 30 s or more."""
    return heard.kind == "music" and heard.ms >= LEAST_PLAY_MS


def days(listener: Listener) -> dict[date, tuple[int, int, int]]:
    """Plays, rows and milliseconds by day in the listener's own zone."""
    found: dict[date, tuple[int, int, int]] = {}
    for heard in listener.heard:
        on = heard.ended_at.astimezone(ZoneInfo(listener.time_zone)).date()
        plays, rows, ms = found.get(on, (0, 0, 0))
        found[on] = (plays + is_play(heard), rows + 1, ms + heard.ms)
    return found
