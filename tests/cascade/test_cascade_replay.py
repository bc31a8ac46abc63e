"""The cascade from a ranking the real provider has answered."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest

from flows.cascade import CascadeResult, run_cascade
from flows.chart_sync import sync_charts
from flows.run_context import RunContext
from tests.cascade.running import a_session, schedule
from tests.contract.soundcharts.clients import recorded
from tests.sandbox.standin import running
from tests.warehouse.queued import run_sql

AS_OF = date(2025, 8, 28)
Replayed = tuple[RunContext, CascadeResult]


@pytest.fixture(scope="module")
def replayed(
    tmp_path_factory: pytest.TempPathFactory, new_warehouse: Callable[[], AbstractContextManager[str]]
) -> Iterator[Replayed]:
    folder = tmp_path_factory.mktemp("replay")
    with (
        running(folder, "--rate", "100000", "--replay") as provider,
        new_warehouse() as database,
        a_session(database, provider, folder / "data", AS_OF) as session,
    ):
        schedule(session, ["global-28"], priority_platforms=["spotify"], artist_platforms=["spotify"])
        run_sql(session.engine, "update ops.fetch_policy set history_days = 60 where history_days > 0")
        sync_charts(session, None)
        yield session, run_cascade(session, None)


def test_it_ends_without_orphans(replayed: Replayed) -> None:
    session, result = replayed
    assert result.orphans == []
    assert run_sql(session.engine, "select distinct state from ops.work") == [("done",)]


def test_the_ranking_is_stored_as_recorded(replayed: Replayed) -> None:
    session, _ = replayed
    rows = run_sql(
        session.engine,
        "select e.position, t.track_id_soundcharts::text, t.name, e.metric_value, coalesce(e.previous_position, 0), "
        "e.appearances, e.appearance_unit from core.chart_entry e join core.track t using (track_id) order by 1",
    )
    assert [tuple(row) for row in rows] == [
        (
            item["position"],
            item["song"]["uuid"],
            item["song"]["name"],
            item["metric"],
            item["oldPosition"],
            item["timeOnChart"],
            item["timeOnChartUnit"],
        )
        for item in recorded("chart_song_ranking_latest")["items"]
    ]
    assert run_sql(session.engine, "select distinct ranked_at::text from core.chart_entry") == [
        ("2025-08-23 12:00:00+00",)
    ]


def test_every_song_has_artists_and_streams(replayed: Replayed) -> None:
    session, _ = replayed
    lonely = (
        "select name from core.track t "
        "where not exists (select from core.track_artist a where a.track_id = t.track_id) "
        "or not exists (select from core.audience_series s where s.track_id = t.track_id)"
    )
    assert run_sql(session.engine, lonely) == []


def test_bodies_are_kept_as_received(replayed: Replayed) -> None:
    session, _ = replayed
    ((body,),) = run_sql(
        session.engine, "select body from raw.answer where endpoint = 'ranking' order by answer_id desc limit 1"
    )
    # the key of the public sandbox is a word of the answers, and keys are taken out of what is kept
    received = json.loads(bytes(body).replace(b"[removed]", b"soundcharts"))
    assert received["items"] == recorded("chart_song_ranking_latest")["items"]
