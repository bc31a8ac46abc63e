"""MusicBrainz' web service 2 over a library's recordings: lookups by ISRC and MBID, search, tags. XML, or JSON."""

import re
from collections.abc import Callable

from starlette.responses import Response

from sandbox.folksonomy import Tags, voters_tags
from sandbox.library import Library, Shares
from sandbox.likeness import fold, likeness
from sandbox.recordings import KnownRecording, Recordings
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json
from sandbox.servers.limits import RateWindow
from sandbox.servers.musicbrainz.wire import (
    artist_form,
    error,
    message,
    recording_form,
    release_form,
    with_tags,
)
from sandbox.servers.request import Request

ALLOWED, WINDOW_S = 1, 1.0
# How many of a kind anybody has voted on.
RECORDINGS_VOTED, RELEASES_VOTED, GROUPS_VOTED, ARTISTS_VOTED = 0.12, 0.1, 0.75, 0.9
RATE = (
    "Your requests are exceeding the allowable rate limit. Please see http://wiki.musicbrainz.org/XMLWebService for "
    "more information."
)
INCLUDES = {
    "isrc": {"artists", "artist-credits", "releases", "isrcs"},
    "recording": {"artists", "artist-credits", "releases", "release-groups", "isrcs", "tags", "genres"},
    "release": {"artists", "artist-credits", "release-groups", "recordings", "isrcs", "tags", "genres"},
    "release-group": {"artists", "artist-credits", "releases", "tags", "genres"},
    "artist": {"tags", "genres", "aliases"},
}
_AGENT = re.compile(r"[^/\s]+/\S+.*\(.*\S.*\)")
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FIELD = re.compile(r'(recording|artist|isrc):(?:"((?:\\.|[^"\\])*)"|\(((?:\\.|[^)\\])*)\)|(\S+))')
_LEAST = 0.35  # below this likeness nothing is found


