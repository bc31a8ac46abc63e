"""Endpoints of events, popularity, similar artists and current figures."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from sandbox.cast import Artist, Track
from sandbox.servers.envelope import Json, Refusal, answer, collection, single
from sandbox.servers.soundcharts.catalogue import Catalogue
from sandbox.servers.soundcharts.event_catalogue import EventCatalogue
from sandbox.servers.soundcharts.points import query_day, window

Handler = Callable[[Request], Response]
AHEAD = timedelta(days=365)


class EventEndpoints:
    """Handlers over one catalogue; `track` and `artist` find what the path names, or raise Refusal."""

    def __init__(
        self, catalogue: Catalogue, track: Callable[[Request], Track], artist: Callable[[Request], Artist]
    ) -> None:
        self.catalogue = catalogue
        self.known = EventCatalogue(catalogue)
        self._track, self._artist = track, artist

    def routes(self) -> dict[str, Handler]:
        song, artist = "/api/v2/song/{uuid}", "/api/v2/artist/{uuid}"
        return {
            artist + "/related": self.related,
            artist + "/popularity/spotify": self.artist_popularity,
            song + "/popularity/spotify": self.song_popularity,
            "/api/v2.20/artist/{uuid}/playlist/current/spotify": self.artist_playlists,
            "/api/v2.20/song/{uuid}/playlist/current/spotify": self.song_playlists,
            artist + "/broadcast-groups": self.artist_spins,
            song + "/broadcast-groups": self.song_spins,
            artist + "/charts/song/ranks/spotify": self.chart_places,
            artist + "/events": self.concerts,
            artist + "/current/stats": self.artist_stats,
            song + "/current/stats": self.song_stats,
            "/api/v2/tiktok/music/{identifier}": self.sound,
        }

    def related(self, request: Request) -> Response:
        artist = self._artist(request)
        return collection(request, self.known.related(artist), self.catalogue.artist_head(artist))

    def artist_popularity(self, request: Request) -> Response:
        artist = self._artist(request)
        days = self.known.artist_popularity(artist).within(*window(request, self.catalogue.today))
        return collection(request, days, {"artist": self.catalogue.artist_head(artist), "platform": "spotify"})

    def song_popularity(self, request: Request) -> Response:
        track = self._track(request)
        days = self.known.song_popularity(track).within(*window(request, self.catalogue.today))
        return collection(request, days, self.catalogue.song_head(track))

    def artist_playlists(self, request: Request) -> Response:
        artist = self._artist(request)
        stays = self.known.playlists_of_artist(artist)
        return collection(request, _ordered(request, stays), self.catalogue.artist_head(artist))

    def song_playlists(self, request: Request) -> Response:
        track = self._track(request)
        stays = self.known.playlists_of_song(track)
        return collection(request, _ordered(request, stays), self.catalogue.song_head(track))

    def artist_spins(self, request: Request) -> Response:
        artist = self._artist(request)
        spins = self.known.spins_of_artist(artist, *window(request, self.catalogue.today))
        return collection(request, spins, self.catalogue.artist_head(artist))

    def song_spins(self, request: Request) -> Response:
        track = self._track(request)
        spins = self.known.spins_of_song(track, *window(request, self.catalogue.today))
        return collection(request, spins, self.catalogue.song_head(track))

    def chart_places(self, request: Request) -> Response:
        only_current = request.query_params.get("currentOnly", "1") == "1"
        places = self.known.chart_places(self._artist(request), only_current=only_current)
        return collection(request, places)

    def concerts(self, request: Request) -> Response:
        """Future ones too: a period without an end goes a year ahead."""
        today = self.catalogue.today
        first = query_day(request, "startDate") or today - AHEAD
        last = query_day(request, "endDate") or today + AHEAD
        return collection(request, self.known.concerts(self._artist(request), first, last))

    def artist_stats(self, request: Request) -> Response:
        return answer(self.known.artist_stats(self._artist(request), _period(request)))

    def song_stats(self, request: Request) -> Response:
        return answer(self.known.song_stats(self._track(request), _period(request)))

    def sound(self, request: Request) -> Response:
        found = self.known.sound(request.path_params["identifier"])
        if found is None:
            raise Refusal(404, "Music not found.")
        return single("music", found)


def _period(request: Request) -> int:
    text = request.query_params.get("period", "7")
    if not text.isdecimal() or not 1 <= int(text) <= 365:
        raise Refusal(400, f"Invalid period: {text}.")
    return int(text)


def _ordered(request: Request, stays: Sequence[Json]) -> list[Json]:
    """Stays as the request chooses and sorts them; by entry, the newest first, when it does not say."""
    asked = request.query_params
    kept = [
        stay
        for stay in stays
        if asked.get("type", "all") in ("all", stay["playlist"]["type"])
        and (asked.get("currentOnly", "0") in ("0", "False") or stay["exitDate"] is None)
        and asked.get("countryCode", "").upper() in ("", stay["playlist"]["countryCode"])
    ]
    by = {
        "entryDate": lambda stay: stay["entryDate"],
        "position": lambda stay: stay["position"],
        "positionDate": lambda stay: stay["positionDate"],
        "subscriberCount": lambda stay: stay["playlist"]["latestSubscriberCount"],
    }
    name = asked.get("sortBy", "entryDate")
    if name not in by:
        raise Refusal(400, f"Invalid sortBy: {name}.")
    kept.sort(key=lambda stay: (by[name](stay), stay["playlist"]["uuid"], stay["entryDate"]))
    return kept[::-1] if asked.get("sortOrder", "desc") == "desc" else kept
