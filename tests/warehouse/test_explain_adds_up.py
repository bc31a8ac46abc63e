"""The passport of a figure adds up for every row of the weekly tables, and says so when it does not."""

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tasks.trends.passport import passport
from tasks.trends.rollup_store import roll_up
from tests.sql.loads import Loader
from tests.warehouse.linked import FRIDAY, Linked, at, daily, two_weeks
from tests.warehouse.queued import run_sql

STREAMS, ACCOUNT, POSTS = "track_luminate_streams", "artist_luminate_streams", "sound_tiktok_posts"
NEXT = FRIDAY + timedelta(days=7)
START = FRIDAY - timedelta(days=21)

EVERY_FIGURE = """
select 'artist ' || w.artist_id || ' ' || m.code || ' ' || w.week_on, w.basis,
       app.explain(m.code, 'artist', w.artist_id, w.week_on) -> 'check' as checked
from mart.artist_week w join core.metric m using (metric_id)
union all
select 'track ' || w.track_id || ' ' || m.code || ' ' || w.week_on, '',
       app.explain(m.code, 'track', w.track_id, w.week_on) -> 'check'
from mart.track_week w join core.metric m using (metric_id)
union all
select 'sound ' || w.sound_id || ' ' || m.code || ' ' || w.week_on, '',
       app.explain(m.code, 'sound', w.sound_id, w.week_on) -> 'check'
from mart.sound_week w join core.metric m using (metric_id)
union all
select 'label ' || w.label || ' ' || m.code || ' ' || w.week_on, 'label',
       app.explain_label(m.code, w.label, w.week_on) -> 'check'
from mart.label_week w join core.metric m using (metric_id)
"""


def chance_world(engine: Engine, seed: int) -> None:
    """Two artists and a label with everything that can go wrong: shared and late tracks, gaps, restatements, sounds."""
    chance = random.Random(seed)
    world = Linked(engine)
    world.artist("Ann", label="North")
    world.artist("Bob", label="North")
    for name, artists in (("One", ["Ann"]), ("Two", ["Ann", "Bob"]), ("Three", ["Bob"])):
        world.track(name, artists)
    world.track("New", ["Ann"], released_on=FRIDAY)
    world.track("Late", ["Ann"], linked=at(NEXT))
    for track in ("One", "Two", "Three", "New", "Late"):
        first = FRIDAY if track == "New" else START
        values = [chance.choice([None, *range(50, 500)]) for _ in range((FRIDAY - first).days + 14)]
        world.streams(track, values, first)
    for track in ("One", "Three"):  # restated before and after the week was reported
        day = START + timedelta(days=chance.randrange(28))
        world.streams(track, [chance.randrange(500)], day, at(day + timedelta(days=5)))
        world.streams(track, [chance.randrange(500)], day, at(day + timedelta(days=20)))
    world.unlink("Three", at(NEXT + timedelta(days=1)))
    for week in range(1, 6):
        thursday = START + timedelta(days=7 * week - 1)
        world.days("Ann", ACCOUNT, {thursday: chance.randrange(4000, 6000)})
        world.days("Bob", ACCOUNT, {thursday: 90000})
    for sound in ("Hum", "Buzz"):
        world.sound(sound, "Ann")
        level, values = 1000, []
        for _ in range(35):
            level += chance.randrange(-5, 30)
            values.append(level if chance.random() < 0.8 else None)
        world.days(sound, POSTS, daily(values, START))


def soundcharts_world(engine: Engine, seed: int) -> None:
    """Credited tracks with running totals under several ids, daily plays, and accounts with levels and averages."""
    chance = random.Random(seed)
    loader = Loader(engine)
    loader.credits("T1", ["A1", "A2"])
    loader.credits("T2", ["A1"])
    series = [
        *((track, "track_spotify_streams", name) for track in ("T1", "T2") for name in ("a", "b")),
        *((track, "track_tiktok_videos", name) for track in ("T1", "T2") for name in ("x", "y")),
        *((track, "track_airplay_plays", "") for track in ("T1", "T2")),
        *(
            ("A1", code, "")
            for code in ("artist_spotify_followers", "artist_spotify_listeners", "artist_youtube_views")
        ),
    ]
    points = []
    for place, (of, code, name) in enumerate(series):
        level = 1000 * place
        for day in range(35):
            level += chance.randrange(-3, 50)
            if chance.random() < 0.9:
                points.append((of, code, name, START + timedelta(days=day), level))
    loader.readings(points)
    # restated since
    loader.readings([(of, code, name, day, value + 7) for of, code, name, day, value in points[:40]])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("world", [chance_world, soundcharts_world])
def test_every_figure_adds_up(warehouse: Engine, world: Any, seed: int) -> None:
    world(warehouse, seed)
    roll_up(warehouse)
    figures = run_sql(warehouse, EVERY_FIGURE)
    assert [(name, checked) for name, _, checked in figures if not checked["adds_up"]] == []
    bases = {basis for _, basis, _ in figures}
    assert bases == (
        {"tracks", "account", ""} if world is soundcharts_world else {"tracks", "account", "sounds", "label", ""}
    )
    assert any(row["counted"] for _, _, checked in figures for row in checked["figures"])


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("update mart.artist_week set value = value + 1", {"value"}),
        ("update mart.artist_week set this_week = this_week + 1", {"this_week", "change"}),
        (
            "update core.audience_point set value = value + 1 where observed_on = '2026-11-13'",
            {"value", "this_week", "change", "bridge: total", "bridge: sum of the parts"},
        ),
        (
            "delete from core.audience_point where observed_on = '2026-11-06'",
            {"this_week", "last_week", "change", "bridge: last_total", "bridge: sum of the parts"},
        ),
        (
            "update mart.artist_bridge set total = total + 1, missing_days = missing_days + 1",
            {"bridge: total", "bridge: sum of the parts"},
        ),
    ],
)
def test_a_figure_that_does_not_follow_from_its_readings_is_told(
    warehouse: Engine, broken: str, what: set[str]
) -> None:
    world = two_weeks(warehouse)
    run_sql(warehouse, "delete from mart.badge")
    run_sql(warehouse, broken)
    found = passport(warehouse, "Ann", STREAMS, week_on=NEXT)
    assert world.ids["Ann"] == found["entity"]["id"]
    assert found["check"]["adds_up"] is False
    assert {row["what"] for row in found["check"]["figures"] if not row["is_equal"]} == what


def test_a_badge_stands_on_the_week_as_it_is(warehouse: Engine) -> None:
    two_weeks(warehouse)
    run_sql(warehouse, "delete from mart.badge")
    run_sql(
        warehouse,
        "insert into mart.badge (artist_id, metric_id, week_on, direction, is_raw, reason, extra, this_week, "
        "last_week, days_matched, weeks_known, is_significant, is_held, false_discovery_rate, threshold, "
        "threshold_rule, floor, method_version) select artist_id, metric_id, week_on, 'up', true, 'x', 139, 210, 70, "
        "7, 8, true, true, 0.1, 2, 'global', 0, 1 from mart.artist_week where week_on = :week",
        week=NEXT,
    )
    found = passport(warehouse, "Ann", STREAMS)
    (wrong,) = [row for row in found["check"]["figures"] if not row["is_equal"]]
    assert (wrong["what"], wrong["shown"], wrong["counted"]) == ("badge: extra", 139, 140)
    assert found["figures"]["badges"][0]["threshold_rule"] == "global"
    assert "threshold" in found["formula"]["badge"]["how"]
