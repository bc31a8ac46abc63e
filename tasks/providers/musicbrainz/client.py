"""The client: one method for each thing that can be asked, typed records out. musicbrainzngs forms and reads."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import musicbrainzngs

from tasks.providers.caller import Caller
from tasks.providers.errors import ProviderError, Throttled, Unreadable
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.key import Key
from tasks.providers.musicbrainz import answers
from tasks.providers.musicbrainz.records import Recording, Tag
from tasks.providers.musicbrainz.requests import parse, path_and_query
from tasks.providers.musicbrainz.settings import MusicBrainzSettings
from tasks.providers.musicbrainz.status import Moved, classify
from tasks.providers.rejected import UNREADABLE, RejectedItem, read_items

T = TypeVar("T")
CODE = "musicbrainz"
LONGEST_WAIT_S = 30.0
RECORDING_INCLUDES = ["artist-credits", "isrcs", "releases"]


class MusicBrainz:
    """Asks MusicBrainz. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors. Threads may work side by side, each with its own client.
    """

    def __init__(self, http: httpx.Client, settings: MusicBrainzSettings, gate: Gate) -> None:
        self._caller = Caller(CODE, http, Key(), gate, self._classify)
        self._first_wait_s = settings.throttle_wait_s
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def recordings_of_isrc(self, isrc: str) -> list[Recording]:
        """Recordings that carry an ISRC, one or more; they need not be the same song. Unknown: NotFound."""
        return self._ask(
            "isrc",
            lambda: musicbrainzngs.get_recordings_by_isrc(_in_path(isrc), includes=["artists", "isrcs", "releases"]),
            lambda parsed: self._recordings("isrc", parsed["isrc"].get("recording-list", []), is_some=True),
        )

    def search_recordings(self, artist: str, title: str, limit: int = 10) -> list[Recording]:
        """Recordings that fit best, with scores; may be empty."""
        return self._ask(
            "search",
            lambda: musicbrainzngs.search_recordings(artist=artist, recording=title, limit=limit),
            lambda parsed: self._recordings("search", parsed["recording-list"], is_some=False),
        )

    def recording(self, mbid: str) -> Recording:
        """A recording."""
        return self._ask(
            "recording",
            lambda: musicbrainzngs.get_recording_by_id(_in_path(mbid), includes=RECORDING_INCLUDES),
            lambda parsed: answers.recording(parsed["recording"]),
        )

    def recording_tags(self, mbid: str) -> list[Tag]:
        """Tags of a recording; few have any."""
        return self._ask(
            "recording_tags",
            lambda: musicbrainzngs.get_recording_by_id(_in_path(mbid), includes=["tags"]),
            lambda parsed: self._tags("recording_tags", parsed["recording"]),
        )

    def release_tags(self, mbid: str) -> list[Tag]:
        """Tags of a release and of its release group; of a tag on both the larger count."""
        return self._ask(
            "release_tags",
            lambda: musicbrainzngs.get_release_by_id(_in_path(mbid), includes=["release-groups", "tags"]),
            lambda parsed: self._tags("release_tags", parsed["release"], parsed["release"].get("release-group", {})),
        )

    def artist_tags(self, mbid: str) -> list[Tag]:
        """Tags of an artist."""
        return self._ask(
            "artist_tags",
            lambda: musicbrainzngs.get_artist_by_id(_in_path(mbid), includes=["tags"]),
            lambda parsed: self._tags("artist_tags", parsed["artist"]),
        )

    def _ask(self, endpoint: str, form: Callable[[], Any], make: Callable[[dict[str, Any]], T]) -> T:
        """The records that ``make`` reads from the answer to the request that ``form`` has the library form."""

        def read(body: bytes) -> T:
            try:
                return make(parse(body))
            except UNREADABLE as wrong:
                raise Unreadable(f"The answer of MusicBrainz can't be used: {wrong!r}.") from wrong

        try:
            return self._caller.get(endpoint, path_and_query(form), {}, read)
        except Moved as moved:
            # asked for like anything else, so that the gate is passed again
            return self._caller.get(endpoint, moved.path, {}, read)

    def _recordings(self, endpoint: str, parsed: list[dict[str, Any]], *, is_some: bool) -> list[Recording]:
        """The readable recordings; others go to ``rejects``. ``is_some``: none at all can't be meant."""
        what = "recordings MusicBrainz sent"
        # this answer is not in the log yet: it gets there once it is read
        read, bad = read_items(what, endpoint, parsed, answers.recording, len(self.log))
        if is_some and not read:
            raise Unreadable(f"There are no {what}.")
        self.rejects += bad
        return read

    def _tags(self, endpoint: str, *levels: dict[str, Any]) -> list[Tag]:
        """The readable tags of a thing told at several levels; others go to ``rejects``."""
        parsed = [tag for level in levels for tag in level.get("tag-list", [])]
        read, bad = read_items("tags MusicBrainz sent", endpoint, parsed, answers.tag, len(self.log))
        self.rejects += bad
        return answers.most_voted(read)

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        """A throttle's wait doubles with each one in a row."""
        row = sum(1 for _ in takewhile(lambda one: one.failure == Throttled.failure, reversed(self.log)))
        return classify(response, min(self._first_wait_s * 2**row, LONGEST_WAIT_S))


def make_musicbrainz(settings: MusicBrainzSettings, http: httpx.Client, gate: Gate) -> MusicBrainz:
    """A client with a log of its own."""
    return MusicBrainz(http, settings, gate)


def _in_path(id_: str) -> str:
    """The library puts ids into the path as they are."""
    return quote(id_, safe="")
