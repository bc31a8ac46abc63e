"""TheAudioDB over a library: a row of free text for about half of the tracks, now and then somebody else's."""

from starlette.responses import Response

from sandbox.folksonomy import SPELLINGS
from sandbox.library import Library, LibraryArtist, LibraryTrack
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json, answer
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request

ALLOWED, WINDOW_S = 30, 60.0
TRACKS_KNOWN, ARTISTS_KNOWN, WRONG = 0.5, 0.8, 0.05
MOODS = {"happy": "Happy", "sad": "Sad", "calm": "Relaxed", "romantic": "Sensual", "aggressive": "Angry"}
THEMES = ("In Love", "Party", "Heartbreak", "Summer", "Growing Up")
_BROAD = {"rock": "Rock/Pop", "pop": "Pop", "hip hop": "Hip-Hop", "r&b": "R&B", "electronic": "Electronic"}


class TheAudioDb:
    """Answers of version 1."""

    def __init__(self, library: Library, api_key: str) -> None:
        self.library = library
        self.api_key = api_key
        self._tracks = {track.id_musicbrainz: track for track in library.tracks if track.known != "absent"}
        self._artists = {artist.id_musicbrainz: artist for artist in library.artists}

    def check_access(self, request: Request) -> Response | None:
        if request.path.startswith(f"/api/v1/json/{self.api_key}/"):
            return None
        return Response("<html><title>404 Not Found</title></html>", 404, media_type="text/html")

    def mark(self, response: Response, window: RateWindow) -> None:
        """TheAudioDB tells nothing of its rate."""

    def throttled(self, reset_s: int) -> Response:
        # a body that would read as "not known" to whoever does not look at the status
        return answer({"track": None, "artists": None}, 429)

    def unavailable(self) -> Response:
        return Response("error code: 522", 522, media_type="text/plain")

    def failed(self) -> Response:
        return Response("", 500, media_type="text/html")

    def emptied(self, body: bytes) -> Response | None:
        return None

    def answer(self, request: Request) -> Response:
        mbid = request.query.get("i", "")
        match request.path.rpartition("/")[2]:
            case "track-mb.php":
                track = self._tracks.get(mbid)
                return self._listed("track", mbid, self.track_row(track) if track is not None else None)
            case "artist-mb.php":
                artist = self._artists.get(mbid)
                return self._listed("artists", mbid, self.artist_row(artist) if artist is not None else None)
        return Response("<html><title>404 Not Found</title></html>", 404, media_type="text/html")

    def _listed(self, root: str, mbid: str, row: Json | None) -> Response:
        """The row as the only one of its list; null or nothing at all where there is none."""
        if row is not None:
            return answer({root: [row]})
        return Response(b"", 200, media_type="application/json") if mbid < "4" else answer({root: None})

    def track_row(self, track: LibraryTrack) -> Json | None:
        """The row of a track, of another track, or None."""
        roll = dice(self.library.seed, "theaudiodb track", track.id_spotify)
        if roll.random() >= TRACKS_KNOWN:
            return None
        answered = track
        if roll.random() < WRONG:
            answered = roll.choice([other for other in self.library.tracks if other.artists[0] != track.artists[0]])
        artist = self.library.artist_by_id[answered.artists[0]]
        return {
            "idTrack": str(30_000_000 + self.library.tracks.index(answered)),
            "strTrack": answered.name,
            "strArtist": artist.name,
            "intDuration": str(answered.duration_ms),
            "strGenre": _broad(artist),
            "strMood": _mood(answered.moods[0][0]) if roll.random() < 0.7 else "",
            "strStyle": _title(answered.genres[0][0]) if roll.random() < 0.6 else None,
            "strTheme": roll.choice(THEMES) if roll.random() < 0.5 else None,
            "intScore": "8",
            "strMusicBrainzID": answered.id_musicbrainz,
            "strMusicBrainzArtistID": artist.id_musicbrainz,
        }

    def artist_row(self, artist: LibraryArtist) -> Json | None:
        """The row of an artist, or None; artists have no theme."""
        roll = dice(self.library.seed, "theaudiodb artist", artist.id_spotify)
        if roll.random() >= ARTISTS_KNOWN:
            return None
        return {
            "idArtist": str(artist.id_discogs),
            "strArtist": artist.name,
            "strGenre": _title(artist.genres[0][0]) if roll.random() < 0.5 else _broad(artist),
            "strStyle": _broad(artist),
            "strMood": _mood(artist.moods[0][0]) if roll.random() < 0.7 else None,
            "strMusicBrainzID": artist.id_musicbrainz,
            "strCountryCode": artist.country,
        }


def _broad(artist: LibraryArtist) -> str:
    return _BROAD.get(artist.root, artist.root.title())


def _mood(mood: str) -> str:
    return MOODS.get(mood, mood.title())


def _title(genre: str) -> str:
    return SPELLINGS.get(genre, (genre,))[0].title()
