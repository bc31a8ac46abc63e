"""Discogs over a library: search of masters and releases, each with genres and styles in Discogs' own words."""

from starlette.responses import Response

from sandbox.library import Library, LibraryAlbum
from sandbox.likeness import fold, likeness
from sandbox.seeded_random import dice
from sandbox.servers.discogs.wire import Entry, album_form, error, found_form, in_discogs_words, page
from sandbox.servers.envelope import answer
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request

ALLOWED, WINDOW_S = 60, 60.0
MASTERS = 0.85  # part of albums with more editions than one
_LEAST = 0.6
_COMPILATION = 900_000  # numbers of compilations


class Discogs:
    """Answers of the database."""

    def __init__(self, library: Library, token: str) -> None:
        self.library = library
        self.token = token
        self.entries = tuple(entry for album in library.albums for entry in self._entries(album)) + self._compilations()
        self._by_id = {(entry.kind, entry.id): entry for entry in self.entries}
        self._folded = [(fold(entry.artist), fold(entry.title), entry) for entry in self.entries]

    def check_access(self, request: Request) -> Response | None:
        if not request.headers.get("user-agent"):
            return error(403, "You must give a user agent.")
        if request.headers.get("authorization") != f"Discogs token={self.token}":
            return error(401, "You must authenticate to access this resource.")
        return None

    def mark(self, response: Response, window: RateWindow) -> None:
        response.headers["x-discogs-ratelimit"] = str(window.rate)
        response.headers["x-discogs-ratelimit-remaining"] = str(window.remaining)
        response.headers["x-discogs-ratelimit-used"] = str(window.used)

    def throttled(self, reset_s: int) -> Response:
        return error(429, "You are making requests too quickly.")

    def unavailable(self) -> Response:
        return Response("<html><body>503 Service Unavailable</body></html>", 503, media_type="text/html")

    def failed(self) -> Response:
        return error(500, "An internal server error occurred.")

    def emptied(self, body: bytes) -> Response | None:
        return None

    def answer(self, request: Request) -> Response:
        match request.path.strip("/").split("/"):
            case ["database", "search"]:
                return self._search(request)
            case ["masters" | "releases" as kinds, id_]:
                kind = kinds.removesuffix("s")
                entry = self._by_id.get((kind, int(id_))) if id_.isdigit() else None
                return error(404, f"{kind.title()} not found.") if entry is None else answer(album_form(entry))
        return error(404, "The requested resource was not found.")

    def _search(self, request: Request) -> Response:
        size, number = request.whole("per_page", 50), request.whole("page", 1)
        if not size or not number or size > 100:
            return error(422, "Invalid page.")
        artist, title = fold(request.query.get("artist", "")), fold(request.query.get("release_title", ""))
        kind = request.query.get("type", "")
        scored = [
            (likeness(artist, of) + likeness(title, named), entry)
            for of, named, entry in self._folded
            if not kind or entry.kind == kind
        ]
        kept = sorted([one for one in scored if one[0] >= 2 * _LEAST], key=lambda one: (-one[0], one[1].id))
        return answer(page(request, [found_form(entry) for _, entry in kept], number, size))

    def _entries(self, album: LibraryAlbum) -> list[Entry]:
        """A release of each album, and a master for most."""
        artist = self.library.artist_by_id[album.artist]
        roll = dice(self.library.seed, "discogs", album.id_discogs)
        genres, styles = in_discogs_words([name for name, _ in artist.genres])
        if roll.random() < 0.1:
            styles = ()
        year = 0 if roll.random() < 0.05 else album.released_on.year
        name = f"{artist.name} (2)" if artist.id_discogs % 5 == 0 else artist.name
        entries = [Entry(album.id_discogs + 500_000, "release", name, album.name, year, genres, styles)]
        if roll.random() < MASTERS:
            entries.append(Entry(album.id_discogs, "master", name, album.name, year, genres, styles))
        return entries

    def _compilations(self) -> tuple[Entry, ...]:
        """Records by everybody, with the genres of all of them: an album called like some album, too."""
        made = []
        for number in range(1, 9):
            roll = dice(self.library.seed, "discogs compilation", number)
            artists = roll.sample(self.library.artists, min(6, len(self.library.artists)))
            genres, styles = in_discogs_words([name for artist in artists for name, _ in artist.genres])
            title = roll.choice(self.library.albums).name if number % 2 else f"Now Hear This! {number}"
            made.append(Entry(_COMPILATION + number, "release", "Various", title, 2015, genres, styles, True))
        return tuple(made)
