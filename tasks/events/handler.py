"""Work of the kinds that read events: playlists, concerts, chart places, radio play, similar artists, artists' ids."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine

from tasks.events.happened import (
    WEEKS_BEFORE,
    Event,
    chart_events,
    concert_events,
    playlist_events,
    radio_events,
)
from tasks.events.store import SOURCE, closed_endpoints, put_events, put_identity, put_related, put_sound
from tasks.limits.capability_store import remember_capability
from tasks.providers.errors import Forbidden
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.event_records import TiktokSound
from tasks.providers.soundcharts.records import Artist, ArtistBrief
from tasks.work.item import Ending, WorkItem

PAST, AHEAD = timedelta(days=400), timedelta(days=180)  # concerts
ENDPOINT = {
    "artist_identity": "artist_by_platform",
    "artist_playlists": "artist_playlists",
    "artist_concerts": "artist_concerts",
    "artist_chart_places": "artist_chart_places",
    "artist_related": "artist_related",
    "tiktok_sound": "tiktok_sound",
    "track_radio": "song_radio",
}


@dataclass(slots=True)
class EventHandler:
    """Reads what happened to artists. An endpoint that the plan leaves out is asked once and not again for 30 days."""

    engine: Engine
    as_of: date
    closed: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.closed = closed_endpoints(self.engine)

    def fetch(self, item: WorkItem, client: Soundcharts) -> Any:
        """Events, an artist, or similar artists. Raises Forbidden, without a call, for what the plan leaves out."""
        endpoint = ENDPOINT[item.kind]
        if endpoint in self.closed:
            raise Forbidden(self.closed[endpoint])
        try:
            return self._ask(item, client)
        except Forbidden as refused:
            self.closed[endpoint] = str(refused)
            remember_capability(self.engine, SOURCE, endpoint, is_available=False, reason=str(refused))
            raise

    def store(self, connection: Connection, item: WorkItem, fetched: Any, answers: Sequence[int | None]) -> Ending:
        """Events enter once; a list of similar artists replaces the one before."""
        if isinstance(fetched, Artist):
            put_identity(connection, item.entity_id, fetched.uuid)
            return Ending("stored", rows=1)
        if isinstance(fetched, TiktokSound):
            changed = put_sound(connection, item.entity_id, fetched)
            return Ending("stored" if changed else "unchanged", rows=changed)
        if item.kind == "artist_related":
            related: list[ArtistBrief] = fetched
            changed = put_related(connection, item.entity_id, related, self.as_of)
        else:
            is_track = item.kind == "track_radio"
            artist_id, track_id = (None, item.entity_id) if is_track else (item.entity_id, None)
            changed = put_events(connection, artist_id, track_id, fetched, answers)
        return Ending("stored" if changed else "unchanged", rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """404: nothing is known of this one. 403: the plan has none."""
        if failure == Forbidden.failure:
            return Ending(
                "not_offered", f"Soundcharts' plan leaves this out; it is asked again after 30 days. {reason}"
            )
        return Ending("no_data", reason)

    def _ask(self, item: WorkItem, client: Soundcharts) -> list[Event] | list[ArtistBrief] | Artist | TiktokSound:
        if item.kind == "artist_identity":
            return client.artist_on_platform(item.entity_key)
        if item.kind == "tiktok_sound":
            return client.tiktok_sound(item.entity_key)
        uuid = UUID(item.entity_key)
        match item.kind:
            case "artist_playlists":
                return playlist_events(client.artist_playlists(uuid))
            case "artist_concerts":
                return concert_events(client.artist_concerts(uuid, self.as_of - PAST, self.as_of + AHEAD))
            case "artist_chart_places":
                return chart_events(client.artist_chart_places(uuid))
            case "artist_related":
                return [artist for artist, _ in client.related_artists(uuid)]
            case _:
                assert item.first_on is not None
                assert item.last_on is not None
                before = item.first_on - timedelta(weeks=WEEKS_BEFORE), item.first_on - timedelta(days=1)
                this = client.song_radio(uuid, item.first_on, item.last_on)
                return radio_events(this, client.song_radio(uuid, *before), item.first_on, item.last_on)
