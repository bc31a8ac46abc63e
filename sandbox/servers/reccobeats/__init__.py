"""ReccoBeats, made up: audio features of five tracks in six, in no order, known by the Spotify link in `href`."""

from uuid import uuid5

from starlette.responses import Response

from sandbox.cast import NAMESPACE, Track
from sandbox.library import Library
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json, answer
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request
from sandbox.servers.standin import StandIn

ALLOWED, WINDOW_S = 60, 30.0
MOST_IDS = 40
KNOWN = 5 / 6
# The catalogue's answers hold these; the values are those of the world, but for what another analysis would differ by.
MEASURED = ("acousticness", "danceability", "energy", "instrumentalness", "liveness", "speechiness", "valence")


class ReccoBeats:
    """Answers of version 1; no key is asked for."""

    def __init__(self, library: Library) -> None:
        self.seed = library.seed
        self._tracks = {
            id_: track
            for track in library.world.tracks
            for id_ in track.identifiers["spotify"]
            if dice(library.seed, "reccobeats", id_).random() < KNOWN
        }

    def check_access(self, request: Request) -> Response | None:
        return None

    def mark(self, response: Response, window: RateWindow) -> None:
        """ReccoBeats tells nothing of its rate."""

    def throttled(self, reset_s: int) -> Response:
        response = answer({"error": "Too Many Requests", "status": 429}, 429)
        response.headers["retry-after"] = str(reset_s)
        return response

    def unavailable(self) -> Response:
        return Response("error code: 502", 502, media_type="text/plain")

    def failed(self) -> Response:
        return answer({"error": "Internal Server Error", "status": 500}, 500)

    def emptied(self, body: bytes) -> Response | None:
        return None

    def answer(self, request: Request) -> Response:
        ids = [id_ for id_ in request.query.get("ids", "").split(",") if id_]
        if request.path not in ("/v1/audio-features", "/v1/track"):
            return answer({"error": "Not Found", "status": 404}, 404)
        if not 0 < len(ids) <= MOST_IDS:
            return answer({"error": f"ids: from 1 to {MOST_IDS} are taken", "status": 4001}, 400)
        known = [id_ for id_ in ids if id_ in self._tracks]
        dice(self.seed, "reccobeats order", *known).shuffle(known)
        make = self.features if request.path.endswith("features") else self.track
        return answer({"content": [make(id_) for id_ in known]})

    def features(self, id_: str) -> Json:
        """A track's audio features; key and mode now and then left out."""
        track = self._tracks[id_]
        roll = dice(self.seed, "reccobeats features", id_)
        told: Json = {name: self._measured(track, name) for name in MEASURED}
        told |= {"loudness": track.audio["loudness"], "tempo": track.audio["tempo"]}
        if roll.random() < 0.8:
            told |= {"key": track.audio["key"], "mode": track.audio["mode"]}
        return self._head(id_) | told

    def track(self, id_: str) -> Json:
        track = self._tracks[id_]
        return self._head(id_) | {"trackTitle": track.name, "durationMs": track.duration_s * 1000}

    def _measured(self, track: Track, name: str) -> float:
        shift = dice(self.seed, "reccobeats", track.uuid, name).uniform(-0.05, 0.05)
        return round(min(1.0, max(0.0, float(track.audio[name]) + shift)), 3)

    def _head(self, id_: str) -> Json:
        track = self._tracks[id_]
        return {
            "id": str(uuid5(NAMESPACE, f"{self.seed}/reccobeats/{id_}")),
            "href": f"https://open.spotify.com/track/{id_}",
            "isrc": track.isrc,
        }


STANDIN = StandIn(ALLOWED, WINDOW_S, lambda library, given: ReccoBeats(library), {})
