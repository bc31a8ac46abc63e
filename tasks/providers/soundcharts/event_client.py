"""What can be asked that explains a week or tells whom an artist is like: playlists, radio, charts, concerts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

import msgspec

from tasks.providers.errors import Refused, Unreadable
from tasks.providers.json_answer import decode
from tasks.providers.reading import Reading
from tasks.providers.soundcharts import event_records as wire
from tasks.providers.soundcharts import records
from tasks.providers.soundcharts.endpoints import ENDPOINTS
from tasks.providers.soundcharts.paging import NAME, Paging

M = TypeVar("M", records.Song, records.Artist)
Item = TypeVar("Item")
SPOTIFY = "spotify"
MOST_PLAYLISTS = 300  # the biggest ones: a star stands on twenty thousand


class EventClient(Paging):
    """Every method raises the errors of tasks.providers.errors; numbers beside items index the log."""

    def artist_on_platform(self, identifier: str, platform: str = SPOTIFY) -> records.Artist:
        """The artist of another platform's id."""
        return self._named("artist_by_platform", records.Artist, platform=platform, identifier=identifier)

    def artist_songs(self, uuid: UUID, most: int = 200) -> list[wire.SongHead]:
        """An artist's songs, newest first."""
        query = {"sortBy": "releaseDate", "sortOrder": "desc"}
        return [song for song, _ in _first(self._chosen("artist_songs", wire.SongHead, query, uuid=str(uuid)), most)]

    def songs(self, uuids: Sequence[UUID]) -> list[records.Song]:
        """Metadata of several songs in one call; one by one where the provider does not take several."""
        return self._several("song", records.Song, uuids)

    def artists(self, uuids: Sequence[UUID]) -> list[records.Artist]:
        """Metadata of several artists; see ``songs``."""
        return self._several("artist", records.Artist, uuids)

    def related_artists(self, uuid: UUID) -> list[tuple[records.ArtistBrief, int]]:
        """Whom fans also like, the nearest first."""
        return list(self._items("artist_related", records.ArtistBrief, uuid=str(uuid)))

    def artist_popularity(self, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        """Popularity 0 to 100 by day, first..last; field ``value``."""
        return self._popularity("artist_popularity", uuid, platform, first, last)

    def song_popularity(self, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        """Popularity 0 to 100 by day, first..last; field ``value``."""
        return self._popularity("song_popularity", uuid, platform, first, last)

    def artist_playlists(
        self, uuid: UUID, platform: str = SPOTIFY, most: int = MOST_PLAYLISTS
    ) -> list[tuple[wire.PlaylistPlace, int]]:
        """Stays of an artist's songs on playlists, those that are over too, the biggest playlists first."""
        return self._playlists("artist_playlists", uuid, platform, most)

    def song_playlists(
        self, uuid: UUID, platform: str = SPOTIFY, most: int = MOST_PLAYLISTS
    ) -> list[tuple[wire.PlaylistPlace, int]]:
        """Stays of a song on playlists; see ``artist_playlists``."""
        return self._playlists("song_playlists", uuid, platform, most)

    def artist_radio(self, uuid: UUID, first: date, last: date) -> list[tuple[wire.RadioSpins, int]]:
        """Spins of an artist's songs by station, first..last."""
        return self._radio("artist_radio", uuid, first, last)

    def song_radio(self, uuid: UUID, first: date, last: date) -> list[tuple[wire.RadioSpins, int]]:
        """Spins of a song by station, first..last."""
        return self._radio("song_radio", uuid, first, last)

    def artist_chart_places(self, uuid: UUID, platform: str = SPOTIFY) -> list[tuple[wire.ChartPlace, int]]:
        """Places of an artist's songs in a platform's charts, those that are over too."""
        query = {"currentOnly": "0", "sortBy": "rankDate", "sortOrder": "desc"}
        return list(self._chosen("artist_chart_places", wire.ChartPlace, query, uuid=str(uuid), platform=platform))

    def artist_concerts(self, uuid: UUID, first: date, last: date) -> list[tuple[wire.Concert, int]]:
        """Concerts and festivals, first..last."""
        query = {"type": "all", "startDate": first.isoformat(), "endDate": last.isoformat(), "sortBy": "date"}
        return list(self._chosen("artist_concerts", wire.Concert, query, uuid=str(uuid)))

    def artist_stats(self, uuid: UUID, period_days: int = 7) -> wire.CurrentStats:
        """All that is known of an artist now, with its change over ``period_days``."""
        return self._stats("artist_stats", uuid, period_days)

    def song_stats(self, uuid: UUID, period_days: int = 7) -> wire.CurrentStats:
        """All that is known of a song now, with its change over ``period_days``."""
        return self._stats("song_stats", uuid, period_days)

    def tiktok_sound(self, identifier: str) -> wire.TiktokSound:
        """A TikTok sound by its id."""
        return self._named("tiktok_sound", wire.TiktokSound, identifier=identifier)

    def _several(self, endpoint: str, kind: type[M], uuids: Sequence[UUID]) -> list[M]:
        if len(uuids) > 1:
            place = ENDPOINTS[endpoint].format(uuid=",".join(map(str, uuids)))
            try:
                answer = self._caller.get(endpoint, place, {}, lambda body: decode(NAME, body, records.Collection))
                found = [
                    item
                    for item, _ in self._read_items(endpoint, answer, lambda raw: _read(raw, kind), len(self.log) - 1)
                ]
                if {one.uuid for one in found} == set(uuids):
                    return found
            except (Refused, Unreadable):
                pass  # the vendor's own client asks so, but no answer was ever recorded
        return [self._object(endpoint, kind, uuid) for uuid in uuids]

    def _popularity(self, endpoint: str, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        return [
            # the day is the one written: midnight carries the offset of Paris
            Reading("value", "", day.date.date(), day.value, exchange)
            for day, exchange in self._days(endpoint, wire.PopularityDay, uuid, platform, first, last)
            if day.value is not None
        ]

    def _playlists(self, endpoint: str, uuid: UUID, platform: str, most: int) -> list[tuple[wire.PlaylistPlace, int]]:
        query = {"type": "all", "currentOnly": "0", "sortBy": "subscriberCount", "sortOrder": "desc"}
        return list(_first(self._chosen(endpoint, wire.PlaylistPlace, query, uuid=str(uuid), platform=platform), most))

    def _radio(self, endpoint: str, uuid: UUID, first: date, last: date) -> list[tuple[wire.RadioSpins, int]]:
        query = {"startDate": first.isoformat(), "endDate": last.isoformat()}
        return list(self._chosen(endpoint, wire.RadioSpins, query, uuid=str(uuid)))

    def _stats(self, endpoint: str, uuid: UUID, period_days: int) -> wire.CurrentStats:
        path = ENDPOINTS[endpoint].format(uuid=uuid)
        return self._caller.get(
            endpoint, path, {"period": period_days}, lambda body: decode(NAME, body, wire.CurrentStats)
        )


def _read(raw: msgspec.Raw, kind: type[M]) -> M:
    return decode(NAME, raw, kind)


def _first(items: Iterator[tuple[Item, int]], most: int) -> Iterator[tuple[Item, int]]:
    """The first of them, so that no page after those is asked for."""
    for place, item in enumerate(items, start=1):
        yield item
        if place >= most:
            return
