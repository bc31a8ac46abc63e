"""Last.fm's top tags over a library: by names, with correction, in XML or JSON, errors in the body."""

from itertools import count
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from sandbox.folksonomy import Tags, listeners_tags, soup
from sandbox.library import Library, LibraryArtist, LibraryTrack
from sandbox.likeness import fold
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json, answer
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request

# 5 a second on average: counted over some seconds, as bursts are forgiven
ALLOWED, WINDOW_S = 25, 5.0
TRACKS_TAGGED = 0.8
NAMESAKES = 2  # artists whose page belongs to somebody else of that name
VARIOUS = "Various Artists"
RATE = "Rate Limit Exceeded - This application has made too many requests in a short period. Please try again later."


class LastFm:
    """Answers of the two top-tags methods."""

    def __init__(self, library: Library, api_key: str) -> None:
        self.library = library
        self.api_key = api_key
        self.namesakes = namesakes(library)
        self._artists = {fold(artist.name): artist for artist in library.artists}
        # of several tracks of one name the first is the one everybody means
        self._tracks = {
            (fold(library.artist_by_id[track.artists[0]].name), fold(track.name)): track
            for track in reversed(library.tracks)
            if is_known(library, track)
        }
        self._throttles = count()

    def check_access(self, request: Request) -> Response | None:
        if not request.headers.get("user-agent"):
            return Response("Forbidden", 403, media_type="text/plain")
        if _given(request).get("api_key") != self.api_key:
            return error(request, 10, "Invalid API key - You must be granted a valid key by last.fm", 403)
        return None

    def mark(self, response: Response, window: RateWindow) -> None:
        """Last.fm tells nothing of its rate."""

    def throttled(self, reset_s: int) -> Response:
        # the code stands in the body; the status is 429 more often than not
        return error(None, 29, RATE, 200 if next(self._throttles) % 3 == 2 else 429)

    def unavailable(self) -> Response:
        return error(None, 11, "Service Offline - This service is temporarily offline. Try again later.", 503)

    def failed(self) -> Response:
        return error(None, 8, "Operation failed - Most likely the backend service failed. Please try again.", 500)

    def emptied(self, body: bytes) -> Response | None:
        return None

    def answer(self, request: Request) -> Response:
        if request.path != "/2.0/":
            return Response("Not Found", 404, media_type="text/plain")
        given = _given(request)
        match given.get("method", "").lower():
            case "artist.gettoptags":
                return self._artist(request, given)
            case "track.gettoptags":
                return self._track(request, given)
        return error(request, 3, "Invalid Method - No method with that name in this package", 400)

    def _artist(self, request: Request, given: dict[str, str]) -> Response:
        name = given.get("artist", "")
        if name == VARIOUS:
            return _tags(request, {"artist": VARIOUS}, soup(dice("various", self.library.seed), self.library.artists))
        artist = self._artists.get(fold(name))
        if artist is None or not _is_close(given, name, artist.name):
            return error(request, 6, "The artist you supplied could not be found", 200)
        return _tags(request, {"artist": artist.name}, self.artist_tags(artist))

    def _track(self, request: Request, given: dict[str, str]) -> Response:
        name, title = given.get("artist", ""), given.get("track", "")
        track = self._tracks.get((fold(name), fold(title)))
        if track is None or not _is_close(given, title, track.name):
            # now with one status, now with the other
            return error(request, 6, "Track not found", 404 if len(title) % 2 else 200)
        artist = self.library.artist_by_id[track.artists[0]]
        return _tags(request, {"artist": artist.name, "track": track.name}, self.track_tags(track))

    def artist_tags(self, artist: LibraryArtist) -> Tags:
        """Tags of the artist, or of another one under the same name."""
        whose = self.namesakes.get(artist.id_spotify, artist)
        roll = dice(self.library.seed, "lastfm artist", artist.id_spotify)
        return listeners_tags(roll, whose, whose.genres, whose.moods, 2012)

    def track_tags(self, track: LibraryTrack) -> Tags:
        """Tags of the track; one in five is known, but nobody tagged it."""
        roll = dice(self.library.seed, "lastfm track", track.id_spotify)
        if roll.random() >= TRACKS_TAGGED:
            return []
        artist = self.library.artist_by_id[track.artists[0]]
        year = self.library.album_by_id[track.album].released_on.year
        return listeners_tags(roll, artist, track.genres, track.moods, year)


def is_known(library: Library, track: LibraryTrack) -> bool:
    """Whether Last.fm knows a track: nearly all, of those MusicBrainz lacks every second."""
    return dice(library.seed, "lastfm knows", track.id_spotify).random() < (0.5 if track.known == "absent" else 0.97)


def namesakes(library: Library) -> dict[str, LibraryArtist]:
    """Spotify ids of artists whose name's tags are another artist's, who makes other music."""
    roll = dice(library.seed, "namesakes")
    found = {}
    for artist in roll.sample(library.artists, NAMESAKES):
        found[artist.id_spotify] = roll.choice([other for other in library.artists if other.root != artist.root])
    return found


def error(request: Request | None, code: int, text: str, status: int) -> Response:
    """An error in the format request for, XML where there is no telling."""
    if request is not None and _wants_json(request):
        return answer({"error": code, "message": text, "links": []}, status)
    root = Element("lfm", {"status": "failed"})
    SubElement(root, "error", {"code": str(code)}).text = text
    return _xml(root, status)


def _tags(request: Request, attributes: dict[str, str], tags: Tags) -> Response:
    if _wants_json(request):
        listed = [{"count": number, "name": name, "url": _url(name)} for name, number in tags]
        body: Json = {"toptags": {"tag": listed, "@attr": attributes}}
        return answer(body)
    root = Element("lfm", {"status": "ok"})
    top = SubElement(root, "toptags", attributes)
    for name, number in tags:
        node = SubElement(top, "tag")
        SubElement(node, "count").text = str(number)
        SubElement(node, "name").text = name
        SubElement(node, "url").text = _url(name)
    return _xml(root, 200)


def _given(request: Request) -> dict[str, str]:
    return request.query | request.form


def _is_close(given: dict[str, str], request: str, known: str) -> bool:
    """Without correction only capitals may differ."""
    return given.get("autocorrect") == "1" or request.casefold() == known.casefold()


def _wants_json(request: Request) -> bool:
    return _given(request).get("format") == "json"


def _url(name: str) -> str:
    return f"https://www.last.fm/tag/{name.replace(' ', '+')}"


def _xml(root: Element, status: int) -> Response:
    return Response(tostring(root, "utf-8", xml_declaration=True), status, media_type="text/xml; charset=utf-8")
