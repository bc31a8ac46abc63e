"""Discogs' JSON as it comes, and the records made of it. ``styles`` is missing where there are none."""

import re
from typing import Any

import msgspec

from tasks.providers.discogs.records import AlbumResult, Kind
from tasks.providers.wire_types import Count, Name, Word

YEAR = re.compile(r"[0-9]{4}", re.ASCII)
HOMONYM = re.compile(r"\s\(\d+\)$")
COMPILATION = "Compilation"
VARIOUS = "Various"


class WirePage(msgspec.Struct):
    """A search's page. Items stay raw so that one bad item does not spoil the others."""

    results: list[msgspec.Raw]


class WireFound(msgspec.Struct):
    id: Count
    title: Name
    type: Word
    year: Any = None
    genre: list[Word] | None = None
    style: list[Word] | None = None
    format: list[str] | None = None


class WireArtist(msgspec.Struct):
    name: Name
    join: str | None = None


class WireFormat(msgspec.Struct):
    descriptions: list[str] | None = None


class WireAlbum(msgspec.Struct):
    id: Count
    title: Name
    artists: list[WireArtist] | None = None
    year: Any = None
    genres: list[Word] | None = None
    styles: list[Word] | None = None
    formats: list[WireFormat] | None = None


def found(wire: WireFound, kind: Kind) -> AlbumResult:
    """An item of a search; its title is "Artist - Title"."""
    artist, dash, title = wire.title.partition(" - ")
    if not dash:
        artist, title = "", wire.title
    return AlbumResult(
        id=str(wire.id),
        kind=kind,
        artist=", ".join(bare(name) for name in artist.split(", ")),
        title=title.strip(),
        year=year(wire.year),
        genres=tuple(wire.genre or ()),
        styles=tuple(wire.style or ()),
        is_compilation=COMPILATION in (wire.format or ()) or bare(artist) == VARIOUS,
    )


def album(wire: WireAlbum, kind: Kind) -> AlbumResult:
    """A master or a release; a master has no formats, so only its artist tells a compilation."""
    names = [(bare(artist.name), (artist.join or "").strip()) for artist in wire.artists or ()]
    credit = "".join(
        name + ("" if last else f"{join} " if join == "," else f" {join or '&'} ")
        for last, (name, join) in zip([False] * (len(names) - 1) + [True], names, strict=False)
    )
    described = [text for format_ in wire.formats or () for text in format_.descriptions or ()]
    return AlbumResult(
        id=str(wire.id),
        kind=kind,
        artist=credit,
        title=wire.title,
        year=year(wire.year),
        genres=tuple(wire.genres or ()),
        styles=tuple(wire.styles or ()),
        is_compilation=COMPILATION in described or credit == VARIOUS,
    )


def bare(name: str) -> str:
    """An artist's name without the number of homonyms and the asterisk of a name variation."""
    return HOMONYM.sub("", name.strip().rstrip("*").strip()).rstrip("*").strip()


def year(written_year: Any) -> int | None:
    """None for 0, which means unknown, and for what does not begin with a year."""
    found = YEAR.match(str(written_year))
    return int(found[0]) or None if found else None
