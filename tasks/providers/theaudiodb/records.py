"""What TheAudioDB tells, typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A track or an artist: free text as written ("Rock/Pop" is one genre here), None where nothing is said.

    Crowd-sourced: the row can be about somebody else, so compare name, artist and ``as_mbid`` with what was asked.
    ``name`` of an artist's row is the artist's name. Artists have no theme.
    """

    name: str | None
    artist: str | None
    genre: str | None
    style: str | None
    mood: str | None
    theme: str | None
    as_mbid: str | None
