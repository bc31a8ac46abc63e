"""Links that change, and what vendor and provider each entered: one artist, one track, whoever came first."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid5

import pytest
from sqlalchemy import Engine, text

from db.fingerprint import fingerprint
from db.schema import metadata
from db.statements import statement
from tasks.deliveries.identity_store import Joined, join_identities
from tests.sql.loads import SPACE, Loader
from tests.warehouse.delivered import (
    account,
    fact_versions,
    ingest,
    link,
    link_versions,
    song_day,
    spotify_track,
    write,
)
from tests.warehouse.queued import run_sql

SONGS, LINKS = "LUMINATE_DAILY_SONG_METRICS", "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS"
ARTIST = "4Z8W4fKeB5YxbusRsdQV01"
DAY = date(2026, 11, 10)


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 6, tzinfo=UTC)


def marked(engine: Engine) -> list[str]:
    rows = run_sql(engine, "select a.artist_id_spotify from ops.dirty_mark join core.artist a using (artist_id)")
    return sorted({row[0] for row in rows})


def delivery_drop(folder: Path) -> Path:
    drop = folder / "2026-11-15"
    figures = {"SPOTIFY_ACCOUNT_ID": 1, "UPDATED_AT": "2026-11-15 04:30:00", "GLOBAL_THIS_PERIOD": 70}
    write(drop, "SPOTIFY_ACCOUNTS", [account(1), account(2)])
    write(drop, "SPOTIFY_ALBUMS", [{"ID": 5, "NAME": "Album", "RELEASE_DATE": "2026-10-02"}])
    write(
        drop,
        "SPOTIFY_TRACKS",
        [
            spotify_track(11, 1, SPOTIFY_ALBUM_ID=5),
            spotify_track(12, 1, ISRC="GB-AAA-26-00002"),
            spotify_track(13, 1, ISRC="GBAAA2600003"),
        ],
    )
    write(drop, LINKS, [link(11, 900), link(12, 901), link(13, 902)])
    write(drop, "LUMINATE_ACCOUNTS", [figures])
    write(drop, SONGS, [song_day(900, "2026-11-13", 1000), song_day(901, "2026-11-13", 30)])
    return drop


def provider(engine: Engine) -> None:
    """T1 bears the id of Spotify track 11, T2 the ISRC of 12; T3 and A2 are nobody the vendor knows."""
    loader = Loader(engine)
    points = [
        ("T1", "track_spotify_streams", "4Z8W4fKeB5YxbusRsdQt11", DAY, 5),
        ("T3", "track_spotify_streams", "4Z8W4fKeB5YxbusRsdQt99", DAY, 5),
        ("T2", "track_shazam_count", "4Z8W4fKeB5YxbusRsdQt13", DAY, 5),  # an id of another platform says nothing
        ("A1", "artist_spotify_followers", ARTIST, DAY, 7),
        ("A2", "artist_youtube_followers", "4Z8W4fKeB5YxbusRsdQV02", DAY, 7),
    ]
    loader.readings(points)
    isrc = "update core.track set isrc = 'GBAAA2600002' where track_id_soundcharts = :uuid"
    run_sql(engine, isrc, uuid=uuid5(SPACE, "T2"))


def names_in_core(engine: Engine) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    tracks = "select name, song_id_luminate, track_id_soundcharts is null, release_on from core.track order by 1"
    artists = "select name, artist_id_spotify, artist_id_soundcharts is null from core.artist order by 1"
    return [tuple(row) for row in run_sql(engine, tracks)], [tuple(row) for row in run_sql(engine, artists)]


@pytest.mark.parametrize("order", [("vendor", "provider"), ("provider", "vendor")])
def test_whoever_came_first_an_artist_and_a_track_are_one(
    warehouse: Engine, tmp_path: Path, order: Sequence[str]
) -> None:
    drop = delivery_drop(tmp_path)
    for who in order:
        provider(warehouse) if who == "provider" else ingest(warehouse, drop)
    with warehouse.begin() as connection:
        joined = join_identities(connection)
    # the second time there is nothing to do
    with warehouse.begin() as connection:
        assert join_identities(connection) == Joined(0, 0)
    assert joined == (Joined(1, 2) if order[0] == "vendor" else Joined(0, 0))
    tracks, artists = names_in_core(warehouse)
    assert tracks == [
        ("T1", 900, False, date(2026, 10, 2)),
        ("T2", 901, False, None),
        ("T3", None, False, None),
        ("Track 13", 902, True, None),
    ]
    assert artists == [("A1", ARTIST, False), ("A2", None, False), ("Artist 2", "4Z8W4fKeB5YxbusRsdQV02", True)]
    facts = [row for row in fact_versions(warehouse) if "luminate" in row[0]]
    assert [row[:5] for row in facts] == [
        ("artist_luminate_streams", ARTIST, "", date(2026, 11, 12), 70),
        ("track_luminate_streams", "900", "", date(2026, 11, 13), 1000),
        ("track_luminate_streams", "901", "", date(2026, 11, 13), 30),
    ]
    assert [row[:2] for row in link_versions(warehouse)] == [(11, 900), (12, 901), (13, 902)]
    accounts = "select a.name from core.spotify_account s join core.artist a using (artist_id) order by 1"
    assert run_sql(warehouse, accounts) == [("A1",), ("Artist 2",)]


def test_both_orders_leave_the_same_warehouse(warehouse: Engine, own_warehouse: Engine, tmp_path: Path) -> None:
    drop = delivery_drop(tmp_path)
    ingest(warehouse, drop)
    provider(warehouse)
    ingest(warehouse, drop)  # nothing to load; it joins
    provider(own_warehouse)
    ingest(own_warehouse, drop)
    assert fingerprint(warehouse) == fingerprint(own_warehouse)


def test_what_people_entered_follows_the_artist(warehouse: Engine, tmp_path: Path) -> None:
    ingest(warehouse, delivery_drop(tmp_path))
    run_sql(
        warehouse,
        """
        insert into core.sound (sound_id_tiktok) values ('6956990112127585029');
        insert into core.artist_sound (artist_id, sound_id, track_id, linked_by, known_from)
        select a.artist_id, s.sound_id, t.track_id, 'bo', now() from core.artist a, core.sound s, core.track t
        where a.name = 'Artist 1' and t.song_id_luminate = 900;
        insert into app.artist_card (artist_id, label, created_by, status, confirmed_at)
        select artist_id, 'North', 'bo', 'confirmed', now() from core.artist where name = 'Artist 1';
        insert into app.spike_rule (metric, artist_id, threshold, floor, set_by)
        select 'track_luminate_streams', artist_id, 3, 10, 'bo' from core.artist where name = 'Artist 1';
        insert into app.sound_suggestion (sound_id, artist_id, track_id, score, evidence)
        select s.sound_id, a.artist_id, t.track_id, 0.5, 'alike' from core.artist a, core.sound s, core.track t
        where a.name = 'Artist 1' and t.song_id_luminate = 900;
        """,
    )
    provider(warehouse)
    run_sql(
        warehouse,
        """
        insert into app.artist_card (artist_id, label, created_by)
        select artist_id, 'South', 'cy' from core.artist where name = 'A1';
        insert into app.audience_question (asked_by, artist_ids, from_on, to_on, group_by, is_daily)
        select 'bo', array_agg(artist_id order by name desc), '2026-10-01', '2026-10-31', 'platform', false
        from core.artist where name in ('Artist 1', 'A1');
        insert into app.alert_rule (address, artist_ids, tiers, rhythm, made_by)
        select 'bo@label.example', array_agg(artist_id order by artist_id), array['confirmed'], 'daily', 'bo'
        from core.artist where name in ('Artist 1', 'A1')
        """,
    )
    with warehouse.begin() as connection:
        join_identities(connection)
    whose = "select a.name, t.name from {} x join core.artist a using (artist_id) join core.track t using (track_id)"
    for table in ("core.artist_sound", "app.sound_suggestion"):
        assert run_sql(warehouse, whose.format(table)) == [("A1", "T1")]
    assert run_sql(warehouse, "select a.name from app.spike_rule join core.artist a using (artist_id)") == [("A1",)]
    asked = "select array(select name from core.artist where artist_id = any (artist_ids)), cardinality(artist_ids)"
    for table in ("app.audience_question", "app.alert_rule"):
        assert run_sql(warehouse, f"{asked} from {table}") == [(["A1"], 1)]
    cards = "select a.name, c.label, c.status from app.artist_card c join core.artist a using (artist_id) order by 2"
    assert run_sql(warehouse, cards) == [("A1", "North", "confirmed"), ("A1", "South", "archived")]
    assert run_sql(warehouse, "select action from app.audit where subject like 'card %'") == [("join_identities",)]
    assert ARTIST in marked(warehouse)


def test_works_actions_and_outcomes_come_along(warehouse: Engine, tmp_path: Path) -> None:
    """Both artists have a work of one number and an open action of one subject: those of the one that stays hold."""
    ingest(warehouse, delivery_drop(tmp_path))
    provider(warehouse)
    run_sql(
        warehouse,
        """
        insert into core.work (artist_id, work_code, title, credit_name, entered_by, entered_at, changed_at)
        select a.artist_id, v.code, a.name || v.code, 'x', 'bo', now(), now()
        from core.artist a, lateral (values ('1'), ('2' || a.name)) v (code) where a.name in ('Artist 1', 'A1');
        insert into app.action_item (artist_id, rule, subject, title, step, evidence, cost, aims_at, weight)
        select a.artist_id, 'market_gap', v.subject, a.name, 'x', '[]', 'days', 'score', 0.5
        from core.artist a, lateral (values ('DE'), (a.name)) v (subject) where a.name in ('Artist 1', 'A1');
        insert into mart.similar_artist (artist_id, source, other_artist_id, place, reason, method_version)
        select a.artist_id, 'groundswell', o.artist_id, 1, 'x', 1 from core.artist a, core.artist o
        where a.name = 'A2' and o.name = 'Artist 1'
        """,
    )
    with warehouse.begin() as connection:
        join_identities(connection)
    of_a1 = "from {} join core.artist using (artist_id) where name = 'A1' order by 1, 2"
    assert run_sql(warehouse, f"select title, retired_at is null {of_a1.format('core.work')}") == [
        ("A11", True),
        ("A12A1", True),
        ("Artist 11", False),
        ("Artist 12Artist 1", True),
    ]
    assert run_sql(warehouse, f"select title, subject, state {of_a1.format('app.action_item')}") == [
        ("A1", "A1", "open"),
        ("A1", "DE", "open"),
        ("Artist 1", "Artist 1", "open"),
        ("Artist 1", "DE", "gone"),
    ]
    assert run_sql(warehouse, "select * from mart.similar_artist") == []


def test_figures_of_two_accounts_of_one_artist_meet(warehouse: Engine, tmp_path: Path) -> None:
    """A bare artist with figures of its own joins one that has some: days only one has are kept, the artist's win."""
    drop = tmp_path / "2026-11-15"
    write(drop, "SPOTIFY_ACCOUNTS", [account(1), account(2)])
    both = {"GLOBAL_THIS_PERIOD": 70, "GLOBAL_LAST_PERIOD": 60, "UPDATED_AT": "2026-11-15 04:30:00"}
    one = {"GLOBAL_THIS_PERIOD": 7, "UPDATED_AT": "2026-11-15 04:30:00"}
    write(drop, "LUMINATE_ACCOUNTS", [both | {"SPOTIFY_ACCOUNT_ID": 2}, one | {"SPOTIFY_ACCOUNT_ID": 1}])
    ingest(warehouse, drop)
    loader = Loader(warehouse)
    loader.readings([("A1", "artist_spotify_followers", ARTIST, DAY, 7)])
    with warehouse.begin() as connection:
        join_identities(connection)
    loader.readings([("A1", "artist_spotify_followers", "4Z8W4fKeB5YxbusRsdQV02", DAY, 7)])
    with warehouse.begin() as connection:
        assert join_identities(connection) == Joined(1, 0)
    found = [row[1:5] for row in fact_versions(warehouse) if row[0] == "artist_luminate_streams"]
    assert found == [(ARTIST, "", date(2026, 11, 5), 60), (ARTIST, "", date(2026, 11, 12), 7)]


