"""What a Spotify key may use, found out by asking: fields that are missing, endpoints that are closed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tasks.limits.capability_store import Finding
from tasks.providers.errors import Forbidden, NotFound
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Artist, Track
from tasks.providers.spotify.status import OwnerWithoutPremium

T = TypeVar("T", Artist, Track)
NOT_TOLD = "Spotify leaves the field out for this key"


def probe(client: Spotify, artist_ids: Sequence[str], track_ids: Sequence[str], market: str) -> list[Finding]:
    """A finding for each feature that could be found out, with eight calls at most where the first ids are known.

    Raises OwnerWithoutPremium, which closes all of them, and whatever says nothing of the key: a throttle, the quota,
    a network that is away.
    """
    findings: list[Finding] = []
    artist = _first(client.artist, artist_ids)
    if artist is not None:
        findings += _fields(artist)
        findings.append(_tried("top_tracks", lambda: client.top_tracks(artist.id, market)))
        findings.append(_tried("artists_batch", lambda: client.artists([artist.id])))
    track = _first(client.track, track_ids)
    if track is not None:
        findings += [
            _field_finding("track_popularity", track.popularity),
            _field_finding("available_markets", track.markets),
            _tried("tracks_batch", lambda: client.tracks([track.id])),
            _tried("audio_features", lambda: client.audio_features(track.id)),
        ]
    return findings


def _fields(artist: Artist) -> list[Finding]:
    return [
        _field_finding("artist_followers", artist.followers),
        _field_finding("artist_popularity", artist.popularity),
    ]


def _field_finding(feature: str, value: object) -> Finding:
    return Finding(feature, value is not None, None if value is not None else NOT_TOLD)


def _tried(feature: str, ask: Callable[[], object]) -> Finding:
    try:
        ask()
    except OwnerWithoutPremium:
        raise
    except (Forbidden, NotFound) as closed:
        return Finding(feature, False, str(closed))
    return Finding(feature, True)


def _first(ask: Callable[[str], T], ids: Sequence[str]) -> T | None:
    """The first thing that is known."""
    for id_ in ids:
        try:
            return ask(id_)
        except NotFound:
            continue
    return None
