"""The client: one method for each thing that can be asked, typed records out. pylast forms the requests and reads."""

from urllib.parse import urlencode
from xml.dom.minidom import Document, Element

import httpx
import pylast

from tasks.providers.caller import Caller
from tasks.providers.errors import ProviderError, Unreadable
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.key import Key
from tasks.providers.lastfm.network import Network
from tasks.providers.lastfm.records import Tag, TopTags
from tasks.providers.lastfm.settings import LastFmSettings
from tasks.providers.lastfm.status import classify, clean_text, parse
from tasks.providers.rejected import UNREADABLE, RejectedItem, read_items
from tasks.providers.wire_types import Name, Whole, Word

CODE = "lastfm"
PATH = "/2.0/"


class LastFm:
    """Asks Last.fm. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors; Unauthorized at once when no key is set.
    """

    def __init__(self, http: httpx.Client, settings: LastFmSettings, gate: Gate) -> None:
        key = settings.key()
        self._throttle_wait_s = settings.throttle_wait_s
        self._caller = Caller(CODE, http, Key(key), gate, self._classify)
        self._network = Network(key, self._download)
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def track_tags(self, artist: str, title: str) -> TopTags:
        """Tags of a track, asked for by names, which Last.fm may correct; a known track may have none."""
        return self._tags(pylast.Track(artist, title, self._network))

    def artist_tags(self, artist: str) -> TopTags:
        """Tags of an artist, asked for by name, which Last.fm may correct."""
        return self._tags(pylast.Artist(artist, self._network))

    def _tags(self, thing: pylast.Track | pylast.Artist) -> TopTags:
        # get_top_tags of pylast asks without correction and drops the names that came back
        params = {**thing._get_params(), "autocorrect": 1}  # type: ignore[no-untyped-call]
        method = f"{thing.ws_prefix}.getTopTags"
        found, bad = read_tags(thing._request(method, False, params), method, len(self.log) - 1)
        self.rejects += bad
        return found

    def _download(self, params: dict[str, str]) -> str:
        """The answer's text, once it is one that can be read."""
        method = params["method"]
        public = {name: value for name, value in params.items() if name != "api_key"}

        def read(body: bytes) -> str:
            try:
                read_tags(parse(body), method, len(self.log))
                return clean_text(body)
            except UNREADABLE as broken:
                raise Unreadable(f"The answer of Last.fm can't be read: {broken}.") from broken

        return self._caller.send(
            method,
            lambda: self._caller.http.build_request("POST", PATH, data=params),
            read,
            shown=f"{PATH}?{urlencode(public)}",
        )

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        return classify(response, self._throttle_wait_s)


def read_tags(doc: Document, endpoint: str, exchange: int) -> tuple[TopTags, list[RejectedItem]]:
    """The tags in an answer, those without a count left out, and the unreadable ones.

    Raises Unreadable when it is no list of tags, ValueError when it names somebody that can't be meant.
    """
    roots = doc.getElementsByTagName("toptags")
    if not roots:
        raise Unreadable("Last.fm sent something that is no list of tags.")
    tags, bad = read_items("tags Last.fm sent", endpoint, doc.getElementsByTagName("tag"), _tag, exchange)
    artist, title = (Name.read(roots[0].getAttribute(name)) or None for name in ("artist", "track"))
    shown = [RejectedItem(one.endpoint, one.item.toxml(), one.reason, one.exchange) for one in bad]
    return TopTags(artist, title, tags), shown


def _tag(node: Element) -> Tag | None:
    name, count = Word.read(pylast._extract(node, "name") or ""), Whole.read(pylast._extract(node, "count") or "0")
    return Tag(name, count) if name and count else None


def make_lastfm(settings: LastFmSettings, http: httpx.Client, gate: Gate) -> LastFm:
    """A client with a log of its own. Raises Unauthorized when no key is set."""
    return LastFm(http, settings, gate)
