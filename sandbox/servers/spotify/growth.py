"""What Spotify tells of growth: artists with followers and popularity, tracks with popularity and markets, top tracks.

Of the whole world, not of its library alone. An app in development mode gets neither these fields nor top tracks.
"""

from datetime import date

from sandbox.cast import Artist, Track
from sandbox.growth import Growth
from sandbox.servers.envelope import Json
from sandbox.world import World


class GrowthAnswers:
    """Answers as of ``today``, which can be moved back within the world's history to see it grow."""

    def __init__(self, world: World) -> None:
        self.growth = Growth(world)
        self.today = world.end_on
        self._artists = {artist.identifiers["spotify"]: artist for artist in world.artists}
        self._tracks = {
            id_: track for track in world.tracks if not track.is_deleted for id_ in track.identifiers["spotify"]
        }

    def move_to(self, day: date) -> None:
        """Raises ValueError for a day outside the world's history."""
        world = self.growth.world
        if not world.start_on <= day <= world.end_on:
            raise ValueError(f"the world's days are {world.start_on} to {world.end_on}")
        self.today = day

    def artist(self, id_: str, *, is_whole: bool) -> Json | None:
        """An artist; with followers and popularity where the app ``is_whole``."""
        artist = self._artists.get(id_)
        if artist is None:
            return None
        answer = _head(artist) | {
            "genres": [name for _, names in artist.genres for name in names][:1],
            "images": [{"url": f"https://i.scdn.co/image/{id_}", "height": 640, "width": 640}],
        }
        if is_whole:
            fans = self.growth.world.artist_series(artist.uuid, "spotify")
            known = max(day for day in fans if day <= self.today)
            answer["followers"] = {"href": None, "total": fans[known]}
            answer["popularity"] = self.growth.artist_popularity(artist.uuid)[self.today]
        return answer

    def track(self, id_: str, *, is_whole: bool) -> Json | None:
        """A track that is out; with popularity and markets where the app ``is_whole``."""
        track = self._tracks.get(id_)
        if track is None or track.released_on > self.today:
            return None
        return self._track(track, id_, is_whole=is_whole)

    def fields(self, id_: str) -> Json | None:
        """What an extended app sees more of a track; None where the world has no such track or it is not out."""
        track = self._tracks.get(id_)
        return self._fields(track) if track is not None and track.released_on <= self.today else None

    def top_tracks(self, artist_id: str, market: str) -> list[Json] | None:
        """The ten tracks of an artist that are heard most in a market; None where nobody knows the artist."""
        artist = self._artists.get(artist_id)
        if artist is None:
            return None
        top = self.growth.top_tracks(artist.uuid, market, self.today)
        return [self._track(track, track.identifiers["spotify"][0], is_whole=True) for track in top]

    def audio_features(self, id_: str) -> Json | None:
        """Audio features of a track."""
        track = self._tracks.get(id_)
        if track is None:
            return None
        told = {name: value for name, value in track.audio.items() if name != "timeSignature"}
        return told | {
            "time_signature": track.audio["timeSignature"],
            "duration_ms": track.duration_s * 1000,
            "id": id_,
            "type": "audio_features",
            "uri": f"spotify:track:{id_}",
        }

    def _fields(self, track: Track) -> Json:
        return {
            "popularity": self.growth.track_popularity(track.uuid)[self.today],
            "available_markets": sorted(self.growth.track_markets(track.uuid, self.today)),
        }

    def _track(self, track: Track, id_: str, *, is_whole: bool) -> Json:
        artists = [_head(self.growth.world.artist_by_uuid[uuid]) for uuid in track.artists]
        whole: Json = {
            "artists": artists,
            "disc_number": 1,
            "duration_ms": track.duration_s * 1000,
            "explicit": track.is_explicit,
            "external_ids": {"isrc": track.isrc},
            "external_urls": {"spotify": f"https://open.spotify.com/track/{id_}"},
            "href": f"https://api.spotify.com/v1/tracks/{id_}",
            "id": id_,
            "is_local": False,
            "name": track.name,
            "preview_url": None,
            "track_number": 1,
            "type": "track",
            "uri": f"spotify:track:{id_}",
        }
        return whole | (self._fields(track) if is_whole else {})


def _head(artist: Artist) -> Json:
    id_ = artist.identifiers["spotify"]
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/artist/{id_}"},
        "href": f"https://api.spotify.com/v1/artists/{id_}",
        "id": id_,
        "name": artist.name,
        "type": "artist",
        "uri": f"spotify:artist:{id_}",
    }
