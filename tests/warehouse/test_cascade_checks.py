"""Each check finds what it is there for, and nothing in a warehouse where all is accounted for."""

import pytest
from sqlalchemy import Engine

from db.statements import scripts
from tasks.cascade.store import find_orphans
from tests.warehouse.charted import TODAY, chart, finish_all, planned
from tests.warehouse.queued import run_sql

OF_TRACK = "entity_id = (select track_id from core.track where name = 'T1')"
OF_ARTIST = "entity_id = (select artist_id from core.artist where name = 'A1')"
# check: how the warehouse is broken, and what is found then
BREAKS = {
    "tracks_without_metadata_state": (
        f"delete from ops.work where kind = 'track_metadata' and {OF_TRACK}",
        [("track", "T1", "metadata")],
    ),
    "artists_without_metadata_state": (
        f"delete from ops.work where kind = 'artist_metadata' and {OF_ARTIST}",
        [("artist", "A1", "metadata")],
    ),
    "audience_unaccounted_for": (
        f"delete from ops.work where (kind = 'track_audience' and platform = 'shazam' and {OF_TRACK}) "
        f"or (kind = 'artist_audience' and {OF_ARTIST})",
        [("artist", "A1", "audience on spotify"), ("track", "T1", "audience on shazam")],
    ),
    "tracks_with_metadata_without_credits": (
        "delete from core.track_artist where track_id = (select track_id from core.track where name = 'T2')",
        [("track", "T2", "credits")],
    ),
    "stored_audience_without_readings": (
        "delete from core.audience_point; delete from ops.dirty_mark; "
        "delete from core.audience_series where artist_id is not null",
        [("artist", "spotify", "readings of a stored audience")] * 2,
    ),
}


def whole(engine: Engine) -> None:
    """A chart whose every item is done, with readings behind each audience."""
    loader = chart(engine, "us", {"T1": ["A1"], "T2": ["A2"]})
    planned(engine)
    finish_all(engine)
    loader.readings(
        [
            (name, metric, "", TODAY, 5)
            for name, metric in (
                ("T1", "track_spotify_streams"),
                ("T2", "track_spotify_streams"),
                ("T1", "track_shazam_count"),
                ("T2", "track_shazam_count"),
                ("A1", "artist_spotify_followers"),
                ("A2", "artist_spotify_followers"),
            )
        ]
    )


def test_every_check_is_tried() -> None:
    assert set(BREAKS) == {name for name, _ in scripts("checks/cascade")}


@pytest.mark.parametrize("check", BREAKS)
def test_a_check_finds_what_it_is_for(warehouse: Engine, check: str) -> None:
    whole(warehouse)
    assert find_orphans(warehouse, TODAY) == []
    breaking, expected = BREAKS[check]
    run_sql(warehouse, breaking)
    found = find_orphans(warehouse, TODAY)
    assert {orphan["check"] for orphan in found} == {check}
    assert sorted((o["entity_kind"], o["entity_name"], o["missing"]) for o in found) == expected


@pytest.mark.parametrize("condition", ["is_active = false", "history_days = 0, slug = 'another'", "history_days = -1"])
def test_what_no_schedule_asks_for_is_no_orphan(warehouse: Engine, condition: str) -> None:
    whole(warehouse)
    run_sql(warehouse, "delete from ops.work")
    assert find_orphans(warehouse, TODAY) != []
    run_sql(warehouse, f"update ops.chart_schedule set {condition}")
    assert find_orphans(warehouse, TODAY) == []


@pytest.mark.parametrize("state", ["pending", "retry", "dead"])
def test_what_waits_or_is_dead_is_accounted_for(warehouse: Engine, state: str) -> None:
    whole(warehouse)
    run_sql(warehouse, "update ops.work set state = :state, outcome = null", state=state)
    assert find_orphans(warehouse, TODAY) == []


def test_a_run_for_one_chart_does_not_answer_for_another(warehouse: Engine) -> None:
    whole(warehouse)
    run_sql(warehouse, "delete from ops.work where kind in ('track_metadata', 'artist_metadata')")
    assert find_orphans(warehouse, TODAY, "us") != []
    assert find_orphans(warehouse, TODAY, "gb") == []
