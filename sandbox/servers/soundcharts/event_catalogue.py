"""A world's events, popularity and likenesses in the words of Soundcharts.

Playlists, popularity and similar artists have the form that was recorded; of radio, concerts, chart places of an artist
and current figures no recording exists: their members are those that the provider's public clients read.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sandbox.cast import Artist, Track
from sandbox.growth import Growth
from sandbox.happenings import PlantedEvent, of_artist
from sandbox.places import ARTIST_FIELDS, COUNTRY_NAMES, STREAMING_PLATFORMS, TRACK_PLATFORMS
from sandbox.servers.envelope import Json
from sandbox.servers.soundcharts.catalogue import Catalogue
from sandbox.servers.soundcharts.points import Points, midnight, noon, points

RELATED = 20


class EventCatalogue:
    """What the provider tells of a catalogue's world beside numbers of songs and artists."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.world = catalogue.world
        self.growth = Growth(catalogue.world)

    def related(self, artist: Artist) -> list[Json]:
        """Artists of the same genres, those as big before the others."""
        roots = {root for root, _ in artist.genres}
        alike = [
            other for other in self.world.artists if other is not artist and roots & {root for root, _ in other.genres}
        ]
        alike.sort(key=lambda other: (abs(other.tier - artist.tier), other.uuid))
        return [self.catalogue.artist_head(other) for other in alike[:RELATED]]

    def playlists_of_artist(self, artist: Artist) -> list[Json]:
        """Stays of the songs on playlists; each names its song."""
        events = of_artist(self.world.events, "playlist", artist, self.world.tracks)
        return [
            self._stay(event) | {"song": self._song(event)} for event in self._begun(events) if event.track is not None
        ]

    def playlists_of_song(self, track: Track) -> list[Json]:
        events = (event for event in self.world.events if event.kind == "playlist" and event.track == track.uuid)
        return [self._stay(event) for event in self._begun(events)]

    def spins_of_artist(self, artist: Artist, first: date, last: date) -> list[Json]:
        """Spins by station and song in some days."""
        events = of_artist(self.world.events, "radio", artist, self.world.tracks)
        return [self._spins(event, first, last) | {"song": self._song(event)} for event in _played(events, first, last)]

    def spins_of_song(self, track: Track, first: date, last: date) -> list[Json]:
        events = (event for event in self.world.events if event.kind == "radio" and event.track == track.uuid)
        return [self._spins(event, first, last) for event in _played(events, first, last)]

    def concerts(self, artist: Artist, first: date, last: date) -> list[Json]:
        found = of_artist(self.world.events, "concert", artist, self.world.tracks)
        return [
            {
                "uuid": event.identifier,
                "type": "festival" if "Festival" in event.title else "concert",
                "name": event.title,
                "date": midnight(event.on),
                "venue": {
                    "name": event.title,
                    "cityName": "",
                    "countryCode": event.country,
                    "countryName": COUNTRY_NAMES[event.country],
                    "capacity": event.size,
                },
            }
            for event in sorted(found, key=lambda event: (event.on, event.identifier))
            if first <= event.on <= last
        ]

    def chart_places(self, artist: Artist, *, only_current: bool) -> list[Json]:
        """The newest place of every song in every chart; 0 where it is in the newest ranking no more."""
        own = {track.uuid: track for track in self.world.tracks if artist.uuid in track.artists}
        found = []
        for slug, chart in self.catalogue.chart_by_slug.items():
            rankings = self.world.rankings(slug)
            newest = max(rankings)
            last: dict[str, tuple[date, int, date, int]] = {}
            for day in sorted(rankings):
                for line in rankings[day]:
                    if line.track in own:
                        best = min(line.position, last.get(line.track, (day, line.position, day, line.position))[3])
                        last[line.track] = (day, line.position, line.entered_on, best)
            found += [
                {
                    "chart": chart,
                    "song": self.catalogue.song_head(own[uuid]),
                    "position": place if day == newest else 0,
                    "peakPosition": best,
                    "entryDate": noon(entered),
                    "rankDate": noon(day),
                }
                for uuid, (day, place, entered, best) in last.items()
                if day == newest or not only_current
            ]
        return found

    def artist_popularity(self, artist: Artist) -> Points:
        gone = self.world.missing_days(artist.uuid, "spotify", "listeners")
        return _popularity(self.growth.artist_popularity(artist.uuid), gone)

    def song_popularity(self, track: Track) -> Points:
        gone = self.world.missing_days(track.uuid, "spotify")
        return _popularity(self.growth.track_popularity(track.uuid), gone)

    def artist_stats(self, artist: Artist, period: int) -> Json:
        """Everything current, with its change over `period` days."""
        world, uuid = self.world, artist.uuid
        social = [
            _current(platform, world.artist_series(uuid, platform), period)
            for platform in ARTIST_FIELDS
            if (uuid, platform) != world.silent_audience
        ]
        listening = [
            _current(platform, world.artist_series(uuid, platform, "listeners"), period)
            for platform in STREAMING_PLATFORMS
        ]
        popularity = self.growth.artist_popularity(uuid)
        return {
            "related": self.catalogue.artist_head(artist),
            "social": social,
            "streaming": listening,
            "popularity": [_current("spotify", popularity, period)],
            "errors": [],
        }

    def song_stats(self, track: Track, period: int) -> Json:
        audience = [
            _current(platform, next(iter(self.world.track_series(track.uuid, platform).values())), period)
            for platform in TRACK_PLATFORMS
        ]
        popularity = self.growth.track_popularity(track.uuid)
        return {
            "related": self.catalogue.song_head(track),
            "audience": [figure for figure in audience if figure],
            "popularity": [_current("spotify", popularity, period)],
            "errors": [],
        }

    def sound(self, identifier: str) -> Json | None:
        """A TikTok sound of a song; None for one the world does not have."""
        for track in self.world.tracks:
            if identifier in track.identifiers["tiktok"]:
                counts = self.world.track_series(track.uuid, "tiktok")[identifier]
                return {
                    "identifier": identifier,
                    "title": track.name,
                    "authorName": self.world.artist_by_uuid[track.artists[0]].name,
                    "url": f"https://www.tiktok.com/music/-{identifier}",
                    "imgUrl": "",
                    "videoCount": counts[max(counts)],
                }
        return None

    def _begun(self, events: Iterable[PlantedEvent]) -> list[PlantedEvent]:
        return [event for event in events if event.on <= self.world.end_on]

    def _song(self, event: PlantedEvent) -> Json:
        return self.catalogue.song_head(self.world.track_by_uuid[str(event.track)])

    def _stay(self, event: PlantedEvent) -> Json:
        over = event.until is not None and event.until <= self.world.end_on
        return {
            "playlist": {
                "uuid": event.identifier,
                "name": event.title,
                "identifier": event.identifier.replace("-", "")[:22],
                "platform": "spotify",
                "type": "editorial" if event.size >= 10_000 else "user",
                "countryCode": event.country,
                "latestCrawlDate": midnight(self.world.end_on),
                "latestTrackCount": 80,
                "latestSubscriberCount": event.size,
            },
            "position": 20,
            "peakPosition": 12,
            "entryDate": midnight(event.on),
            "exitDate": midnight(event.until) if over and event.until is not None else None,
            "positionDate": midnight(self.world.end_on),
            "peakPositionDate": midnight(event.on),
        }

    def _spins(self, event: PlantedEvent, first: date, last: date) -> Json:
        from_on = max(first, event.on)
        until = min(last, event.until or last, self.world.end_on)
        return {
            "radio": {
                "slug": event.identifier,
                "name": event.title,
                "cityName": "",
                "countryCode": event.country,
                "countryName": COUNTRY_NAMES[event.country],
            },
            "playCount": event.size * ((until - from_on).days + 1),
        }


def _played(events: Iterable[PlantedEvent], first: date, last: date) -> list[PlantedEvent]:
    return [event for event in events if event.on <= last and (event.until is None or event.until >= first)]


def _popularity(series: dict[date, int], gone: frozenset[date]) -> Points:
    return points({day: {"date": midnight(day), "value": value} for day, value in series.items() if day not in gone})


def _current(platform: str, series: dict[date, int], period: int) -> Json:
    """The newest value of a series, and its change; empty for a series without any."""
    if not series:
        return {}
    newest = max(series)
    before = [day for day in series if day <= newest - timedelta(days=period)]
    was = series[max(before)] if before else None
    change = series[newest] - was if was is not None else None
    return {
        "platform": platform,
        "value": series[newest],
        "evolution": change,
        "percentEvolution": round(100 * change / was, 2) if change is not None and was else None,
        "date": midnight(newest),
    }
