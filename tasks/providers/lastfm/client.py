"""The client: one method for each thing that can be asked, typed records out. pylast forms the requests and reads."""

from urllib.parse import urlencode
from xml.dom.minidom import Document
from xml.parsers.expat import ExpatError

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
from tasks.providers.lastfm.status import classify
from tasks.providers.rejected import RejectedItem

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
        return read_tags(thing._request(f"{thing.ws_prefix}.getTopTags", False, params))

    def _download(self, params: dict[str, str]) -> str:
        """The answer's text, once it is one that can be read."""
        public = {name: value for name, value in params.items() if name != "api_key"}

        def read(body: bytes) -> str:
            try:
                text = body.decode("utf-8")
                read_tags(pylast._parse_response(text))
            except (UnicodeDecodeError, ExpatError) as broken:
                raise Unreadable(f"The answer of Last.fm can't be read: {broken}.") from broken
            return text

        return self._caller.send(
            params["method"],
            lambda: self._caller.http.build_request("POST", PATH, data=params),
            read,
            shown=f"{PATH}?{urlencode(public)}",
        )

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        return classify(response, self._throttle_wait_s)


def read_tags(doc: Document) -> TopTags:
    """The tags in an answer, those without a count left out. Raises Unreadable when it is no list of tags."""
    roots = doc.getElementsByTagName("toptags")
    if not roots:
        raise Unreadable("Last.fm sent something that is no list of tags.")
    counted: list[Tag] = []
    for node in doc.getElementsByTagName("tag"):
        name, count = pylast._extract(node, "name"), pylast._extract(node, "count")
        try:
            tag = Tag(name or "", int(count or 0))
        except ValueError as wrong:
            raise Unreadable(f"Last.fm counts {name} with {count}.") from wrong
        if tag.name and tag.count > 0:
            counted.append(tag)
    root = roots[0]
    return TopTags(root.getAttribute("artist") or None, root.getAttribute("track") or None, counted)


def make_lastfm(settings: LastFmSettings, http: httpx.Client, gate: Gate) -> LastFm:
    """A client with a log of its own. Raises Unauthorized when no key is set."""
    return LastFm(http, settings, gate)
