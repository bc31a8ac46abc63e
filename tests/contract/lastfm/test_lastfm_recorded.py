"""The client reads what the real Last.fm has answered. Recorded JSON is put into the XML that its other format is."""

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import httpx
import pytest

from tasks.providers.errors import NotFound
from tasks.providers.lastfm.records import Tag
from tests.contract.asking import RECORDED, answered, recorded


def told(name: str) -> Any:
    return json.loads((RECORDED / "lastfm" / name).read_text("utf-8"))


def as_xml(toptags: dict[str, Any]) -> bytes:
    """Attributes stand under "@attr" in the JSON."""
    names = "".join(f" {name}={quoteattr(value)}" for name, value in toptags["@attr"].items())
    tags = "".join(
        f"<tag><count>{tag['count']}</count>\n<name>{escape(tag['name'])}</name>\n<url>{escape(tag['url'])}</url>\n</tag>"
        for tag in toptags["tag"]
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?><lfm status="ok"><toptags{names}>{tags}</toptags></lfm>'.encode()


@pytest.mark.parametrize("name", ["artist_gettoptags", "artist_gettoptags_noisy", "track_gettoptags"])
def test_top_tags(name: str) -> None:
    toptags = told(f"{name}.json")["toptags"]
    with answered("lastfm", httpx.Response(200, content=as_xml(toptags))) as client:
        answer = client.track_tags("asked", "for")
    assert (answer.artist, answer.title) == (toptags["@attr"].get("artist"), toptags["@attr"].get("track"))
    assert answer.tags == [Tag(tag["name"], tag["count"]) for tag in toptags["tag"] if tag["count"] > 0]
    assert len(answer.tags) > 10
    assert answer.tags[0].count == 100


def test_real_xml() -> None:
    with answered("lastfm", recorded("lastfm", "pylast_album_toptags.xml")) as client:
        answer = client.artist_tags("asked")
    assert (answer.artist, answer.title) == ("Test Artist", None)
    assert [(tag.name, tag.count) for tag in answer.tags] == [
        ("a tag", 100),
        ("slamming guttural brutal test metal", 100),
        ("brutal test metal", 66),
    ]


@pytest.mark.parametrize("name", ["error_6_artist_not_found", "error_6_track_not_found"])
@pytest.mark.parametrize("status", [200, 404])
def test_not_found_stands_in_the_body(name: str, status: int) -> None:
    error = told(f"{name}.json")
    body = f'<lfm status="failed"><error code="{error["error"]}">{escape(error["message"])}</error></lfm>'
    with answered("lastfm", httpx.Response(status, text=body)) as client:
        with pytest.raises(NotFound, match=error["message"].split()[-1]):
            client.track_tags("a", "b")
        assert [exchange.failure for exchange in client.log] == ["not_found"]
