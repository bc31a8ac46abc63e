"""A ranking is stored as given: ties keep all their tracks, and a corrected ranking takes the place of the old one."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from sqlalchemy import Engine

from tasks.charts.store import store_chart, store_platforms, store_ranking
from tasks.providers.soundcharts.records import Chart, RankingEntry, SongBrief
from tests.warehouse.queued import run_sql

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)


def ranked(*places: tuple[int, str]) -> list[tuple[RankingEntry, int]]:
    return [
        (RankingEntry(SongBrief(uuid5(UUID(int=3), name), name, name), position, old_position=0), 0)
        for position, name in places
    ]


def store(engine: Engine, *places: tuple[int, str]) -> list[tuple[int, str, int | None]]:
    with engine.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
        chart_id = store_chart(connection, Chart("us", "Top", "spotify", "weekly"))
        store_ranking(connection, chart_id, AT, ranked(*places), [None])
    rows = run_sql(
        engine,
        "select position, name, previous_position from core.chart_entry join core.track using (track_id) order by 1, 2",
    )
    return [(row.position, row.name, row.previous_position) for row in rows]


def test_a_tie_keeps_both_songs(warehouse: Engine) -> None:
    assert store(warehouse, (1, "A"), (2, "B"), (2, "C")) == [(1, "A", None), (2, "B", None), (2, "C", None)]


def test_a_corrected_ranking_replaces_the_old_one(warehouse: Engine) -> None:
    store(warehouse, (1, "A"), (2, "B"), (3, "C"))
    assert store(warehouse, (1, "B"), (2, "A")) == [(1, "B", None), (2, "A", None)]