def test_every_table_that_names_an_artist_or_a_track_is_thought_of() -> None:
    for key, name in (("core.artist.artist_id", "join_artist"), ("core.track.track_id", "join_track")):
        sql = statement(f"deliveries/{name}").text
        naming = {
            table.fullname
            for table in metadata.sorted_tables
            for column in table.columns
            if any(foreign.target_fullname == key for foreign in column.foreign_keys)
        }
        assert {table for table in naming if f" {table} " not in sql} == set()


def test_a_changed_link_closes_the_old_one_and_marks_the_artists(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-14", "SPOTIFY_ACCOUNTS", [account(1), account(2)])
    write(tmp_path / "2026-11-14", "SPOTIFY_TRACKS", [spotify_track(11, 1), spotify_track(12, 2)])
    write(tmp_path / "2026-11-14", LINKS, [link(11, 900), link(12, 901)])
    ingest(warehouse, tmp_path)
    run_sql(warehouse, "delete from ops.dirty_mark")
    write(tmp_path / "2026-11-15", LINKS, [link(11, 902), link(12, 901)])
    ingest(warehouse, tmp_path)
    assert link_versions(warehouse) == [(11, 900, at(14), at(15)), (11, 902, at(15), None), (12, 901, at(14), None)]
    assert marked(warehouse) == [ARTIST]


def test_an_override_is_left_alone(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-14", LINKS, [link(11, 900)])
    ingest(warehouse, tmp_path)
    with warehouse.begin() as connection:
        connection.execute(
            text(
                "insert into core.song_link (spotify_track_id, method, linked_by, known_from) "
                "values (11, 'override', 'bo', now())"
            )
        )
    write(tmp_path / "2026-11-15", LINKS, [link(11, 901)])
    ingest(warehouse, tmp_path)
    current = "select method, track_id is null from core.song_link where known_until is null order by method"
    assert run_sql(warehouse, current) == [("override", True), ("vendor", False)]


def test_two_accounts_with_one_spotify_id_are_not_both_taken(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-14", "SPOTIFY_ACCOUNTS", [account(1), account(3, SPOTIFY_ID=ARTIST)])
    ingest(warehouse, tmp_path)
    assert run_sql(warehouse, "select spotify_account_id from core.spotify_account") == [(1,)]
    assert run_sql(warehouse, "select reason from ops.reject") == [
        (f"SPOTIFY_ID '{ARTIST}' is another account's already.",)
    ]
    assert run_sql(warehouse, "select rows_new, rows_rejected from ops.load") == [(1, 1)]


@pytest.mark.parametrize(("credited", "joined"), [("Artist 1", 1), ("ARTIST 1 ", 1), ("Somebody else", 0)])
def test_an_artist_is_known_by_name_and_a_shared_track(
    warehouse: Engine, tmp_path: Path, credited: str, joined: int
) -> None:
    ingest(warehouse, delivery_drop(tmp_path))
    provider(warehouse)
    Loader(warehouse).credits("T1", ["A9"])  # the vendor's Spotify track 11 of account 1 is T1
    run_sql(warehouse, "update core.spotify_account set name = 'Artist 1' where spotify_account_id = 1")
    run_sql(warehouse, "update core.artist set name = 'Artist 1' where artist_id_spotify = :id", id=ARTIST)
    run_sql(warehouse, "update core.artist set name = :name where artist_id_soundcharts = :uuid", name=credited,
            uuid=uuid5(SPACE, "A9"))  # fmt: skip
    run_sql(warehouse, "delete from ops.dirty_mark")
    run_sql(warehouse, "delete from core.audience_point")
    run_sql(warehouse, "update core.audience_series set identifier = 'x' where artist_id is not null")
    with warehouse.begin() as connection:
        found = join_identities(connection)
    assert found.artists == joined
    owners = run_sql(
        warehouse,
        "select a.artist_id_soundcharts from core.spotify_account s join core.artist a using (artist_id) "
        "where spotify_account_id = 1",
    )
    assert [row[0] for row in owners] == [uuid5(SPACE, "A9") if joined else None]
