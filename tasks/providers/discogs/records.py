"""What Discogs tells, typed."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["master", "release"]


@dataclass(frozen=True, slots=True)
class AlbumResult:
    """An album as a master (all its editions) or one release. Genres and styles are of the whole, never of a track.

    ``artist`` without the number of homonyms ("(2)") and the asterisk of name variations; ``year`` None when unknown.
    """

    id: str
    kind: Kind
    artist: str
    title: str
    year: int | None
    genres: tuple[str, ...]
    styles: tuple[str, ...]
    is_compilation: bool
