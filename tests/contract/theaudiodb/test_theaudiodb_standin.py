"""The client against the stand-in: rows for half of the tracks, rows about others, and the ways of saying nothing."""

from collections.abc import Iterator

import httpx
import pytest

from sandbox.library import Library
from sandbox.servers.theaudiodb.server import TheAudioDb as ServedTheAudioDb
from tasks.providers.errors import NotFound, Throttled, Unauthorized, Unreadable
from tasks.providers.theaudiodb import TheAudioDb, TheAudioDbSettings
from tests.contract.asking import answered, served
from tests.contract.soundcharts.open_gate import OpenGate
from tests.sandbox.standin import StandIn


@pytest.fixture
def client(evidence: StandIn) -> Iterator[TheAudioDb]:
    with served("theaudiodb", evidence.client.base_url) as made:
        yield made


def test_about_half_of_the_tracks_have_a_row_and_some_rows_are_of_others(client: TheAudioDb, library: Library) -> None:
    truth = ServedTheAudioDb(library, "any")
    known = [track for track in library.tracks if track.known != "absent"][:150]
    of_others = 0
    for track in known:
        row = truth.track_row(track)
        if row is None:
            with pytest.raises(NotFound):
                client.track(track.id_musicbrainz)
            continue
        told = client.track(track.id_musicbrainz)
        assert (told.name, told.artist, told.genre) == (row["strTrack"], row["strArtist"], row["strGenre"])
        assert (told.style, told.mood, told.theme) == (row["strStyle"], row["strMood"] or None, row["strTheme"])
        if told.as_mbid != track.id_musicbrainz:
            of_others += 1
            assert told.artist != library.artist_by_id[track.artists[0]].name
    unknown = sum(exchange.failure == "not_found" for exchange in client.log)
    assert 0.3 < unknown / len(known) < 0.7
    assert 0 < of_others < 0.15 * len(known)


def test_the_two_ways_of_saying_that_nothing_is_there(client: TheAudioDb) -> None:
    for mbid in ("00000000-0000-4000-8000-000000000000", "ffffffff-0000-4000-8000-000000000000"):
        with pytest.raises(NotFound, match=mbid):
            client.artist(mbid)
    assert [exchange.body for exchange in client.log] == [b"", b'{"artists":null}']
    assert [exchange.status for exchange in client.log] == [200, 200]


def test_genres_stay_as_they_are_written(client: TheAudioDb, library: Library) -> None:
    rows = []
    for artist in library.artists:
        try:
            rows.append(client.artist(artist.id_musicbrainz))
        except NotFound:
            continue
    assert "Rock/Pop" in [row.genre for row in rows] + [row.style for row in rows]
    assert {row.theme for row in rows} == {None}


@pytest.mark.parametrize("body", [b"null", b"[]", b'{"artists": null}', b"<html>"])
def test_what_is_no_answer_to_the_question_is_unreadable(body: bytes) -> None:
    with answered("theaudiodb", httpx.Response(200, content=body)) as client, pytest.raises(Unreadable):
        client.track("x")


def test_an_empty_list_is_nothing_too() -> None:
    with answered("theaudiodb", httpx.Response(200, json={"track": []})) as client, pytest.raises(NotFound):
        client.track("x")


def test_empty_texts_are_nothing() -> None:
    row = {"strTrack": "A", "strArtist": "B", "strGenre": "", "strMood": " ", "intDuration": "1"}
    with answered("theaudiodb", httpx.Response(200, json={"track": [row]})) as client:
        told = client.track("x")
    assert (told.genre, told.mood, told.style, told.as_mbid) == (None, None, None, None)


@pytest.mark.parametrize("body", [b"", b'{"track": null}', b"<html>429</html>"])
def test_a_throttle_is_one_whatever_its_body(body: bytes) -> None:
    with answered("theaudiodb", httpx.Response(429, content=body)) as client, pytest.raises(Throttled):
        client.track("x")


def test_a_refused_key_is_not_a_missing_track(evidence: StandIn) -> None:
    with (
        served("theaudiodb", evidence.client.base_url, api_key="an0ther-key") as client,
        pytest.raises(Unauthorized, match="THEAUDIODB_API_KEY"),
    ):
        client.track("x")


def test_the_free_key_is_no_secret() -> None:
    """It is three digits: taken out of bodies it would take them out of numbers, too."""
    row = {"strTrack": "123", "strArtist": "B", "intDuration": "412345"}
    with httpx.Client(
        base_url="https://provider.test",
        transport=httpx.MockTransport(lambda request: httpx.Response(200, json={"track": [row]})),
    ) as http:
        client = TheAudioDb(http, TheAudioDbSettings(), OpenGate())
        assert client.track("x").name == "123"
        assert b"412345" in (client.log[0].body or b"")
