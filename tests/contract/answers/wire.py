"""One question for each provider whose answer is a list, with the list as that provider writes it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import SecretStr

from tasks.providers.gate import Gate
from tasks.providers.soundcharts import SoundchartsSettings
from tests.contract.answers.scripted_server import Reply, http, replying
from tests.contract.asking import make_client, make_http, settings_of

REPLACED = "\ufffd"
MBID = "6f0a4a1e-3f3c-4a55-8b7e-000000000001"
XML = '<metadata xmlns="http://musicbrainz.org/ns/mmd-2.0#"><recording-list>{}</recording-list></metadata>'


@dataclass(frozen=True)
class Wire:
    """``ask`` gives (text, number) of what was read. ``item`` writes one, ``page`` an answer of them.

    ``waits_s`` is how long a throttle holds everybody back when it does not say.
    """

    ask: Callable[[Any], list[tuple[str, int | None]]]
    item: str
    page: str
    waits_s: float
    is_json: bool = True

    def write(self, text: str, number: str) -> str:
        """An item; both as they stand on the wire, quotes and all."""
        return self.item.replace("TEXT", text).replace("NUMBER", number)

    def body(self, items: Sequence[str]) -> bytes:
        """An answer with these items."""
        joined = (", " if self.is_json else "").join(items)
        return self.page.replace("ITEMS", joined).encode("utf-8", "surrogatepass")

    def good(self, text: str, number: int | None) -> str:
        """An item as it should be."""
        return self.write(f'"{text}"' if self.is_json else text, str(number))


def song_audience(client: Any) -> list[tuple[str, int | None]]:
    read = client.song_audience(UUID(MBID), "spotify", date(2025, 8, 1), date(2025, 8, 2))
    return [(one.identifier, one.value) for one in read]


WIRES = {
    "soundcharts": Wire(
        song_audience,
        '{"date": "2025-08-01T00:00:00+00:00", "plots": [{"identifier": TEXT, "value": NUMBER}]}',
        '{"items": [ITEMS]}',
        1.0,
    ),
    "spotify": Wire(
        lambda client: [(one.name, one.duration_ms) for one in client.search_track("A", "T")],
        '{"id": "4uLU6hMCjMI75M1A2tKUQC", "name": TEXT, "duration_ms": NUMBER}',
        '{"tracks": {"total": 3, "items": [ITEMS]}}',
        30.0,
    ),
    "musicbrainz": Wire(
        lambda client: [(one.name, one.length_ms) for one in client.search_recordings("A", "T")],
        f'<recording id="{MBID}"><title>TEXT</title><length>NUMBER</length></recording>',
        XML.format("ITEMS"),
        1.0,
        is_json=False,
    ),
    "lastfm": Wire(
        lambda client: [(one.name, one.count) for one in client.artist_tags("A").tags],
        "<tag><name>TEXT</name><count>NUMBER</count></tag>",
        '<lfm status="ok"><toptags artist="A">ITEMS</toptags></lfm>',
        10.0,
        is_json=False,
    ),
    "discogs": Wire(
        lambda client: [(one.title, int(one.id)) for one in client.search_albums("A", "T")],
        '{"id": NUMBER, "title": TEXT, "type": "master"}',
        '{"results": [ITEMS, {"id": 9, "title": "A - T", "type": "master"}]}',
        10.0,
    ),
    "theaudiodb": Wire(
        lambda client: [(client.artist(MBID).name, None)],
        '{"strArtist": TEXT, "strGenre": "Rock"}',
        '{"artists": [ITEMS]}',
        60.0,
    ),
}


@contextmanager
def answered(provider: str, *replies: Reply, gate: Gate | None = None) -> Iterator[Any]:
    """A client of the provider on a server that gives these replies; it does not pause between attempts."""
    with replying(*replies) as address:
        settings: Any = (
            SoundchartsSettings(base_url=address, app_id="app", api_key=SecretStr("k3y"))
            if provider == "soundcharts"
            else settings_of(provider, address)
        )
        with make_http(provider, settings) as connections:
            yield make_client(provider, settings, connections, gate)


def page(provider: str, *items: str) -> bytes:
    """A whole answer with these items."""
    return http(WIRES[provider].body(items))


def shown(provider: str, *items: tuple[str, int]) -> Sequence[tuple[str, int | None]]:
    """What is to be read of these: of TheAudioDB the first item alone, without a number; Discogs' page has one more."""
    if provider == "theaudiodb":
        return [(items[0][0], None)]
    return [*items, ("T", 9)] if provider == "discogs" else list(items)
