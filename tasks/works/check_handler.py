"""Work of kind work_check: whether the track a work is linked to is still there, and still the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from tasks.providers.errors import Forbidden, NotFound, Unauthorized
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Track
from tasks.work.item import Ending, WorkItem
from tasks.works.check import Checked, checked
from tasks.works.store import put_candidate, put_check, read_link, track_of


@dataclass(frozen=True, slots=True)
class LinkedTrack:
    """The link that was asked for and its track, None where Spotify has no such track."""

    link_id: int
    track: Track | None


class WorkCheckHandler:
    """Asks for linked tracks again; ``markets`` are those they should be playable in, the first is asked for."""

    def __init__(self, engine: Engine, markets: Sequence[str] = ()) -> None:
        self._engine, self._markets = engine, tuple(markets)

    def fetch(self, item: WorkItem, client: Spotify) -> LinkedTrack | None:
        """The track now; None for a work without a link."""
        with self._engine.connect() as connection:
            link = read_link(connection, item.entity_id)
        if link is None:
            return None
        try:
            return LinkedTrack(link.link_id, client.track(link.track_id_spotify, next(iter(self._markets), None)))
        except NotFound:
            return LinkedTrack(link.link_id, None)
        except Forbidden as refused:
            raise Unauthorized(f"Spotify refuses this app a track: {refused}") from refused

    def store(
        self, connection: Connection, item: WorkItem, fetched: LinkedTrack | None, answers: Sequence[int | None]
    ) -> Ending:
        """The link's state, with the reason."""
        link = read_link(connection, item.entity_id)
        if fetched is None or link is None or link.link_id != fetched.link_id:
            return Ending("unchanged", "the work is linked otherwise by now")
        before = track_of(link) if link.title is not None else None
        found = checked(fetched.track, before, Checked(link.state, None, link.absences), self._markets)
        if before is None and fetched.track is not None:
            put_candidate(connection, item.entity_id, fetched.track, "search")
        put_check(connection, link.link_id, found.state, found.reason, found.absences)
        if found.state == "live" and found.reason is None:
            return Ending("stored" if link.state != "live" else "unchanged", rows=1)
        return Ending("stored", found.reason, rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """What was not told changes nothing."""
        return Ending("no_data", reason)
