"""The client against the stand-in: albums in Discogs' own words, the pace by its headers, refusals."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.library import Library
from sandbox.servers.discogs.wire import STYLES
from sandbox.styles import GENRES
from tasks.providers.discogs import Discogs
from tasks.providers.errors import NotFound, Unreadable
from tests.contract.asking import answered, served
from tests.sandbox.standin import StandIn, running
from tests.unit.recording_gate import RecordingGate

DISCOGS_GENRES = {
    "Blues",
    "Brass & Military",
    "Children's",
    "Classical",
    "Electronic",
    "Folk, World, & Country",
    "Funk / Soul",
    "Hip Hop",
    "Jazz",
    "Latin",
    "Non-Music",
    "Pop",
    "Reggae",
    "Rock",
    "Stage & Screen",
}


@pytest.fixture
def client(evidence: StandIn) -> Iterator[Discogs]:
    with served("discogs", evidence.client.base_url) as made:
        yield made


def test_every_genre_of_the_sandbox_has_a_name_there() -> None:
    assert set(STYLES) == {genre for below in GENRES.values() for genre in below}
    assert {genre for genre, _ in STYLES.values()} <= DISCOGS_GENRES


def test_albums_are_found_with_genres_and_styles(client: Discogs, library: Library) -> None:
    kinds, without_styles, without_year = set(), 0, 0
    for album in library.albums:
        artist = library.artist_by_id[album.artist]
        found = client.search_albums(artist.name, album.name)
        (mine,) = [one for one in found if int(one.id) in (album.id_discogs, album.id_discogs + 500_000)][:1]
        assert (mine.artist, mine.title, mine.is_compilation) == (artist.name, album.name, False)
        assert set(mine.genres) == {STYLES[genre][0] for genre, _ in artist.genres}
        assert set(mine.styles) <= {STYLES[genre][1] for genre, _ in artist.genres}
        assert mine.year in (album.released_on.year, None)
        kinds.add(mine.kind)
        without_styles += not mine.styles
        without_year += mine.year is None
    assert kinds == {"master", "release"}
    assert 0 < without_styles < len(library.albums) / 2
    assert 0 < without_year < len(library.albums) / 4


def test_an_album_by_its_number_says_what_the_search_said(client: Discogs, library: Library) -> None:
    for album in library.albums[:12]:
        (found, *_) = client.search_albums(library.artist_by_id[album.artist].name, album.name)
        looked_up = client.master(found.id) if found.kind == "master" else client.release(found.id)
        assert looked_up == found


def test_a_compilation_lists_genres_of_everybody(client: Discogs) -> None:
    compilation = client.release("900002")
    assert (compilation.artist, compilation.is_compilation) == ("Various", True)
    assert len(compilation.genres) > 2


def test_what_is_not_there_is_not_found(client: Discogs) -> None:
    with pytest.raises(NotFound, match=r"Release not found\."):
        client.release("1")
    with pytest.raises(NotFound):
        client.master("../releases/900002")
    assert client.search_albums("Nobody At All", "Zzyzx") == []
    assert [exchange.endpoint for exchange in client.log[2:]] == ["search_master", "search_release"]


def test_a_minute_nearly_used_up_makes_everybody_rest(tmp_path: Path) -> None:
    """The stand-in at its real rate: sixty a minute, and a gate that only writes down what it is told."""
    gate = RecordingGate()
    with running(tmp_path, module="tag_providers") as server, served("discogs", server.client.base_url, gate) as client:
        for _ in range(58):
            client.release("900001")
        assert gate.pushed_back == []
        client.release("900001")  # one is left
        client.release("900001")
        assert gate.pushed_back == [10.0, 10.0]
        assert server.stats()["discogs"]["throttled_earned"] == 0


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Nirvana (2)", "Nirvana"),
        ("Nirvana*", "Nirvana"),
        ("Nirvana (12)*", "Nirvana"),
        ("The Who (Live)", "The Who (Live)"),
        ("Prince (2) & The Revolution", "Prince (2) & The Revolution"),
        ("Sunn O)))", "Sunn O)))"),
    ],
)
def test_numbers_of_homonyms_are_taken_off(name: str, bare: str) -> None:
    body = {"id": 1, "title": "A", "artists": [{"name": name, "join": ""}], "year": 0}
    with answered("discogs", httpx.Response(200, json=body)) as client:
        album = client.release("1")
    assert (album.artist, album.year, album.styles, album.genres) == (bare, None, (), ())


def test_artists_are_joined_as_they_say() -> None:
    artists = [{"name": "A", "join": ","}, {"name": "B (3)", "join": "Feat."}, {"name": "C", "join": ""}]
    with answered("discogs", httpx.Response(200, json={"id": 1, "title": "T", "artists": artists})) as client:
        assert client.release("1").artist == "A, B Feat. C"


def found(**changed: Any) -> dict[str, Any]:
    return {"id": 1, "type": "master", "title": "A - B", "year": "1999", "genre": ["Rock"]} | changed


@pytest.mark.parametrize(
    ("given", "artist", "title", "year"),
    [
        ({"title": "A (2) - B - C"}, "A", "B - C", 1999),
        ({"title": "A (2), D* - B"}, "A, D", "B", 1999),
        ({"title": "No dash"}, "", "No dash", 1999),
        ({"year": "0"}, "A", "B", None),
        ({"year": None}, "A", "B", None),
        ({"year": "around 1990"}, "A", "B", None),
    ],
)
def test_odd_results(given: dict[str, Any], artist: str, title: str, year: int | None) -> None:
    with answered("discogs", httpx.Response(200, json={"results": [found(**given)]})) as client:
        album = client.search_albums(artist, title)[0]
    assert (album.artist, album.title, album.year, album.styles) == (artist, title, year, ())


def test_one_bad_result_does_not_spoil_the_others() -> None:
    body = {"results": [found(id="one"), found(), {"type": "artist", "id": 3, "title": "A"}]}
    with answered("discogs", httpx.Response(200, json=body)) as client:
        (album,) = client.search_albums("A", "B")
        (reject,) = client.rejects
    assert album.id == "1"
    assert (reject.endpoint, reject.item["id"], reject.exchange) == ("search_master", "one", 0)


def test_bad_results_only_are_a_bad_answer() -> None:
    body = {"results": [found(id="one"), found(title=None)]}
    with answered("discogs", httpx.Response(200, json=body)) as client:
        with pytest.raises(Unreadable, match="None of the 2 albums"):
            client.search_albums("A", "B")
        assert client.rejects == []
