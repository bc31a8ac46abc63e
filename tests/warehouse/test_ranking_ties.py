"""A ranking is stored as given: ties keep all their tracks, and a corrected ranking takes the place of the old one."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

import pytest
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


def store(engine: Engine, *places: tuple[int, str], is_whole: bool = True) -> list[tuple[int, str, int | None]]:
    with engine.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
        chart_id = store_chart(connection, Chart("us", "Top", "spotify", "weekly"))
        store_ranking(connection, chart_id, AT, ranked(*places), [None], is_whole=is_whole)
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


@pytest.mark.parametrize(
    ("read", "stored"),
    [
        # the third place could not be read
        ([(1, "A"), (2, "B")], [(1, "A"), (2, "B"), (3, "C"), (3, "D")]),
        # of a tie one could
        ([(1, "A"), (2, "B"), (3, "D")], [(1, "A"), (2, "B"), (3, "C"), (3, "D")]),
        # one that has another place now is not held at two
        ([(1, "C"), (2, "A")], [(1, "C"), (2, "A"), (3, "D")]),
        # another song has its place
        ([(1, "E"), (2, "B"), (3, "C"), (3, "D")], [(1, "E"), (2, "B"), (3, "C"), (3, "D")]),
    ],
)
def test_what_is_stored_of_places_that_can_not_be_read_stays(
    warehouse: Engine, read: list[tuple[int, str]], stored: list[tuple[int, str]]
) -> None:
    store(warehouse, (1, "A"), (2, "B"), (3, "C"), (3, "D"))
    assert [row[:2] for row in store(warehouse, *read, is_whole=False)] == stored
