"""Spotify's Web API over a library: tracks, albums, search, artists, for apps in development and extended mode.

The mode goes by the app: that of the client id given is `mode`, the same id with `-extended` after it is always
extended.
"""

import time
from collections.abc import Callable
from typing import Literal

import msgspec
from starlette.responses import Response

from sandbox.library import Library, LibraryAlbum, LibraryTrack
from sandbox.servers.envelope import Json, answer
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request
from sandbox.servers.spotify.growth import GrowthAnswers
from sandbox.servers.spotify.search import Search
from sandbox.servers.spotify.wire import error, page, release_date
from sandbox.servers.tokens import Tokens, is_client
from sandbox.works import make_works

Mode = Literal["development", "extended"]
# What keeps an app out as a whole: the account's quota used up, its owner without Premium, its secret taken back.
State = Literal["open", "quota_exceeded", "no_premium", "revoked"]
EXTENDED = "-extended"
ALLOWED, WINDOW_S = 30, 30.0
PREMIUM = (
    "Active premium subscription required for the owner of the app. Please check the subscription of the owner and "
    "the list of users in the developer dashboard."
)


class Spotify:
    """Answers of the Web API; every track and album of library and works is there under its Spotify id."""

    def __init__(self, library: Library, client_id: str, client_secret: str, mode: Mode = "development") -> None:
        self.library = library
        self.mode = mode
        self.state: State = "open"
        self.tokens = Tokens(3600, time.monotonic)
        self.growth = GrowthAnswers(library.world)
        self._client = (client_id, client_secret)
        self._extended: set[str] = set()  # tokens of the app that is extended whatever the mode
        self.works = make_works(library.seed)
        self.artists = {**library.artist_by_id, **self.works.artists}
        self.albums = {**library.album_by_id, **self.works.albums}
        self.tracks = {**library.track_by_id, **self.works.tracks}
        self.search = Search(library, self.works)

    def check_access(self, request: Request) -> Response | None:
        if (request.method, request.path) == ("POST", "/api/token"):
            return self._token(request)
        if self.state == "revoked" or not self.tokens.holds(request.headers.get("authorization", "")):
            return error(401, "Invalid access token")
        if self.state == "no_premium":
            return Response(PREMIUM, 403, media_type="text/plain")
        if self.state == "quota_exceeded":
            return error(429, "Too many requests", reason="QUOTA_EXCEEDED")
        return None

    def mark(self, response: Response, window: RateWindow) -> None:
        """Spotify tells nothing of its rate."""

    def throttled(self, reset_s: int) -> Response:
        response = error(429, "API rate limit exceeded")
        response.headers["retry-after"] = str(reset_s)
        return response

    def unavailable(self) -> Response:
        return error(503, "Service unavailable")

    def failed(self) -> Response:
        return Response("upstream connect error or disconnect/reset before headers", 502, media_type="text/plain")

    def emptied(self, body: bytes) -> Response | None:
        """Album tracks and search results without their items."""
        content: Json = msgspec.json.decode(body)
        pages = [content, content.get("tracks")]
        for one in pages:
            if isinstance(one, dict) and one.get("items"):
                one["items"] = []
                return answer(content)
        return None

    def answer(self, request: Request) -> Response:
        match request.path.strip("/").split("/"):
            case ["v1", "search"]:
                return self._search(request)
            case ["v1", "tracks"]:
                return self._tracks(request)
            case ["v1", "tracks", id_]:
                return _one(self._track(id_, is_whole=self._is_extended(request)))
            case ["v1", "artists", id_]:
                return _one(self.growth.artist(id_, is_whole=self._is_extended(request)))
            case ["v1", "artists", id_, "albums"]:
                return self._artist_albums(id_, request)
            case ["v1", "artists", *_] | ["v1", "audio-features", _] if self._is_extended(request):
                return self._extended_only(request)
            case ["v1", "albums", id_]:
                album = self.albums.get(id_)
                return error(404, "Resource not found") if album is None else answer(self._album(album, request))
            case ["v1", "albums", id_, "tracks"]:
                album = self.albums.get(id_)
                return error(404, "Resource not found") if album is None else self._album_tracks(album, request)
            case ["v1", *_]:
                return error(403, "Forbidden")
        return error(404, "Service not found")

    def _token(self, request: Request) -> Response:
        name, secret = self._client
        given = request.headers.get("authorization", "")
        is_extended = is_client(given, name + EXTENDED, secret)
        if self.state == "revoked" or not (is_extended or is_client(given, name, secret)):
            return answer({"error": "invalid_client", "error_description": "Invalid client"}, 400)
        if request.form.get("grant_type") != "client_credentials":
            return answer({"error": "unsupported_grant_type", "error_description": "grant_type is unsupported"}, 400)
        token = self.tokens.issue()
        if is_extended:
            self._extended.add(token)
        return answer({"access_token": token, "token_type": "Bearer", "expires_in": self.tokens.life_s})

    def _is_extended(self, request: Request) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self.mode == "extended" or token in self._extended

    def _extended_only(self, request: Request) -> Response:
        """What was removed for apps in development mode; related artists are closed to all new apps."""
        match request.path.strip("/").split("/"):
            case ["v1", "artists"]:
                return self._batch(request, "artists", lambda id_: self.growth.artist(id_, is_whole=True))
            case ["v1", "artists", id_, "top-tracks"]:
                market = request.query.get("market", "")
                if len(market) != 2:
                    return error(400, "Invalid market code" if market else "Missing required field: market")
                top = self.growth.top_tracks(id_, market)
                return error(404, "Resource not found") if top is None else answer({"tracks": top})
            case ["v1", "audio-features", id_]:
                return _one(self.growth.audio_features(id_))
        return error(404, "Resource not found")

    def _tracks(self, request: Request) -> Response:
        """The batch get: closed in development mode; null for what is not known."""
        if not self._is_extended(request):
            return error(403, "Forbidden")
        return self._batch(request, "tracks", lambda id_: self._track(id_, is_whole=True))

    def _batch(self, request: Request, name: str, find: Callable[[str], Json | None]) -> Response:
        ids = request.query.get("ids", "").split(",")
        if not ids[0] or len(ids) > 50:
            return error(400, "Too many ids requested" if ids[0] else "Missing required field: ids")
        return answer({name: [find(id_) for id_ in ids]})

    def _track(self, id_: str, *, is_whole: bool) -> Json | None:
        """A track of library or works with its album, else one of the world's others."""
        track = self.tracks.get(id_)
        if track is None:
            return self.growth.track(id_, is_whole=is_whole)
        more = self.growth.fields(id_) or {"popularity": 30, "available_markets": ["GB", "US"]}
        return self.track(track) | (more if is_whole else {})

    def _search(self, request: Request) -> Response:
        """Answers to `isrc:` and to `track:` and `artist:` filters."""
        limit, offset = request.whole("limit", 5), request.whole("offset", 0)
        most = 50 if self._is_extended(request) else 10
        if limit is None or offset is None or not 1 <= limit <= most:
            return error(400, "Invalid limit")
        query = request.query.get("q", "")
        if not query or request.query.get("type") != "track":
            return error(400, "No search query" if not query else "Bad search type field")
        found = [track for track in self.search.found(query) if track.id_spotify in self.tracks]
        items = [self.track(track) for track in found]
        return answer({"tracks": page(request, f"{request.base}/v1/search", items, offset, limit)})

    def track(self, track: LibraryTrack) -> Json:
        """A track as the Web API shows it; tracks without ISRC have no external ids."""
        album = self.albums[track.album]
        return self._simple(track) | {
            "album": self._album_head(album),
            "external_ids": {"isrc": track.isrc} if track.isrc else {},
        }

    def _simple(self, track: LibraryTrack) -> Json:
        return {
            "artists": [self._artist(id_) for id_ in track.artists],
            "disc_number": track.disc,
            "duration_ms": track.duration_ms,
            "explicit": False,
            "external_urls": {"spotify": f"https://open.spotify.com/track/{track.id_spotify}"},
            "href": f"https://api.spotify.com/v1/tracks/{track.id_spotify}",
            "id": track.id_spotify,
            "is_local": False,
            "name": track.name,
            "preview_url": None,
            "track_number": track.number,
            "type": "track",
            "uri": f"spotify:track:{track.id_spotify}",
        }

    def _artist(self, id_: str) -> Json:
        return {
            "external_urls": {"spotify": f"https://open.spotify.com/artist/{id_}"},
            "href": f"https://api.spotify.com/v1/artists/{id_}",
            "id": id_,
            "name": self.artists[id_].name,
            "type": "artist",
            "uri": f"spotify:artist:{id_}",
        }

    def _album_head(self, album: LibraryAlbum) -> Json:
        day, precision = release_date(album)
        return {
            "album_type": album.album_type,
            "artists": [self._artist(album.artist)],
            "external_urls": {"spotify": f"https://open.spotify.com/album/{album.id_spotify}"},
            "href": f"https://api.spotify.com/v1/albums/{album.id_spotify}",
            "id": album.id_spotify,
            "images": [],
            "name": album.name,
            "release_date": day,
            "release_date_precision": precision,
            "total_tracks": len(album.tracks),
            "type": "album",
            "uri": f"spotify:album:{album.id_spotify}",
        }

    def _album(self, album: LibraryAlbum, request: Request) -> Json:
        whole = self._album_head(album) | {
            "tracks": page(request, self._tracks_href(album, request), self._listed(album), 0, 50),
            "copyrights": [],
            "external_ids": {"upc": f"{album.id_discogs:012d}"},
            "genres": [],
        }
        return whole | {"label": "Unknown", "popularity": 30} if self._is_extended(request) else whole

    def _artist_albums(self, artist_id: str, request: Request) -> Response:
        """What an artist has out, the newest first; in development mode at most ten a page."""
        limit, offset = request.whole("limit", 10), request.whole("offset", 0)
        most = 50 if self._is_extended(request) else 10
        if limit is None or offset is None or not 1 <= limit <= most:
            return error(400, "Invalid limit")
        if artist_id not in self.artists and self.growth.artist(artist_id, is_whole=False) is None:
            return error(404, "Resource not found")
        groups = request.query.get("include_groups", "album,single,compilation").split(",")
        own = [album for album in self.albums.values() if album.artist == artist_id and album.album_type in groups]
        own.sort(key=lambda album: (album.released_on, album.id_spotify), reverse=True)
        heads = [self._album_head(album) for album in own]
        return answer(page(request, f"{request.base}/v1/artists/{artist_id}/albums", heads, offset, limit))

    def _album_tracks(self, album: LibraryAlbum, request: Request) -> Response:
        limit, offset = request.whole("limit", 20), request.whole("offset", 0)
        if limit is None or offset is None or not 1 <= limit <= 50:
            return error(400, "Invalid limit")
        return answer(page(request, self._tracks_href(album, request), self._listed(album), offset, limit))

    def _tracks_href(self, album: LibraryAlbum, request: Request) -> str:
        return f"{request.base}/v1/albums/{album.id_spotify}/tracks"

    def _listed(self, album: LibraryAlbum) -> list[Json]:
        return [self._simple(self.tracks[id_]) for id_ in album.tracks]


def _one(found: Json | None) -> Response:
    return error(404, "Resource not found") if found is None else answer(found)
