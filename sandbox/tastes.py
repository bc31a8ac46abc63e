"""Where listeners file an artist's music: drawn by the world for each artist, so that no vocabulary decides it.

Whoever likes an artist of dream pop may call it pop or rock, and what it is to them need not be what a taxonomy makes
of the word. Between families people agree on two; how much of each is thrown by dice, the one as likely as the other.
"""

from collections.abc import Iterable

from sandbox.seeded_random import dice
from sandbox.styles import GENRES

# Genres that people file in two families, and one that is filed in a family without a shelf of its own.
BETWEEN: dict[str, tuple[str, ...]] = {
    "death metal": ("metal",),
    "indie folk": ("folk", "rock"),
    "alt-country": ("country", "rock"),
    "country pop": ("country", "pop"),
    "synth-pop": ("pop", "electronic"),
    "dance-pop": ("pop", "electronic"),
    "dream pop": ("pop", "rock"),
}
HOME = {genre: root for root, genres in GENRES.items() for genre in genres}


def filed(artist: str, genre: str) -> dict[str, float]:
    """The families an artist's music of a genre is filed in, as shares that add up to 1; `artist` is the Spotify id."""
    families = BETWEEN.get(genre, (HOME[genre],))
    if len(families) == 1:
        return {families[0]: 1.0}
    part = dice("filed", artist, genre).betavariate(2, 2)
    return {families[0]: part, families[1]: 1.0 - part}


def families(artist: str, genres: Iterable[tuple[str, float]]) -> dict[str, float]:
    """What an artist's music of these genres is to listeners: shares of families that add up to those of the genres."""
    found: dict[str, float] = {}
    for genre, share in genres:
        for family, part in filed(artist, genre).items():
            found[family] = found.get(family, 0.0) + share * part
    return found
