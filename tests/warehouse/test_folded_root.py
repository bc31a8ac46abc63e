"""A root that a report folds: rollups by root follow at the next normalisation, and the old method still answers."""

import pytest
from sqlalchemy import Engine
from tagged import GENRES, PRIORS, Tagged, small_taxonomy

from tests.warehouse.queued import run_sql


@pytest.fixture
def world(warehouse: Engine) -> Tagged:
    return Tagged(warehouse)


def roots(engine: Engine) -> list[tuple[str, str, int]]:
    return run_sql(
        engine,
        "select g.name, r.name, s.share_ppm from core.genre_root s join core.genre g using (genre_id) "
        "join core.genre r on r.genre_id = s.root_id where g.name in ('techno', 'dream pop') order by 1, 2",
    )


def test_rollups_follow_and_the_old_method_still_answers(world: Tagged, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "electronic" in GENRES["roots"]
    between = {"dream pop": {"rock": 0.5, "pop": 0.5}}
    item = world.track("One")
    world.tag(item, "lastfm", "track", "one", {"techno": 75, "dream pop": 25})
    world.normalise(small_taxonomy(between))
    assert roots(world.engine) == [
        ("dream pop", "pop", 500_000),
        ("dream pop", "rock", 500_000),
        ("techno", "electronic", 1_000_000),
    ]
    monkeypatch.setitem(PRIORS, "folded_roots", {"electronic": "pop"})
    world.normalise(small_taxonomy(between))
    assert roots(world.engine) == [
        ("dream pop", "pop", 500_000),
        ("dream pop", "rock", 500_000),
        ("techno", "pop", 1_000_000),
    ]
    assert run_sql(world.engine, "select is_root from core.genre where name = 'electronic'") == [(False,)]
    by_method = run_sql(
        world.engine,
        "select m.is_current, sum(t.share_ppm), count(*) from mart.track_genre t join core.method m using (method_id) "
        "group by 1 order by 1",
    )
    assert by_method == [(False, 1_000_000, 2), (True, 1_000_000, 2)]
