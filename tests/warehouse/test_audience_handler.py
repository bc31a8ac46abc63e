"""An audience that is not there: not offered, not known, or empty, each told apart, and never an orphan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from tasks.audience.handler import AudienceHandler
from tasks.audience.store import read_offer
from tasks.cascade.store import find_orphans
from tasks.work.drain import BatchResult, Drain
from tasks.work.item import Kind
from tests.contract.soundcharts.clients import client_on
from tests.warehouse.charted import TODAY, chart, finish_all, planned
from tests.warehouse.queued import run_sql, work_rows

AUDIENCES: tuple[Kind, ...] = ("track_audience", "artist_audience")


def fetch(engine: Engine, answer: Callable[[httpx.Request], httpx.Response], as_of: date = TODAY) -> BatchResult:
    """Works off everything queued against a provider that answers as told."""
    with engine.connect() as connection:
        handler = AudienceHandler(read_offer(connection), as_of)
    run_sql(engine, "update ops.work set next_try_at = now()")
    with client_on(answer) as client:
        worker: Drain[Any] = Drain(engine, {"track_audience": handler, "artist_audience": handler}, lambda: client, 1)
        return worker.batch(AUDIENCES)


def no_items(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"items": [], "page": {"offset": 0, "limit": 100, "total": 0}})


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError("nothing was to be asked")


def one_song(engine: Engine, **schedule: Any) -> None:
    chart(engine, "us", {"T1": ["A1"]}, **{"priority_platforms": ["spotify"], "artist_platforms": []} | schedule)
    planned(engine)
    run_sql(engine, "update ops.work set state = 'done', outcome = 'stored' where kind like '%metadata'")


def audience(engine: Engine) -> tuple[Any, ...]:
    (row,) = [row for row in work_rows(engine) if row["kind"].endswith("audience")]
    return row["state"], row["outcome"], row["covered_from"], row["covered_until"]


def test_a_platform_we_do_not_measure_is_not_offered_and_not_asked(warehouse: Engine) -> None:
    one_song(warehouse, priority_platforms=["myspace"])
    result = fetch(warehouse, never)
    assert result.calls == 0
    assert audience(warehouse) == ("done", "not_offered", None, None)
    assert [row["reason"] for row in work_rows(warehouse) if row["platform"]] == [
        "myspace offers no audience of tracks."
    ]
    assert find_orphans(warehouse, TODAY) == []


def test_what_a_platform_does_not_list_for_artists_is_not_asked(warehouse: Engine) -> None:
    one_song(warehouse, priority_platforms=[], artist_platforms=["spotify"])
    run_sql(warehouse, "update core.platform set kinds = '{song_chart}' where code = 'spotify'")
    fetch(warehouse, never)
    assert audience(warehouse) == ("done", "not_offered", None, None)


@pytest.mark.parametrize(("status", "outcome"), [(404, "no_data"), (400, "not_offered"), (403, "not_offered")])
def test_a_refusal_by_the_provider(warehouse: Engine, status: int, outcome: str) -> None:
    one_song(warehouse)
    fetch(warehouse, lambda request: httpx.Response(status, json={"errors": [{"message": "No."}]}))
    assert audience(warehouse) == ("done", outcome, None, None)
    assert find_orphans(warehouse, TODAY) == []


def test_no_reading_is_no_data_however_often_it_is_asked(warehouse: Engine) -> None:
    one_song(warehouse)
    fetch(warehouse, no_items)
    assert audience(warehouse) == ("done", "no_data", TODAY - timedelta(days=179), TODAY)
    assert find_orphans(warehouse, TODAY) == []
    tomorrow = TODAY + timedelta(days=1)
    assert planned(warehouse, tomorrow, AUDIENCES).again == 1
    fetch(warehouse, no_items, tomorrow)
    assert audience(warehouse) == ("done", "no_data", TODAY - timedelta(days=179), tomorrow)
    assert find_orphans(warehouse, tomorrow) == []


def test_no_new_reading_of_what_is_known_is_unchanged(warehouse: Engine) -> None:
    one_song(warehouse)

    def some(request: httpx.Request) -> httpx.Response:
        plots = [{"identifier": "a", "value": 5}]
        return httpx.Response(200, json={"items": [{"date": "2026-11-18T00:00:00+00:00", "plots": plots}]})

    assert fetch(warehouse, some).rows == 1
    assert audience(warehouse)[1] == "stored"
    tomorrow = TODAY + timedelta(days=1)
    planned(warehouse, tomorrow, AUDIENCES)
    fetch(warehouse, no_items, tomorrow)
    assert audience(warehouse) == ("done", "unchanged", TODAY - timedelta(days=179), tomorrow)


def test_an_artist_known_by_one_of_two_endpoints_is_stored(warehouse: Engine) -> None:
    one_song(warehouse, priority_platforms=[], artist_platforms=["spotify"])
    run_sql(warehouse, "update core.platform set kinds = '{audience,streaming}' where code = 'spotify'")

    def listeners_only(request: httpx.Request) -> httpx.Response:
        if "/audience/" in request.url.path:
            return httpx.Response(404, json={"errors": [{"message": "No audience found."}]})
        return httpx.Response(200, json={"items": [{"date": "2026-11-18T00:00:00+00:00", "value": 77}]})

    fetch(warehouse, listeners_only)
    assert audience(warehouse)[1] == "stored"
    assert run_sql(
        warehouse,
        "select m.code, value from core.audience_point join core.audience_series using (series_id) "
        "join core.metric m using (metric_id)",
    ) == [("artist_spotify_listeners", 77)]


def test_only_new_days_and_the_overlap_are_asked_for_again(warehouse: Engine) -> None:
    one_song(warehouse)
    finish_all(warehouse)
    tomorrow = TODAY + timedelta(days=1)
    planned(warehouse, tomorrow, AUDIENCES)
    asked: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.params["startDate"], request.url.params["endDate"]))
        return no_items(request)

    fetch(warehouse, answer, tomorrow)
    assert asked == [("2026-11-13", "2026-11-20")]
