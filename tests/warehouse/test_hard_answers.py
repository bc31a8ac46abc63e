"""What providers send in spite of sense is kept, rejected or refused in the warehouse, and ends no batch."""

import json
from datetime import UTC, datetime
from typing import Any, NoReturn

import pytest
from sqlalchemy import Engine

from tasks.charts.ranking import RankingHandler
from tasks.charts.store import store_chart, store_platforms
from tasks.providers.errors import NotFound, Unavailable
from tasks.providers.soundcharts.records import Chart
from tasks.work.drain import Drain
from tasks.work.item import WorkItem
from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import answered
from tests.warehouse.queued import queue_tracks, run_sql, work_rows
from tests.warehouse.scripted_work import Reject, ScriptedClient, ScriptedHandler

CHART = {"slug": "c", "name": "C", "platform": "spotify", "frequency": "daily"}
HEAD = {"chart": CHART, "date": "2026-11-19T12:00:00+00:00"}


def entry(place: int, **changed: Any) -> dict[str, Any]:
    song = {"uuid": f"6f0a4a1e-3f3c-4a55-8b7e-{place:012}", "name": f"Song {place}", "creditName": "A"}
    return {"song": song, "position": place, "metric": 1000 - place, **changed}


def test_a_ranking_is_stored_but_for_the_places_that_can_not_be_read(warehouse: Engine) -> None:
    (work_id,) = queue_tracks(warehouse, 1, kind="chart_ranking", for_at=datetime(2026, 11, 19, 12, tzinfo=UTC))
    with warehouse.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
        number = store_chart(connection, Chart(**CHART))
    run_sql(warehouse, "delete from core.track")
    run_sql(warehouse, "update ops.work set entity_id = :number where work_id = :id", number=number, id=work_id)
    odd_name = {"uuid": "6f0a4a1e-3f3c-4a55-8b7e-000000000002", "name": "No\0 \ud83d", "creditName": "\\u0000"}
    items = [
        entry(1),
        entry(2, song=odd_name, metric="998.0"),
        entry(3, position=70_000),
        entry(4, metric=10**15),
        entry(5, song={"uuid": "5", "name": "\0\ud83d\\u0000", "creditName": ""}),
        entry(6, position=6.0),
    ]
    body = json.dumps({"related": HEAD, "items": items}).encode()
    with answered("soundcharts", http(body)) as client:
        result = Drain(warehouse, {"chart_ranking": RankingHandler()}, lambda: client, 1).batch(["chart_ranking"])
    assert dict(result.ended) == {("chart_ranking", "stored"): 1}
    columns = "e.position, t.name, t.credit_name, e.metric_value"
    stored = f"select {columns} from core.chart_entry e join core.track t using (track_id) order by 1"
    assert run_sql(warehouse, stored) == [
        (1, "Song 1", "A", 999),
        (2, "No\ufffd \ufffd", "\\u0000", 998),
        (6, "Song 6", "A", 994),
    ]
    rejects = run_sql(
        warehouse, "select source, item ->> 'position', reason, answer_id from ops.reject order by reject_id"
    )
    assert [row[:2] for row in rejects] == [("soundcharts ranking", place) for place in ("70000", "4", "5")]
    assert "70000 is not between 0 and 32767" in rejects[0].reason
    assert {row.answer_id for row in rejects} == set(run_sql(warehouse, "select answer_id from raw.answer")[0])


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ({"a": "\\u0000"}, {"a": "\\u0000"}),
        ({"a": "\0"}, {"a": "\N{SYMBOL FOR NULL}"}),
        ({"\0": "\ud83d"}, {"\N{SYMBOL FOR NULL}": "\ufffd"}),
        ({"a": 10**30}, {"a": 10**30}),
        (float("inf"), "inf"),
        ("\\\\u0000\\", "\\\\u0000\\"),
    ],
)
def test_a_reject_is_kept_as_jsonb(warehouse: Engine, item: Any, kept: Any) -> None:
    queue_tracks(warehouse, 1)

    def fetch(of: WorkItem, client: ScriptedClient) -> str:
        client.call()
        client.rejects.append(Reject("song", item, "\0 is no name", 0))
        return "New"

    result = drain(warehouse, fetch)
    assert dict(result.ended) == {("track_metadata", "stored"): 1}
    assert run_sql(warehouse, "select item, reason from ops.reject") == [(kept, "\N{SYMBOL FOR NULL} is no name")]


def test_a_reject_nested_without_end_costs_itself(warehouse: Engine) -> None:
    nested: list[Any] = []
    for _ in range(5000):
        nested = [nested]
    queue_tracks(warehouse, 1)

    def fetch(of: WorkItem, client: ScriptedClient) -> str:
        client.call()
        client.rejects.append(Reject("song", nested, "no song", 0))
        return "New"

    assert dict(drain(warehouse, fetch).ended) == {("track_metadata", "stored"): 1}
    assert run_sql(warehouse, "select item from ops.reject") == [("nested too deeply to be kept",)]


@pytest.mark.parametrize("kind", [NotFound, Unavailable, ValueError])
def test_a_reason_in_a_providers_words_ends_no_batch(warehouse: Engine, kind: type[Exception]) -> None:
    queue_tracks(warehouse, 2)

    def fetch(of: WorkItem, client: ScriptedClient) -> NoReturn:
        client.call()
        # what is no provider's error is logged, and no test's log may hold half a character
        raise kind("No \0 such thing." if kind is ValueError else "No \0 such \ud83d thing.")

    drain(warehouse, fetch)
    assert [row["state"] for row in work_rows(warehouse)] == ["done" if kind is NotFound else "retry"] * 2
    assert all(" such " in row["reason"] for row in work_rows(warehouse))


def drain(engine: Engine, fetch: Any) -> Any:
    worker: Drain[Any] = Drain(engine, {"track_metadata": ScriptedHandler(fetch)}, ScriptedClient, 1)
    return worker.batch(["track_metadata"])
