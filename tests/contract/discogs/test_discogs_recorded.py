"""The client reads what the real Discogs has answered."""

import json
from typing import Any

import httpx
import pytest

from tasks.providers.discogs.records import AlbumResult
from tasks.providers.errors import Throttled
from tests.contract.asking import RECORDED, answered, recorded
from tests.unit.recording_gate import RecordingGate


def told(name: str) -> Any:
    return json.loads((RECORDED / "discogs" / name).read_text("utf-8"))


def test_a_master() -> None:
    with answered("discogs", recorded("discogs", "gb_masters_21491.json")) as client:
        album = client.master("21491")
    assert album == AlbumResult(
        "21491", "master", "Radiohead", "OK Computer", 1997, ("Rock",), ("Alternative Rock",), False
    )


@pytest.mark.parametrize("name", ["gb_masters_125017", "master_4242"])
def test_masters(name: str) -> None:
    given = told(f"{name}.json")
    with answered("discogs", recorded("discogs", f"{name}.json")) as client:
        album = client.master("1")
    assert (album.id, album.kind, album.title) == (str(given["id"]), "master", given["title"])
    assert (list(album.genres), list(album.styles)) == (given.get("genres", []), given.get("styles", []))


@pytest.mark.parametrize("name", ["gb_releases_1348271", "gb_releases_4013586", "gb_releases_492632", "release_3"])
def test_releases(name: str) -> None:
    given = told(f"{name}.json")
    with answered("discogs", recorded("discogs", f"{name}.json")) as client:
        album = client.release("1")
    assert (album.id, album.kind, album.title) == (str(given["id"]), "release", given["title"])
    assert (list(album.genres), list(album.styles)) == (given.get("genres", []), given.get("styles", []))
    described = [text for one in given.get("formats", []) for text in one.get("descriptions", [])]
    assert album.is_compilation == ("Compilation" in described)
    assert album.year == given["year"]


def test_a_search_keeps_the_albums_of_the_kind_asked_for() -> None:
    """The recording holds results of every kind and was shortened: most are without genres and styles."""
    results = told("search.json")["results"]
    with answered("discogs", recorded("discogs", "search.json")) as client:
        found = client.search_albums("Trash80", "Icarus")
        assert client.rejects == []
        assert [exchange.endpoint for exchange in client.log] == ["search_master", "search_release"]
    albums = [one for kind in ("master", "release") for one in results if one["type"] == kind]
    assert [(album.id, album.kind) for album in found] == [(str(one["id"]), one["type"]) for one in albums]
    assert ("Trash80", "Icarus") in {(album.artist, album.title) for album in found}


@pytest.mark.parametrize("name", ["gb_error_429_artists_154525", "gb_error_429_releases_35300"])
def test_a_throttle_in_its_own_words(name: str) -> None:
    gate = RecordingGate()
    refusal = httpx.Response(
        429,
        content=(RECORDED / "discogs" / f"{name}.json").read_bytes(),
        headers={"X-Discogs-Ratelimit": "60", "X-Discogs-Ratelimit-Used": "61", "X-Discogs-Ratelimit-Remaining": "0"},
    )
    with (
        answered("discogs", refusal, gate=gate) as client,
        pytest.raises(Throttled, match="making requests too quickly"),
    ):
        client.release("35300")
    assert set(gate.pushed_back) == {10.0}
