"""Work of kind spotify_track: the catalogue track that a heard item is."""

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from tasks.enrichment.catalog_store import put_track
from tasks.enrichment.store import link_item, read_item, read_item_names, track_of_item
from tasks.enrichment.track_batch import TrackBatch
from tasks.identity.comparable import comparable
from tasks.identity.match import Wanted, decide
from tasks.identity.names import normal
from tasks.providers.errors import Forbidden, NotFound, Unauthorized
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Track
from tasks.work.item import Ending, WorkItem


@dataclass(frozen=True, slots=True)
class Found:
    """A track read now, or the number of one that is known, or why there is none."""

    track: Track | None = None
    catalog_track_id: int | None = None
    why: str | None = None


class SpotifyTrackHandler:
    """Looks a heard item up: by its id; else as an item of the same names that has an id; else by a search.

    What an account's export names without an id is thus the same whether or not its namesake was looked up before.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._batch = TrackBatch(engine)
        self._ids: dict[tuple[str, str], list[str]] | None = None
        self._lock = threading.Lock()

    def fetch(self, item: WorkItem, client: Spotify) -> Found:
        """The track, or why there is none."""
        id_, name, artist = read_item(self._engine, item.entity_id)
        if id_ is not None:
            return Found(self._batch.track(client, id_))
        if not name or not artist:
            return Found(why="the export names no title and artist to search for")
        for namesake in self._namesakes(name, artist):
            known = track_of_item(self._engine, namesake)
            if known is not None:
                return Found(catalog_track_id=known)
            try:
                return Found(self._batch.track(client, namesake))
            except NotFound:
                continue
        try:
            candidates = client.search_track(artist, name)
        except Forbidden as refused:
            raise Unauthorized(f"Spotify refuses this app a search: {refused}") from refused
        decision = decide(Wanted(name, (artist,)), [comparable(track) for track in candidates], "search")
        if decision.recording is None:
            why = decision.reasons["why"] if candidates else "a search finds nothing by these names"
            return Found(why=f"not in Spotify's catalogue: {why}")
        return Found(next(track for track in candidates if track.id == decision.recording.id))

    def store(self, connection: Connection, item: WorkItem, fetched: Found, answers: Sequence[int | None]) -> Ending:
        """Track, album, artists, and the item's link to them."""
        number, changed = fetched.catalog_track_id, 0
        if fetched.track is not None:
            number, changed = put_track(connection, fetched.track)
        changed += link_item(connection, item.entity_id, number)
        if number is None:
            return Ending("no_data", fetched.why)
        return Ending("stored" if changed else "unchanged", rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The track is gone from the catalogue, or the export's id is none."""
        return Ending("no_data", reason)

    def _namesakes(self, name: str, artist: str) -> list[str]:
        """Spotify ids of items with these names, in their order; the names are read once."""
        with self._lock:
            if self._ids is None:
                self._ids = defaultdict(list)
                for title, by, id_ in read_item_names(self._engine):
                    self._ids[normal(title), normal(by)].append(id_)
            return self._ids.get((normal(name), normal(artist)), [])
