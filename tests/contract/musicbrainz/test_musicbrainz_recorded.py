"""The client reads what the real web service has answered."""

import json
from typing import Any

import httpx
import pytest

from tasks.providers.errors import BadRequest, Unreadable
from tasks.providers.musicbrainz.records import Tag
from tests.contract.asking import RECORDED, SHARED, answered, recorded
from tests.contract.musicbrainz import as_xml

MBID = "2837e0d2-5ce9-44da-803e-797c835d672c"


def told(name: str) -> Any:
    return json.loads((RECORDED / "musicbrainz" / name).read_text("utf-8"))


def test_a_search_in_real_xml() -> None:
    with answered("musicbrainz", recorded("musicbrainz", "recording_search.xml")) as client:
        found = client.search_recordings("Dynamo Go", "Thief of Hearts")
        assert client.rejects == []
    first = found[0]
    assert (first.id, first.name) == ("cb4d4d70-930c-4d1a-a157-776de18be66a", "Thief of Hearts")
    assert (first.length_ms, first.score, first.is_video) == (198586, 100, False)
    assert [(credit.name, credit.join_phrase) for credit in first.artists] == [("Dynamo Go", "")]
    (release,) = first.releases
    assert (release.name, release.released_on, release.is_compilation) == ("Folly, Vice & Madness", "2006-11-03", False)
    assert len(found) == 25
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_one_isrc_on_two_songs() -> None:
    answer = httpx.Response(200, content=as_xml.message(as_xml.isrc(told("isrc_inc_isrcs.json"))))
    with answered("musicbrainz", answer) as client:
        found = client.recordings_of_isrc("USSUB0200002")
    assert [(one.name, one.length_ms, one.isrcs) for one in found] == [
        ("Blew", 174960, ("USSUB0200002",)),
        ("About a Girl", 168000, ("USSUB0200002",)),
    ]


def test_a_recording_with_its_credit() -> None:
    given = told("recording_inc_artist_credits.json")
    answer = httpx.Response(200, content=as_xml.message(as_xml.recording(given)))
    with answered("musicbrainz", answer) as client:
        one = client.recording(given["id"])
    assert (one.id, one.name, one.length_ms, one.score) == (given["id"], given["title"], given["length"], None)
    assert [(credit.name, credit.join_phrase) for credit in one.artists] == [
        (part["name"], part["joinphrase"]) for part in given["artist-credit"]
    ]


def test_tags_below_one_vote_are_none() -> None:
    given = told("label_inc_tags.json")["tags"]
    body = as_xml.message(
        f'<artist id="{MBID}"><name>A</name>{as_xml.tags([*given, {"name": "no", "count": 0}])}</artist>'
    )
    with answered("musicbrainz", httpx.Response(200, content=body)) as client:
        tags = client.artist_tags(MBID)
    assert {tag.name: tag.count for tag in tags} == {tag["name"]: tag["count"] for tag in given if tag["count"] > 0}


def test_the_larger_count_of_release_and_group_wins() -> None:
    release = as_xml.tags([{"name": "rock", "count": 1}, {"name": "live", "count": 2}, {"name": "no", "count": -1}])
    group = as_xml.tags([{"name": "rock", "count": 5}, {"name": "live", "count": 1}])
    body = as_xml.message(
        f'<release id="{MBID}"><title>A</title><release-group type="Album" id="{MBID}">{group}</release-group>'
        f"{release}</release>"
    )
    with answered("musicbrainz", httpx.Response(200, content=body)) as client:
        assert client.release_tags(MBID) == [Tag("rock", 5), Tag("live", 2)]


def test_a_bad_request_in_its_own_words() -> None:
    body = (RECORDED / "musicbrainz" / "error_400_bad_inc.json").read_bytes()
    with answered("musicbrainz", httpx.Response(400, content=body)) as client:
        with pytest.raises(BadRequest, match="foobar is not a valid inc parameter"):
            client.recording(MBID)
        assert len(client.log) == 1


def test_an_answer_about_something_else_is_unreadable() -> None:
    with answered("musicbrainz", recorded("musicbrainz", "event_tags.xml")) as client, pytest.raises(Unreadable):
        client.recording_tags(MBID)


def test_what_the_client_of_another_project_has_recorded() -> None:
    file = SHARED / "musicbrainz" / "picard_recording.json"
    if not file.exists():
        pytest.skip("this recording is read where it lies, and is not there")
    given = json.loads(file.read_text("utf-8"))
    with answered("musicbrainz", httpx.Response(200, content=as_xml.message(as_xml.recording(given)))) as client:
        one = client.recording(given["id"])
    assert (one.name, one.length_ms, list(one.isrcs)) == (given["title"], given["length"], given.get("isrcs", []))
    assert "".join(credit.name + credit.join_phrase for credit in one.artists) == "".join(
        part["name"] + part["joinphrase"] for part in given["artist-credit"]
    )
