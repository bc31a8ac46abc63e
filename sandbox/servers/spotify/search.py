"""Spotify's search: by ISRC exactly, by names as far as they are alike; now and then what is not meant stands first."""

from sandbox.library import Library, LibraryArtist, LibraryTrack
from sandbox.likeness import fold, likeness
from sandbox.seeded_random import dice
from sandbox.works import Works

_LEAST = 0.6  # below this likeness of artist and title nothing is found
_LEAST_OF_WORKS = 0.45  # covers and karaoke come with the words of their titles
_STRAY = 0.3  # of searches that begin with what is not meant


class Search:
    """Looks through the works, and a library beside them if there is one."""

    def __init__(self, library: Library | None, works: Works) -> None:
        self._works = works
        self._tracks = library.tracks if library is not None else ()
        known = library.artist_by_id if library is not None else {}
        artists: dict[str, LibraryArtist] = {**known, **works.artists}
        self._folded = [
            (fold(artists[track.artists[0]].name), fold(track.name.partition(" (feat. ")[0]), least, track)
            for tracks, least in ((self._tracks, _LEAST), (works.tracks.values(), _LEAST_OF_WORKS))
            for track in tracks
        ]

    def found(self, query: str) -> list[LibraryTrack]:
        """All tracks, in Spotify's order."""
        if query.startswith("isrc:"):
            code = query.removeprefix("isrc:").strip().upper()
            own = [track for track in self._tracks if track.isrc == code]
            return [*own, *self._works.by_isrc.get(code, ())]
        title, _, artist = query.removeprefix("track:").partition(" artist:")
        wanted_artist, wanted_title = fold(artist), fold(title)
        scored = [
            (
                0.5 * likeness(wanted_artist, known_artist) + 0.5 * likeness(wanted_title, known_title),
                least,
                place,
                track,
            )
            for place, (known_artist, known_title, least, track) in enumerate(self._folded)
        ]
        kept = sorted((one for one in scored if one[0] >= one[1]), key=lambda one: (-one[0], one[2]))
        tracks = [track for _, _, _, track in kept]
        is_of_works = bool(tracks) and tracks[0].id_spotify in self._works.tracks
        if is_of_works and dice(self._works.seed, "stray search", query).random() < _STRAY:
            head = tracks[:10]
            return [*reversed(head), *tracks[10:]]
        return tracks
