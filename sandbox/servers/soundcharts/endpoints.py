"""The endpoints of Soundcharts, each with its frozen version in the path."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from sandbox.cast import Artist, Track
from sandbox.identifiers import BLACKLISTED_ISRC
from sandbox.places import (
    ARTIST_PLATFORMS,
    PLATFORM_NAMES,
    SONG_CHART_PLATFORMS,
    STREAMING_PLATFORMS,
    TRACK_PLATFORMS,
)
from sandbox.servers.envelope import SEARCH_LIMIT, Json, Refusal, answer, collection, refused, single
from sandbox.servers.limits import Quota, RateWindow
from sandbox.servers.soundcharts.catalogue import Catalogue, platform_item
from sandbox.servers.soundcharts.event_endpoints import EventEndpoints
from sandbox.servers.soundcharts.points import Points, midnight, noon, window

Handler = Callable[[Request], Response]


class Endpoints:
    """Handlers over one catalogue; each takes a request and returns the answer or raises Refusal."""

    def __init__(self, catalogue: Catalogue, quota: Quota, rate: RateWindow) -> None:
        self.catalogue = catalogue
        self.quota = quota
        self.rate = rate

    def router(self) -> Router:
        """Routes of all endpoints, the most used first."""
        song, artist, chart = "/api/v2/song/{uuid}", "/api/v2/artist/{uuid}", "/api/v2/chart/song"
        routes: dict[str, Handler] = {
            song + "/audience/{platform}": self.song_audience,
            artist + "/audience/{platform}": self.artist_audience,
            artist + "/streaming/{platform}/listening": self.listening,
            artist + "/streaming/{platform}": self.local_listening,
            "/api/v2.25/song/by-isrc/{isrc}": self.song_by_isrc,
            "/api/v2.25/song/by-platform/{platform}/{identifier}": self.song_by_platform,
            "/api/v2.25/song/{uuid}": self.song,
            "/api/v2.9/artist/by-platform/{platform}/{identifier}": self.artist_by_platform,
            "/api/v2.9/artist/{uuid}": self.artist,
            "/api/v2.14/chart/song/{slug}/ranking/{when}": self.ranking,
            chart + "/{slug}/available-rankings": self.available_rankings,
            chart + "/by-platform/{platform}": self.charts,
            chart + "/platforms": lambda request: _platforms(request, SONG_CHART_PLATFORMS),
            song + "/identifiers": self.song_identifiers,
            artist + "/identifiers": self.artist_identifiers,
            "/api/v2.21/artist/{uuid}/songs": self.artist_songs,
            "/api/v2/song/search/{term}": self.search_songs,
            "/api/v2/artist/search/{term}": self.search_artists,
            "/api/v2/referential/platforms": lambda request: _platforms(request, tuple(PLATFORM_NAMES)),
            "/api/v2/referential/platforms/social": lambda request: _platforms(request, ARTIST_PLATFORMS),
            "/api/v2/referential/platforms/streaming": lambda request: _platforms(request, STREAMING_PLATFORMS),
            "/api/v2/team/usage": self.usage,
            **EventEndpoints(self.catalogue, self._track, self._artist).routes(),
        }
        return Router([Route(path, _safely(handler)) for path, handler in routes.items()], default=_not_found)

    def charts(self, request: Request) -> Response:
        platform = _platform(request, SONG_CHART_PLATFORMS)
        country = request.query_params.get("countryCode")
        charts = [chart for chart in self.catalogue.charts() if chart["platform"] == platform]
        return collection(
            request, [chart for chart in charts if not country or chart["countryCode"] == country.upper()]
        )

    def available_rankings(self, request: Request) -> Response:
        chart = self._chart(request)
        days = self.catalogue.ranking_days(chart["slug"])
        return collection(request, [noon(day) for day in days], {"chart": chart})

    def ranking(self, request: Request) -> Response:
        chart = self._chart(request)
        day = self._ranking_day(request.path_params["when"], chart["slug"])
        lines = self.catalogue.ranking(chart["slug"], day)
        if lines is None:
            raise Refusal(404, "Ranking not found.")
        return collection(request, lines, {"chart": chart, "date": noon(day)})

    def song(self, request: Request) -> Response:
        """One song, or several where the path names several by comma: then those that there are."""
        uuids = request.path_params["uuid"].split(",")
        if len(uuids) > 1:
            found = [track for uuid in uuids if (track := self.catalogue.track(uuid)) is not None]
            return collection(request, [self.catalogue.song(track) for track in found])
        return single("song", self.catalogue.song(self._track(request)))

    def song_by_isrc(self, request: Request) -> Response:
        isrc = request.path_params["isrc"].upper()
        if isrc == BLACKLISTED_ISRC:
            raise Refusal(410, "ISRC blacklisted due to multiple tracks identified from DSP.")
        for track in self.catalogue.tracks():
            if track.isrc == isrc and not track.is_thin:
                return single("song", self.catalogue.song(track))
        raise Refusal(404, "Song not found.")

    def song_by_platform(self, request: Request) -> Response:
        platform = _platform(request, tuple(PLATFORM_NAMES))
        for track in self.catalogue.tracks():
            if request.path_params["identifier"] in track.identifiers.get(platform, ()):
                return single("song", self.catalogue.song(track))
        raise Refusal(404, "Song not found.")

    def song_identifiers(self, request: Request) -> Response:
        return _identifiers(request, self.catalogue.song_identifiers(self._track(request)))

    def song_audience(self, request: Request) -> Response:
        platform = _platform(request, TRACK_PLATFORMS)
        track = self._track(request)
        raw = self.catalogue.raw_audience(track, platform, *window(request, self.catalogue.today))
        if raw is not None:
            return answer(raw)
        return self._series(request, self.catalogue.song_points(track.uuid, platform), self.catalogue.song_head(track))

    def artist(self, request: Request) -> Response:
        """One artist, or several; see `song`."""
        uuids = request.path_params["uuid"].split(",")
        if len(uuids) > 1:
            known = self.catalogue.world.artist_by_uuid
            return collection(request, [self.catalogue.artist(known[uuid]) for uuid in uuids if uuid in known])
        return single("artist", self.catalogue.artist(self._artist(request)))

    def artist_by_platform(self, request: Request) -> Response:
        platform = _platform(request, tuple(PLATFORM_NAMES))
        for artist in self.catalogue.world.artists:
            if request.path_params["identifier"] == artist.identifiers.get(platform):
                return single("artist", self.catalogue.artist(artist))
        raise Refusal(404, "Artist not found.")

    def artist_identifiers(self, request: Request) -> Response:
        return _identifiers(request, self.catalogue.artist_identifiers(self._artist(request)))

    def artist_songs(self, request: Request) -> Response:
        """Songs by name, or by release date; the other orders of the provider fall back to the name."""
        artist = self._artist(request)
        songs = [track for track in self.catalogue.tracks() if artist.uuid in track.artists]
        if request.query_params.get("sortBy") == "releaseDate":
            songs.sort(key=lambda track: track.released_on)
        else:
            songs.sort(key=lambda track: (track.name, track.uuid))
        if request.query_params.get("sortOrder") == "desc":
            songs.reverse()
        heads = [
            self.catalogue.song_head(track) | {"releaseDate": None if track.is_thin else midnight(track.released_on)}
            for track in songs
        ]
        return collection(request, heads, {"artist": self.catalogue.artist_head(artist)})

    def artist_audience(self, request: Request) -> Response:
        platform = _platform(request, ARTIST_PLATFORMS)
        artist = self._artist(request)
        return self._artist_series(request, artist, platform, self.catalogue.artist_points(artist.uuid, platform))

    def listening(self, request: Request) -> Response:
        platform = _platform(request, STREAMING_PLATFORMS)
        artist = self._artist(request)
        return self._artist_series(request, artist, platform, self.catalogue.listener_points(artist.uuid, platform))

    def local_listening(self, request: Request) -> Response:
        platform = _platform(request, STREAMING_PLATFORMS)
        artist = self._artist(request)
        return self._artist_series(request, artist, platform, self.catalogue.local_points(artist, platform))

    def search_songs(self, request: Request) -> Response:
        term = request.path_params["term"].casefold()
        found = [track for track in self.catalogue.tracks() if term in f"{track.name} {track.credit_name}".casefold()]
        return collection(request, [self.catalogue.song_head(track) for track in found], limit_max=SEARCH_LIMIT)

    def search_artists(self, request: Request) -> Response:
        term = request.path_params["term"].casefold()
        left_out = ("biography", "birthDate", "cityName")
        found = [artist for artist in self.catalogue.world.artists if term in artist.name.casefold()]
        items = [
            {name: value for name, value in self.catalogue.artist(artist).items() if name not in left_out}
            for artist in found
        ]
        return collection(request, items, limit_max=SEARCH_LIMIT)

    def usage(self, request: Request) -> Response:
        """Quota and rate. No recording exists; the member names are our assumption."""
        quota = {"total": self.quota.total, "remaining": max(0, self.quota.remaining)}
        return single("team_usage", {"quota": quota, "rateLimit": {"perMinute": self.rate.rate * 60}})

    def _series(self, request: Request, series: Points | None, related: Json) -> Response:
        start_on, end_on = window(request, self.catalogue.today)
        if series is None:
            raise Refusal(404, "No audience found.")
        return collection(request, series.within(start_on, end_on), related)

    def _artist_series(self, request: Request, artist: Artist, platform: str, series: Points | None) -> Response:
        related = {
            "artist": self.catalogue.artist_head(artist),
            "platform": platform,
            "lastCrawlDate": midnight(self.catalogue.today),
        }
        return self._series(request, series, related)

    def _track(self, request: Request) -> Track:
        track = self.catalogue.track(request.path_params["uuid"])
        if track is None:
            raise Refusal(404, "Song not found.")
        return track

    def _artist(self, request: Request) -> Artist:
        artist = self.catalogue.world.artist_by_uuid.get(request.path_params["uuid"])
        if artist is None:
            raise Refusal(404, "Artist not found.")
        return artist

    def _chart(self, request: Request) -> Json:
        chart = self.catalogue.chart_by_slug.get(request.path_params["slug"])
        if chart is None:
            raise Refusal(404, "Chart not found.")
        return chart

    def _ranking_day(self, when: str, slug: str) -> date:
        """The day of "latest" or of an ATOM date-time, which must carry the ranking's hour."""
        if when == "latest":
            return self.catalogue.ranking_days(slug)[0]
        try:
            moment = datetime.fromisoformat(when)
        except ValueError:
            raise Refusal(400, f"Invalid date: {when}.") from None
        if moment.tzinfo is None:
            raise Refusal(400, f"Invalid date: {when} has no offset.")
        moment = moment.astimezone(UTC)
        if (moment.hour, moment.minute, moment.second) != (12, 0, 0):
            raise Refusal(404, "Ranking not found.")
        return moment.date()


def _safely(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            return handler(request)
        except Refusal as refusal:
            return refused(refusal.status, refusal.message)

    return handle


async def _not_found(scope: object, receive: object, send: Callable[[dict[str, object]], Awaitable[None]]) -> None:
    body = bytes(refused(404, "No such endpoint.").body)
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": body})


def _platform(request: Request, known: tuple[str, ...]) -> str:
    platform: str = request.path_params["platform"]
    if platform not in known:
        raise Refusal(400, f"Invalid platform: {platform}.")
    return platform


def _platforms(request: Request, codes: tuple[str, ...]) -> Response:
    return collection(request, [platform_item(code) for code in codes])


def _identifiers(request: Request, items: list[Json]) -> Response:
    platform = request.query_params.get("platform")
    only_default = request.query_params.get("onlyDefault", "").lower() in ("1", "true")
    kept = [item for item in items if not platform or item["platformCode"] == platform]
    return collection(request, [item for item in kept if item["default"] or not only_default])
