"""Discogs' vocabulary, and the forms of its answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from sandbox.servers.envelope import Json, answer
from sandbox.servers.request import Request

FOLK = "Folk, World, & Country"
SOUL = "Funk / Soul"
# genre of ours -> Discogs' genre and style; an empty style where it has none so narrow
STYLES: dict[str, tuple[str, str]] = {
    "indie rock": ("Rock", "Indie Rock"),
    "shoegaze": ("Rock", "Shoegaze"),
    "post-punk": ("Rock", "Post-Punk"),
    "garage rock": ("Rock", "Garage Rock"),
    "progressive rock": ("Rock", "Prog Rock"),
    "death metal": ("Rock", "Death Metal"),
    "pop punk": ("Rock", "Pop Punk"),
    "synth-pop": ("Electronic", "Synth-pop"),
    "dance-pop": ("Electronic", "Dance-pop"),
    "dream pop": ("Rock", "Dream Pop"),
    "art pop": ("Pop", ""),
    "k-pop": ("Pop", "K-pop"),
    "city pop": ("Pop", "City Pop"),
    "trap": ("Hip Hop", "Trap"),
    "boom bap": ("Hip Hop", "Boom Bap"),
    "conscious hip hop": ("Hip Hop", "Conscious"),
    "drill": ("Hip Hop", ""),
    "deep house": ("Electronic", "Deep House"),
    "techno": ("Electronic", "Techno"),
    "drum and bass": ("Electronic", "Drum n Bass"),
    "ambient": ("Electronic", "Ambient"),
    "trance": ("Electronic", "Trance"),
    "downtempo": ("Electronic", "Downtempo"),
    "contemporary r&b": (SOUL, "Contemporary R&B"),
    "neo soul": (SOUL, "Neo Soul"),
    "funk": (SOUL, "Funk"),
    "bebop": ("Jazz", "Bop"),
    "vocal jazz": ("Jazz", ""),
    "jazz fusion": ("Jazz", "Fusion"),
    "indie folk": (FOLK, "Folk"),
    "contemporary folk": (FOLK, "Folk"),
    "alt-country": ("Rock", "Country Rock"),
    "country pop": (FOLK, "Country"),
    "reggaeton": ("Latin", "Reggaeton"),
    "bachata": ("Latin", "Bachata"),
    "salsa": ("Latin", "Salsa"),
    "dub": ("Reggae", "Dub"),
    "roots reggae": ("Reggae", "Roots Reggae"),
    "modern classical": ("Electronic", "Modern Classical"),
    "opera": ("Classical", "Opera"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A master or release as Discogs holds it; `artist` may carry the number of a homonym."""

    id: int
    kind: str
    artist: str
    title: str
    year: int
    genres: tuple[str, ...]
    styles: tuple[str, ...]
    is_compilation: bool = False


def in_discogs_words(genres: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Discogs' genres and styles for genres of ours, each once, in order."""
    pairs = [STYLES[genre] for genre in genres]
    broad = dict.fromkeys(genre for genre, _ in pairs)
    narrow = dict.fromkeys(style for _, style in pairs if style)
    return tuple(broad), tuple(narrow)


def found_form(entry: Entry) -> Json:
    """A result of a search: its title is "Artist - Title", its year a text."""
    form: Json = {
        "id": entry.id,
        "type": entry.kind,
        "title": f"{entry.artist} - {entry.title}",
        "country": "Europe",
        "format": ["CD", "Compilation" if entry.is_compilation else "Album"],
        "label": ["Unknown"],
        "genre": list(entry.genres),
        "style": list(entry.styles),
        "resource_url": f"https://api.discogs.com/{entry.kind}s/{entry.id}",
        "community": {"want": 3, "have": 7},
    }
    return form | ({"year": str(entry.year)} if entry.year else {})


def album_form(entry: Entry) -> Json:
    """A master or release; styles are left out where there are none, year 0 is an unknown one."""
    form: Json = {
        "id": entry.id,
        "title": entry.title,
        "artists": [{"id": 1, "name": entry.artist, "anv": "", "join": "", "role": "", "resource_url": ""}],
        "genres": list(entry.genres),
        "year": entry.year,
        "tracklist": [],
    }
    if entry.styles:
        form["styles"] = list(entry.styles)
    if entry.kind == "release":
        described = ["Compilation"] if entry.is_compilation else ["Album"]
        form["formats"] = [{"name": "CD", "qty": "1", "descriptions": described}]
    return form


def page(request: Request, forms: Sequence[Json], number: int, size: int) -> Json:
    """A page of results; no addresses on a single one."""
    pages = max(1, -(-len(forms) // size))
    kept = {name: value for name, value in request.query.items() if name != "page"}
    places = {"next": number + 1, "last": pages} if number < pages else {}
    urls = {name: f"{request.base}{request.path}?{urlencode({**kept, 'page': at})}" for name, at in places.items()}
    pagination = {"page": number, "pages": pages, "per_page": size, "items": len(forms), "urls": urls}
    return {"pagination": pagination, "results": list(forms[(number - 1) * size : number * size])}


def error(status: int, message: str) -> Response:
    return answer({"message": message}, status)
