"""Answers nobody should send: single bad items are set aside, an answer that is bad as a whole is asked for again."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from tasks.providers.caller import ATTEMPTS
from tasks.providers.errors import Forbidden, Gone, NotFound, Unreadable
from tests.contract.soundcharts.clients import client_on, recorded

SONG = UUID("7d534228-5165-11e9-9375-549f35161576")
SPAN = (date(2025, 7, 22), date(2025, 8, 28))


def test_one_bad_item_does_not_spoil_the_others() -> None:
    body = recorded("song_audience_spotify")
    body["items"][3] = {"date": "yesterday", "plots": []}
    with client_on(lambda request: httpx.Response(200, json=body)) as client:
        readings = client.song_audience(SONG, "spotify", *SPAN)
        (reject,) = client.rejects
    assert len(readings) == 37
    assert (reject.endpoint, reject.item, reject.exchange) == ("song_audience", {"date": "yesterday", "plots": []}, 0)
    assert "date" in reject.reason


def test_bad_items_only_are_a_bad_answer() -> None:
    body = {"items": [{"day": 1}, {"day": 2}], "page": {"offset": 0, "limit": 100, "total": 2}}
    with client_on(lambda request: httpx.Response(200, json=body)) as client:
        with pytest.raises(Unreadable, match="None of the 2 items"):
            client.song_audience(SONG, "spotify", *SPAN)
        assert client.rejects == []


def test_a_reading_without_value_is_no_reading() -> None:
    plots = [{"identifier": "a", "value": None}, {"identifier": "b", "value": 0}]
    body = {"items": [{"date": "2025-08-01T00:00:00+00:00", "plots": plots}]}
    with client_on(lambda request: httpx.Response(200, json=body)) as client:
        readings = client.song_audience(SONG, "spotify", *SPAN)
    assert [(reading.identifier, reading.value) for reading in readings] == [("b", 0)]


@pytest.mark.parametrize(
    "odd",
    [
        {"items": [], "page": {"offset": 0, "limit": 100, "total": 38}},
        {"items": "none"},
        {"page": {"offset": 0, "limit": 100, "total": 0}},
        {"items": [], "page": {"total": "many"}},
        [],
        None,
    ],
)
def test_an_answer_that_cannot_be_meant_is_asked_for_again(odd: Any) -> None:
    answers = [odd, recorded("song_audience_spotify")]
    with client_on(lambda request: httpx.Response(200, json=answers.pop(0))) as client:
        assert len(client.song_audience(SONG, "spotify", *SPAN)) == 38
        assert [exchange.failure for exchange in client.log] == ["unreadable", None]


def test_an_announced_page_that_stays_empty_is_never_no_data() -> None:
    empty = {"items": [], "page": {"offset": 0, "limit": 100, "total": 5}}
    with client_on(lambda request: httpx.Response(200, json=empty)) as client:
        with pytest.raises(Unreadable, match="5 items are announced"):
            client.song_audience(SONG, "spotify", *SPAN)
        assert len(client.log) == ATTEMPTS


def test_nothing_announced_and_nothing_there_is_an_answer() -> None:
    empty = {"items": [], "page": {"offset": 0, "limit": 100, "total": 0}}
    with client_on(lambda request: httpx.Response(200, json=empty)) as client:
        assert client.song_audience(SONG, "spotify", *SPAN) == []
        assert len(client.log) == 1


@pytest.mark.parametrize(("status", "kind"), [(403, Forbidden), (404, NotFound), (410, Gone)])
def test_a_refusal_is_final(status: int, kind: type[Exception]) -> None:
    said = {"errors": [{"key": "", "code": status, "message": "Not for you."}]}
    with client_on(lambda request: httpx.Response(status, json=said)) as client:
        with pytest.raises(kind, match="Not for you"):
            client.song(SONG)
        assert len(client.log) == 1


def test_a_slug_can_not_lead_elsewhere() -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(404, json={})

    with client_on(answer) as client, pytest.raises(NotFound):
        client.ranking_dates("../../team/usage?x=1#")
    assert asked == [b"/api/v2/chart/song/..%2F..%2Fteam%2Fusage%3Fx%3D1%23/available-rankings?offset=0&limit=100"]
