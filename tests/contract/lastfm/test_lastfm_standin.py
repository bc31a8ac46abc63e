"""The client against the stand-in: names and their correction, things without tags, namesakes, errors in the body."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sandbox.folksonomy import SPELLINGS
from sandbox.library import Library
from sandbox.servers.lastfm.server import LastFm as ServedLastFm
from sandbox.servers.lastfm.server import is_known
from tasks.providers.errors import BadRequest, NotFound, Throttled, Unauthorized, Unavailable, Unreadable
from tasks.providers.lastfm.client import LastFm
from tasks.providers.lastfm.records import Tag, TopTags
from tests.contract.asking import answered, served
from tests.sandbox.standin import StandIn
from tests.unit.recording_gate import RecordingGate


def spellings(genres: list[str]) -> set[str]:
    """All ways in which listeners write some genres."""
    return {way for genre in genres for way in (*SPELLINGS.get(genre, ()), genre, genre.title())}


@pytest.fixture
def client(evidence: StandIn) -> Iterator[LastFm]:
    with served("lastfm", evidence.client.base_url) as made:
        yield made


@pytest.fixture(scope="module")
def truth(library: Library) -> ServedLastFm:
    return ServedLastFm(library, "any")


def test_artists_have_the_tags_of_their_listeners(client: LastFm, library: Library, truth: ServedLastFm) -> None:
    for artist in library.artists:
        answer = client.artist_tags(artist.name)
        assert answer.artist == artist.name
        assert [(tag.name, tag.count) for tag in answer.tags] == [
            (name, count) for name, count in truth.artist_tags(artist) if count > 0
        ]
        assert answer.tags[0].count == 100


def test_true_genres_are_among_them_in_some_spelling(client: LastFm, library: Library, truth: ServedLastFm) -> None:
    artists = [one for one in library.artists if one.id_spotify not in truth.namesakes]
    written_otherwise = 0
    for artist in artists:
        names = {tag.name for tag in client.artist_tags(artist.name).tags}
        for genre, _ in artist.genres:
            assert names & spellings([genre])
            written_otherwise += genre not in names
        assert names & spellings([artist.root])
        assert len(names - spellings([artist.root, *(genre for genre, _ in artist.genres)])) > 4, "noise"
    assert written_otherwise > len(artists) / 3


def test_a_namesake_has_the_tags_of_somebody_else(client: LastFm, library: Library, truth: ServedLastFm) -> None:
    for id_, other in truth.namesakes.items():
        artist = library.artist_by_id[id_]
        assert other.root != artist.root
        names = {tag.name for tag in client.artist_tags(artist.name).tags}
        assert names & spellings([genre for genre, _ in other.genres])
        assert not names & spellings([artist.root])


def test_tracks_with_tags_without_tags_and_unknown(client: LastFm, library: Library) -> None:
    seen = {"tags": 0, "none": 0, "unknown": 0}
    named = {(track.artists[0], track.name): track for track in reversed(library.tracks) if is_known(library, track)}
    for track in library.tracks[::4]:
        artist = library.artist_by_id[track.artists[0]].name
        try:
            answer = client.track_tags(artist, track.name)
        except NotFound:
            assert (track.artists[0], track.name) not in named
            seen["unknown"] += 1
            continue
        assert (answer.artist, answer.title) == (artist, track.name)
        seen["tags" if answer.tags else "none"] += 1
    assert min(seen.values()) > 0
    assert seen["tags"] > seen["none"] > seen["unknown"]


def test_a_misspelt_name_is_corrected_and_echoed(client: LastFm, library: Library) -> None:
    artist = next(one for one in library.artists if one.name == "Marble Weather")
    answer = client.artist_tags("marble  weather!")
    assert answer.artist == artist.name


def test_the_log_tells_what_was_asked_for(client: LastFm) -> None:
    client.artist_tags("Marble Weather")
    (exchange,) = client.log
    asked = parse_qs(urlsplit(exchange.url).query)
    assert asked == {"method": ["artist.getTopTags"], "artist": ["Marble Weather"], "autocorrect": ["1"]}


def test_various_artists_is_an_artist_there(client: LastFm) -> None:
    assert len(client.artist_tags("Various Artists").tags) > 10


def test_json_when_asked_for(evidence: StandIn, library: Library) -> None:
    asked = {"method": "artist.gettoptags", "artist": "Marble Weather", "api_key": "standin-lastfm-key"}
    told = evidence.json("/lastfm/2.0/", format="json", **asked)
    assert told["toptags"]["@attr"] == {"artist": "Marble Weather"}
    assert told["toptags"]["tag"][0]["count"] == 100
    unknown = evidence.json("/lastfm/2.0/", format="json", **{**asked, "artist": "Zzyzx"})
    assert unknown["error"] == 6


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (2, BadRequest),
        (4, Unauthorized),
        (6, NotFound),
        (7, NotFound),
        (8, Unavailable),
        (9, Unauthorized),
        (10, Unauthorized),
        (11, Unavailable),
        (13, BadRequest),
        (16, Unavailable),
        (17, Unauthorized),
        (26, Unauthorized),
        (29, Throttled),
    ],
)
@pytest.mark.parametrize("status", [200, 403])
def test_codes(code: int, kind: type[Exception], status: int) -> None:
    body = f'<lfm status="failed"><error code="{code}">Said so</error></lfm>'
    with answered("lastfm", httpx.Response(status, text=body)) as client:
        with pytest.raises(kind, match=f"error {code}: Said so") as told:
            client.artist_tags("a")
        assert type(told.value) is kind


def test_a_throttle_holds_for_ten_seconds() -> None:
    gate = RecordingGate()
    good = httpx.Response(200, text='<lfm status="ok"><toptags artist="A"></toptags></lfm>')
    with answered("lastfm", httpx.Response(429, content=b""), good, gate=gate) as client:
        assert client.artist_tags("A") == TopTags("A", None, [])
    assert gate.pushed_back == [10.0]


@pytest.mark.parametrize(
    ("inner", "tags"),
    [
        ("<tag><count>100</count><name>one &amp; only</name></tag>", [Tag("one & only", 100)]),
        ("<tag><count></count><name>none</name></tag><tag><count>3</count><name></name></tag>", []),
        ("<tag><count>0</count><name>none</name></tag>", []),
        ("", []),
    ],
)
def test_odd_lists(inner: str, tags: list[Tag]) -> None:
    body = f'<lfm status="ok"><toptags artist="A" track="B">{inner}</toptags></lfm>'
    with answered("lastfm", httpx.Response(200, text=body)) as client:
        assert client.track_tags("A", "B") == TopTags("A", "B", tags)


@pytest.mark.parametrize(
    "body", ["", "<html>", '{"toptags": {}}', '<lfm status="ok"><track/></lfm>', "<lfm><toptags><tag>"]
)
def test_what_is_no_list_of_tags_is_asked_for_again(body: str) -> None:
    good = httpx.Response(200, text='<lfm status="ok"><toptags artist="A"></toptags></lfm>')
    with answered("lastfm", httpx.Response(200, text=body), good) as client:
        assert client.artist_tags("A").artist == "A"
        assert [exchange.failure for exchange in client.log] == ["unreadable", None]


def test_a_count_that_is_no_number_is_unreadable() -> None:
    body = '<lfm status="ok"><toptags><tag><count>many</count><name>a</name></tag></toptags></lfm>'
    with answered("lastfm", httpx.Response(200, text=body)) as client, pytest.raises(Unreadable, match="many"):
        client.artist_tags("A")
