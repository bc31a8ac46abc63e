"""Spotify's tracks in the form in which recordings are compared. Pure."""

from collections.abc import Mapping

from tasks.providers.musicbrainz.records import Credit, Recording, ReleaseHead
from tasks.providers.spotify.records import Track


def comparable(track: Track, known: Mapping[str, str] | None = None) -> Recording:
    """A track as a recording; ``known`` are names by Spotify id of artists who are known by another spelling."""
    names = known or {}
    credits = tuple(Credit(artist.id, names.get(artist.id, artist.name), " & ") for artist in track.artists)
    releases = (ReleaseHead(track.album.id, track.album.name, None, None, None),) if track.album else ()
    return Recording(track.id, track.name, track.duration_ms, credits, "", False, (), releases, None)