class MusicBrainz:
    """Answers of the web service."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.known = Recordings(library)
        self._artists = {artist.id_musicbrainz: artist for artist in library.artists}
        self._album_of_release = {album.id_release: album for album in library.albums}
        self._folded = [
            (fold("".join(name + join for _, name, join in one.artists)), fold(one.name), one)
            for one in self.known.recordings
        ]

    def check_access(self, request: Request) -> Response | None:
        if _AGENT.fullmatch(request.headers.get("user-agent", "")):
            return None
        return error(request, 403, "Your user agent does not say who you are and how you can be reached.")

    def mark(self, response: Response, window: RateWindow) -> None:
        """Of the whole service, not of the asker: of no use to anybody."""
        response.headers["x-ratelimit-limit"] = "1200"
        response.headers["x-ratelimit-remaining"] = "812"

    def throttled(self, reset_s: int) -> Response:
        return error(None, 503, RATE)

    def unavailable(self) -> Response:
        return error(None, 503, "The MusicBrainz search server is currently busy. Please try again later.")

    def failed(self) -> Response:
        return Response("<html><title>502 Bad Gateway</title></html>", 502, media_type="text/html")

    def emptied(self, body: bytes) -> Response | None:
        return None

    def answer(self, request: Request) -> Response:
        match request.path.strip("/").split("/"):
            case ["ws", "2", "recording"]:
                return self._search(request)
            case ["ws", "2", kind, id_] if kind in INCLUDES:
                return self._lookup(request, kind, id_)
        return error(request, 404, "Not Found")

    def _lookup(self, request: Request, kind: str, id_: str) -> Response:
        includes = set(request.query.get("inc", "").split())
        for wrong in sorted(includes - INCLUDES[kind]):
            return error(request, 400, f"{wrong} is not a valid inc parameter for the {kind} resource.")
        if kind != "isrc" and not _MBID.fullmatch(id_):
            return error(request, 400, "Invalid mbid.")
        today = self.known.merged.get(id_, id_)
        if today != id_ and id_ < "8":  # else it answers as if request for the id of today
            moved = f"https://musicbrainz.org/ws/2/{kind}/{today}?{request.query_string}"
            return Response(status_code=301, headers={"location": moved})
        look: dict[str, Callable[[str, set[str]], Json | None]] = {
            "isrc": self._isrc,
            "recording": self._recording,
            "release": self._release,
            "release-group": self._group,
            "artist": self._artist,
        }
        found = look[kind](today, includes)
        return error(request, 404, "Not Found") if found is None else message(request, kind, found)

    def _isrc(self, isrc: str, includes: set[str]) -> Json | None:
        same = self.known.by_isrc.get(isrc)
        if same is None:
            return None
        return {"isrc": isrc, "recordings": [recording_form(one, includes) for one in same]}

    def _recording(self, id_: str, includes: set[str]) -> Json | None:
        one = self.known.by_id.get(id_)
        return None if one is None else with_tags(recording_form(one, includes), includes, self.recording_tags(one))

    def _release(self, id_: str, includes: set[str]) -> Json | None:
        release = self.known.release_by_id.get(id_)
        if release is None:
            return None
        form = with_tags(release_form(release, includes | {"artist-credits"}), includes, self.tags_of_release(id_))
        if "release-groups" in includes:
            form["release-group"] = with_tags(form["release-group"], includes, self.tags_of_group(id_))
        return form

    def _group(self, id_: str, includes: set[str]) -> Json | None:
        release = next((one for one in self.known.release_by_id.values() if one.group == id_), None)
        if release is None:
            return None
        form: Json = release_form(release, {"release-groups"})["release-group"]
        return with_tags(form, includes, self.tags_of_group(release.id))

    def _artist(self, id_: str, includes: set[str]) -> Json | None:
        artist = self._artists.get(id_)
        return None if artist is None else with_tags(artist_form(artist), includes, self.tags_of_artist(id_))

    def recording_tags(self, one: KnownRecording) -> Tags:
        """Few recordings have any, and those that are not the library's never."""
        if one.track is None:
            return []
        track = self.library.track_by_id[one.track]
        return self._voted("recording", one.id, track.artists[0], track.genres, RECORDINGS_VOTED)

    def tags_of_release(self, id_: str) -> Tags:
        """Of one edition: hardly anybody votes there."""
        return self._of_album("release", id_, RELEASES_VOTED)

    def tags_of_group(self, release_id: str) -> Tags:
        """Of all editions of a release's album."""
        return self._of_album("group", release_id, GROUPS_VOTED)

    def tags_of_artist(self, id_: str) -> Tags:
        artist = self._artists[id_]
        return self._voted("artist", id_, artist.id_spotify, artist.genres, ARTISTS_VOTED)

    def _of_album(self, kind: str, release_id: str, share_voted: float) -> Tags:
        album = self._album_of_release.get(release_id)
        if album is None:
            return [("compilation", 2)] if kind == "group" else []
        genres = self.library.artist_by_id[album.artist].genres
        return self._voted(kind, release_id, album.artist, genres, share_voted)

    def _voted(self, kind: str, id_: str, artist_id: str, genres: Shares, share_voted: float) -> Tags:
        artist = self.library.artist_by_id[artist_id]
        roll = dice(self.library.seed, "musicbrainz votes", kind, id_)
        return voters_tags(roll, artist.root, genres, artist.country, share_voted)

    def _search(self, request: Request) -> Response:
        """Fields recording, artist and isrc of a Lucene query, any of the words; the best has score 100."""
        limit, offset = request.whole("limit", 25), request.whole("offset", 0)
        if limit is None or offset is None or not 1 <= limit <= 100:
            return error(request, 400, "limit must be between 1 and 100.")
        fields = {
            name: re.sub(r"\\(.)", r"\1", quoted or bracketed or bare)
            for name, quoted, bracketed, bare in _FIELD.findall(request.query.get("query", ""))
        }
        if not fields:
            return error(request, 400, "The search query cannot be read.")
        scored = sorted(self._scored(fields), key=lambda one: (-one[0], one[1].id))
        best = scored[0][0] if scored else 1.0
        forms = [
            recording_form(one, {"artist-credits", "releases", "release-groups", "isrcs"})
            | {"score": round(100 * score / best)}
            for score, one in scored[offset : offset + limit]
        ]
        return message(request, "recording-list", {"count": len(scored), "offset": offset, "recordings": forms})

    def _scored(self, fields: dict[str, str]) -> list[tuple[float, KnownRecording]]:
        if "isrc" in fields:
            return [(1.0, one) for one in self.known.by_isrc.get(fields["isrc"], [])]
        title, artist = fold(fields.get("recording", "")), fold(fields.get("artist", ""))
        scored = [
            ((likeness(title, name) + (likeness(artist, credit) if artist else 1.0)) / 2, likeness(title, name), one)
            for credit, name, one in self._folded
        ]
        return [(score, one) for score, of_title, one in scored if score >= _LEAST and of_title > 0.2]
