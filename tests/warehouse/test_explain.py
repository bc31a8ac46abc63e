"""The passport of a figure: it adds up for every row of the weekly tables, says so when it does not, and names its
deliveries."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tasks.trends.passport import PassportError, passport
from tasks.trends.rollup import roll_up
from tests.sql.loads import Loader
from tests.warehouse.linked import FRIDAY, Linked, at, daily
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
            {"value", "this_week", "change", "bridge: value", "bridge: sum of the parts"},
        ),
        (
            "delete from core.audience_point where observed_on = '2026-11-06'",
            {"this_week", "last_week", "change", "bridge: last_reported", "bridge: sum of the parts"},
        ),
        (
            "update mart.artist_bridge set value = value + 1, missing_days = missing_days + 1",
            {"bridge: value", "bridge: sum of the parts"},
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


def two_weeks(engine: Engine) -> Linked:
    """Ann with two songs and one not linked; 10 a day, then 30, Two without a day of the second week."""
    world = Linked(engine)
    world.artist("Ann", label="North")
    for track in ("One", "Two", "Old", "Lost"):
        world.track(track, ["Ann"], linked=None if track == "Lost" else at(START))
    world.streams("One", [10] * 7 + [30] * 7, FRIDAY)
    world.streams("Two", [1] * 7, FRIDAY)
    world.streams("Old", [5] * 7, FRIDAY - timedelta(days=70))
    roll_up(engine)
    return world


def test_parts_say_what_is_compared_and_why_not(warehouse: Engine) -> None:
    two_weeks(warehouse)
    found = passport(warehouse, "Ann", STREAMS)
    assert found["week_on"] == str(NEXT)
    assert found["figures"]["week"]["value"] == 210
    told = {
        part["name"]: (part["value"], part["value_last_week"], part["is_compared"], part["left_out"])
        for part in found["parts"]
    }
    assert told == {
        "One": (210, 70, True, None),
        "Two": (None, 7, False, "no reading this week"),
        "Old": (None, None, False, "no reading in either week"),
        "Ann": (None, None, False, "for comparison; the figure is the sum over tracks"),
    }
    assert found["check"]["adds_up"] is True
    assert "1 of 4 Spotify tracks bring no figures" in found["caveats"]
    assert "added up over the songs" in found["formula"]["week"]["how"]


def test_links_and_rows_lead_to_their_deliveries_and_earlier_values(warehouse: Engine) -> None:
    world = two_weeks(warehouse)
    for source in ("LINKS", "DAILY", "AGAIN"):
        run_sql(
            warehouse,
            "insert into ops.load (source, origin, content_sha256, state, arrived_at) "
            "values (:source, 'drop/' || :source, md5(:source), 'loaded', '2026-11-15T06:00Z')",
            source=source,
        )
    load = {source: number for number, source in run_sql(warehouse, "select load_id, source from ops.load")}
    run_sql(warehouse, "update core.song_link set load_id = :id", id=load["LINKS"])
    run_sql(warehouse, "update core.audience_point set load_id = :id", id=load["DAILY"])
    world.streams("One", [40], NEXT, at(NEXT + timedelta(days=4)))
    run_sql(warehouse, "update core.audience_revision set load_id = :id", id=load["DAILY"])
    run_sql(warehouse, "update core.audience_point set load_id = :id where value = 40", id=load["AGAIN"])
    run_sql(
        warehouse,
        "insert into core.song_link (spotify_track_id, track_id, method, linked_by, reason, known_from) "
        "values (:lost, :one, 'override', 'eve', 'heard', '2026-11-14T06:00Z')",
        lost=world.ids["Lost"],
        one=world.ids["One"],
    )
    roll_up(warehouse)
    found = passport(warehouse, "Ann", STREAMS)
    (one,) = [part for part in found["parts"] if part["name"] == "One"]
    assert [(link["method"], link["by"], link["load_id"], link["is_in_force"]) for link in one["links"]] == [
        ("vendor", None, load["LINKS"], True),
        ("override", "eve", None, True),
    ]
    of_one = [row for row in found["rows"] if row["id"] == one["id"] and row["kind"] == "track"]
    assert len(of_one) == 15
    first_day = [
        (row["value"], row["load_id"], row["known_until"] is None) for row in of_one if row["day"] == str(NEXT)
    ]
    assert sorted(first_day) == [(30, load["DAILY"], False), (40, load["AGAIN"], True)]
    assert {source["source"]: source["origin"] for source in found["loads"]} == {
        "LINKS": "drop/LINKS",
        "DAILY": "drop/DAILY",
        "AGAIN": "drop/AGAIN",
    }
    assert found["figures"]["week"]["value"] == 220
    assert found["check"]["adds_up"] is True


def test_answers_of_a_provider_are_named(warehouse: Engine) -> None:
    Loader(warehouse).readings([("T1", "track_airplay_plays", "", FRIDAY + timedelta(days=day), 5) for day in range(7)])
    run_sql(
        warehouse,
        "insert into raw.answer (provider, endpoint, url, status, fetched_at, body) "
        "values ('soundcharts', 'song_audience', '/api/v2/song', 200, '2026-11-15T06:00Z', '')",
    )
    run_sql(warehouse, "update core.audience_point set answer_id = (select answer_id from raw.answer)")
    roll_up(warehouse)
    found = passport(warehouse, "T1", "track_airplay_plays", week_on=FRIDAY)
    assert [source["url"] for source in found["loads"]] == ["/api/v2/song"]
    assert (found["figures"]["week"]["value"], found["check"]["adds_up"]) == (35, True)


def test_a_name_must_lead_to_one_entity(warehouse: Engine) -> None:
    world = two_weeks(warehouse)
    number = world.ids["Ann"]
    assert passport(warehouse, str(number), STREAMS)["entity"]["name"] == "Ann"
    assert passport(warehouse, "One", STREAMS)["entity"]["kind"] == "track"
    assert passport(warehouse, "North", STREAMS, kind="label")["check"]["adds_up"] is True
    assert passport(warehouse, "all labels", STREAMS)["entity"]["kind"] == "label"
    world.run("update core.track set name = 'Ann' where name = 'Two'")
    with pytest.raises(PassportError, match=rf"Several are called 'Ann': artist {number} 'Ann' \(North\); track"):
        passport(warehouse, "Ann", STREAMS)
    assert passport(warehouse, "Ann", STREAMS, kind="artist")["entity"]["id"] == number


@pytest.mark.parametrize(
    ("asked", "metric", "week", "kind", "said"),
    [
        ("Ann", "streams", None, None, "There is no metric 'streams'. Choose one of: sound_tiktok_posts, track_lumi"),
        ("Nobody", STREAMS, None, None, "Nothing with figures of track_luminate_streams is called 'Nobody'"),
        ("Ann", STREAMS, date(2020, 1, 3), None, "has no figure of track_luminate_streams in the week of 2020-01-03"),
        ("Ann", STREAMS, None, "sound", "track_luminate_streams has no figures of a sound"),
        ("Ann", POSTS, None, None, "There is no whole week of sound_tiktok_posts yet"),
    ],
)
def test_what_is_wrong_is_said(
    warehouse: Engine, asked: str, metric: str, week: date | None, kind: Any, said: str
) -> None:
    two_weeks(warehouse)
    with pytest.raises(PassportError, match=said):
        passport(warehouse, asked, metric, week_on=week, kind=kind)


def test_any_day_names_its_week(warehouse: Engine) -> None:
    two_weeks(warehouse)
    assert passport(warehouse, "Ann", STREAMS, week_on=NEXT + timedelta(days=3))["week_on"] == str(NEXT)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("app.explain('x', 'artist', 1, now()::date)", "no metric x"),
        (f"app.explain('{STREAMS}', 'chart', 1, now()::date)", "A chart has"),
    ],
)
def test_the_function_itself_says_what_is_wrong(warehouse: Engine, call: str, said: str) -> None:
    two_weeks(warehouse)
    with warehouse.connect() as connection, pytest.raises(DBAPIError, match=said):
        connection.execute(text(f"select {call}"))


VIEWS = (
    "newest_week",
    "source_freshness",
    "week_caveat",
    "artist_trend",
    "track_trend",
    "sound_trend",
    "label_trend",
    "artist_streams_daily",
)


def test_a_reader_needs_no_right_but_to_mart_and_to_call(warehouse: Engine) -> None:
    world = two_weeks(warehouse)
    with warehouse.connect() as connection, connection.begin() as whole:
        connection.execute(text("create role reader_of_trends"))
        connection.execute(text("grant usage on schema mart, app to reader_of_trends"))
        for view in VIEWS:
            connection.execute(text(f"grant select on mart.{view} to reader_of_trends"))
        connection.execute(text("grant execute on function app.explain(text, text, bigint, date) to reader_of_trends"))
        connection.execute(text("set local role reader_of_trends"))
        counted = {view: connection.execute(text(f"select count(*) from mart.{view}")).scalar_one() for view in VIEWS}
        assert {view for view, count in counted.items() if not count} == {"sound_trend"}
        asked = {"id": world.ids["Ann"], "week": NEXT, "metric": STREAMS}
        told = connection.execute(text("select app.explain(:metric, 'artist', :id, :week)"), asked).scalar_one()
        assert told["check"]["adds_up"] is True
        whole.rollback()


def test_every_column_people_read_is_explained(warehouse: Engine) -> None:
    bare = run_sql(
        warehouse,
        """
        select c.relname, a.attname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'mart'::regnamespace and c.relname = any (:views)
          and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
        """,
        views=list(VIEWS),
    )
    assert bare == []


def test_a_passport_is_asked_for_by_name(warehouse: Engine) -> None:
    linked = Linked(warehouse)
    linked.artist("Ann", label="North")
    linked.artist("Twin")
    linked.artist("Twin")
    linked.track("One", ["Ann"])
    linked.streams("One", [10] * 7 + [20] * 7, FRIDAY)
    roll_up(warehouse)
    ask = "select app.explain('track_luminate_streams', :entity, :week)"
    week = FRIDAY + timedelta(days=7)
    for entity, kind in (("Ann", "artist"), (str(linked.ids["Ann"]), "artist"), ("North", "label"), ("One", "track")):
        told = linked.run(ask, entity=entity, week=week)
        assert told["entity"]["kind"] == kind
        assert told["figures"]["week"]["this_week"] == 140
        assert told["check"]["adds_up"] is True
    with pytest.raises(DBAPIError, match="Nothing is called “Nobody”"):
        linked.run(ask, entity="Nobody", week=week)
    with pytest.raises(DBAPIError, match="2 artists are called “Twin”"):
        linked.run(ask, entity="Twin", week=week)
