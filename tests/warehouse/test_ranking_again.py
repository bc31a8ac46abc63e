"""A ranking asked for again, of which a place can't be read: what was stored of that place stays."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from tasks.charts.ranking import RankingHandler
from tasks.charts.store import store_chart, store_platforms
from tasks.providers.soundcharts.records import Chart
from tasks.work.drain import Drain
from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import answered
from tests.warehouse.queued import queue_tracks, run_sql
from tests.warehouse.test_hard_answers import CHART, HEAD, entry

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)
PLACES = "select e.position, t.name from core.chart_entry e join core.track t using (track_id) order by 1"


def fetch(warehouse: Engine, *entries: dict[str, Any]) -> list[Any]:
    """What is stored after a ranking of these."""
    run_sql(warehouse, "delete from ops.work")
    (work_id,) = queue_tracks(warehouse, 1, kind="chart_ranking", for_at=AT)
    with warehouse.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
        number = store_chart(connection, Chart(**CHART))
    run_sql(warehouse, "update ops.work set entity_id = :number where work_id = :id", number=number, id=work_id)
    with answered("soundcharts", http(json.dumps({"related": HEAD, "items": entries}).encode())) as client:
        result = Drain(warehouse, {"chart_ranking": RankingHandler()}, lambda: client, 1).batch(["chart_ranking"])
    assert dict(result.ended) == {("chart_ranking", "stored"): 1}
    return run_sql(warehouse, PLACES)


def test_an_unreadable_place_deletes_nothing(warehouse: Engine) -> None:
    stored = [(1, "Song 1"), (2, "Song 2"), (3, "Song 3")]
    assert fetch(warehouse, entry(1), entry(2), entry(3)) == stored
    assert fetch(warehouse, entry(1), entry(2, metric="many"), entry(3)) == stored
    assert fetch(warehouse, entry(1), entry(3, position="?")) == stored
    # one that is whole is the ranking
    assert fetch(warehouse, entry(1), entry(3)) == [(1, "Song 1"), (3, "Song 3")]
