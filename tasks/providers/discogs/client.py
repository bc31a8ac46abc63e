"""The client: one method for each thing that can be asked, typed records out."""

from functools import partial
from urllib.parse import quote

import httpx
import msgspec

from tasks.providers.caller import Caller
from tasks.providers.discogs import answers
from tasks.providers.discogs.records import AlbumResult, Kind
from tasks.providers.discogs.settings import DiscogsSettings
from tasks.providers.discogs.status import classify, rest_s
from tasks.providers.errors import ProviderError
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.key import Key
from tasks.providers.rejected import RejectedItem, read_items

CODE, NAME = "discogs", "Discogs"
FOUND = 25
KINDS: tuple[Kind, ...] = ("master", "release")


class Discogs:
    """Asks Discogs. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors; Unauthorized at once when no token is set.
    """

    def __init__(self, http: httpx.Client, settings: DiscogsSettings, gate: Gate) -> None:
        token = settings.key()
        self._throttle_wait_s = settings.throttle_wait_s
        self._caller = Caller(
            CODE,
            http,
            Key(token, {"Authorization": f"Discogs token={token}"}),
            gate,
            self._classify,
            pace=self._rest_s,
        )
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def search_albums(self, artist: str, title: str) -> list[AlbumResult]:
        """The albums that fit best: masters, which stand for all editions; then releases if no master has the name."""
        found: list[AlbumResult] = []
        for kind in KINDS:
            query: dict[str, str | int] = {"type": kind, "artist": artist, "release_title": title, "per_page": FOUND}
            found += self._caller.get(f"search_{kind}", "/database/search", query, partial(self._found, kind))
            if any(album.title.casefold() == title.casefold() for album in found):
                break
        return found

    def master(self, id_: str) -> AlbumResult:
        """A master."""
        return self._album("master", id_)

    def release(self, id_: str) -> AlbumResult:
        """A release."""
        return self._album("release", id_)

    def _album(self, kind: Kind, id_: str) -> AlbumResult:
        def read(body: bytes) -> AlbumResult:
            return answers.album(decode(NAME, body, answers.WireAlbum), kind)

        return self._caller.get(kind, f"/{kind}s/{quote(id_, safe='')}", {}, read)

    def _found(self, kind: Kind, body: bytes) -> list[AlbumResult]:
        """The readable results; others go to ``rejects``, all of them unreadable means the answer is."""
        page = decode(NAME, body, answers.WirePage)

        def read(raw: msgspec.Raw) -> AlbumResult | None:
            wire = decode_item(raw, answers.WireFound)
            return answers.found(wire, kind) if wire.type == kind else None  # artists and labels come along at times

        # this answer is not in the log yet: it gets there once it is read
        albums, bad = read_items("albums Discogs found", f"search_{kind}", page.results, read, len(self.log))
        self.rejects += bad
        return albums

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        return classify(response, self._throttle_wait_s)

    def _rest_s(self, response: httpx.Response) -> float | None:
        return rest_s(response, self._throttle_wait_s)


def make_discogs(settings: DiscogsSettings, http: httpx.Client, gate: Gate) -> Discogs:
    """A client with a log of its own. Raises Unauthorized when no token is set."""
    return Discogs(http, settings, gate)
