"""The client: one method for each thing that can be asked, typed records out."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

import httpx
import msgspec

from tasks.providers.caller import Caller
from tasks.providers.errors import NotFound, ProviderError
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.key import Key
from tasks.providers.rejected import RejectedItem, read_items
from tasks.providers.theaudiodb.records import Row
from tasks.providers.theaudiodb.settings import PUBLIC_KEYS, TheAudioDbSettings
from tasks.providers.theaudiodb.status import classify
from tasks.providers.wire_types import Name, Word

CODE, NAME = "theaudiodb", "TheAudioDB"


class WireRow(msgspec.Struct):
    """Every value is a text or null, numbers too; empty means null."""

    strArtist: Name | None = None
    strTrack: Name | None = None
    strGenre: Word | None = None
    strStyle: Word | None = None
    strMood: Word | None = None
    strTheme: Word | None = None
    strMusicBrainzID: Word | None = None


class TrackRoot(msgspec.Struct):
    track: list[msgspec.Raw] | None


class ArtistRoot(msgspec.Struct):
    artists: list[msgspec.Raw] | None


class TheAudioDb:
    """Asks TheAudioDB. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors.
    """

    def __init__(self, http: httpx.Client, settings: TheAudioDbSettings, gate: Gate) -> None:
        self._key = settings.api_key.get_secret_value()
        self._throttle_wait_s = settings.throttle_wait_s
        secret = None if self._key in PUBLIC_KEYS else self._key
        self._caller = Caller(CODE, http, Key(secret), gate, self._classify)
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def track(self, recording_mbid: str) -> Row:
        """The track of a MusicBrainz recording."""
        return self._ask("track", recording_mbid, lambda body: decode(NAME, body, TrackRoot).track)

    def artist(self, mbid: str) -> Row:
        """The artist of an MBID."""
        return self._ask("artist", mbid, lambda body: decode(NAME, body, ArtistRoot).artists)

    def _ask(self, thing: str, mbid: str, rows: Callable[[bytes], list[msgspec.Raw] | None]) -> Row:
        def read(body: bytes) -> Row:
            # nothing, or nothing in it, is how it says that it does not know
            found = rows(body) if body.strip() else None
            if not found:
                raise NotFound(f"TheAudioDB knows no {thing} {mbid}.")
            # this answer is not in the log yet: it gets there once it is read
            what = f"rows TheAudioDB has of the {thing}"
            readable, bad = read_items(what, thing, found, lambda raw: decode_item(raw, WireRow), len(self.log))
            self.rejects += bad
            return _row(readable[0], is_artist=thing == "artist")

        page = f"{thing}-mb.php"
        return self._caller.get(
            thing,
            f"/api/v1/json/{quote(self._key, safe='')}/{page}",
            {"i": mbid},
            read,
            shown=f"/{page}?{urlencode({'i': mbid})}",
        )

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        return classify(response, self._throttle_wait_s)


def make_theaudiodb(settings: TheAudioDbSettings, http: httpx.Client, gate: Gate) -> TheAudioDb:
    """A client with a log of its own."""
    return TheAudioDb(http, settings, gate)


def _row(wire: WireRow, *, is_artist: bool) -> Row:
    artist = _text(wire.strArtist)
    return Row(
        name=artist if is_artist else _text(wire.strTrack),
        artist=artist,
        genre=_text(wire.strGenre),
        style=_text(wire.strStyle),
        mood=_text(wire.strMood),
        theme=_text(wire.strTheme),
        as_mbid=_text(wire.strMusicBrainzID),
    )


def _text(value: str | None) -> str | None:
    return (value or "").strip() or None
