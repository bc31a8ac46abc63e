"""The passport of a figure: its parts, links and deliveries, whom it is asked for by, and who may ask."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tasks.trends.passport import PassportError, passport
from tasks.trends.rollup_store import roll_up
from tests.sql.loads import Loader
from tests.warehouse.linked import FRIDAY, Linked, at, two_weeks
from tests.warehouse.queued import run_sql

STREAMS, ACCOUNT, POSTS = "track_luminate_streams", "artist_luminate_streams", "sound_tiktok_posts"
NEXT = FRIDAY + timedelta(days=7)


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
    assert passport(warehouse, "All", STREAMS)["entity"]["kind"] == "label"
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
