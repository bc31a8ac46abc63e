"""What heard tracks lead to is queued once, the most played first, again when it is stale or more is known."""

import pytest
from sqlalchemy import Engine

from tasks.enrichment.plan import Planned, Scope
from tasks.enrichment.store import plan
from tasks.identity.match import MATCH_VERSION
from tasks.tags import target_store
from tasks.tags.sources import tag_sources
from tasks.tags.target_store import drop_orphan_targets, link_targets
from tasks.work.item import Kind
from tests.enrich.scripted import heard
from tests.warehouse.queued import run_sql

BEFORE: tuple[Kind, ...] = ("spotify_track", "spotify_album", "recording_match")
SOURCES = {code: tag_sources()[code] for code in ("discogs", "lastfm", "musicbrainz", "theaudiodb")}
TAGS: tuple[Kind, ...] = tuple(f"tags_{code}" for code in SOURCES)


def listen(engine: Engine, user: str, item: int, plays: int, ms: int = 200_000) -> int:
    """Enters plays; the user's number."""
    run_sql(
        engine,
        "insert into core.listening_user (name, name_key) values (:user, :user) on conflict do nothing",
        user=user,
    )
    ((user_id,),) = run_sql(engine, "select user_id from core.listening_user where name = :user", user=user)
    run_sql(
        engine,
        "insert into core.play (user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id) "
        "select :user_id, now(), 1000 * :item + n, :item, 1, :ms, 1 from generate_series(1, :plays) n",
        user_id=user_id,
        item=item,
        plays=plays,
        ms=ms,
    )
    return int(user_id)


def planned(engine: Engine, scope: Scope | None = None, kinds: tuple[Kind, ...] = BEFORE) -> Planned:
    with engine.begin() as connection:
        return plan(connection, kinds, scope or Scope())


def queue(engine: Engine) -> list[tuple[str, int, int]]:
    rows = run_sql(engine, "select kind, entity_id, priority from ops.work order by kind, entity_id")
    return [(row[0], row[1], row[2]) for row in rows]


def finish(engine: Engine, kind: str, outcome: str = "stored") -> None:
    run_sql(
        engine,
        "update ops.work set state = 'done', outcome = :outcome, done_at = clock_timestamp() where kind = :kind",
        kind=kind,
        outcome=outcome,
    )


def catalogue(engine: Engine, item: int) -> int:
    ((album_id,),) = run_sql(
        engine,
        "insert into core.catalog_album (album_id_spotify, name) values ('h', 'Harbor') returning 1 * catalog_album_id",
    )
    run_sql(
        engine,
        "insert into core.catalog_track (track_id_spotify, name, catalog_album_id) values ('t', 'Light', :album)",
        album=album_id,
    )
    run_sql(
        engine,
        "update core.heard_item set catalog_track_id = (select catalog_track_id from core.catalog_track), "
        "loaded_at = clock_timestamp() where heard_item_id = :item",
        item=item,
    )
    return int(album_id)


def test_music_is_looked_up_by_number_of_plays(warehouse: Engine) -> None:
    light, fog = heard(warehouse, "Light", id="a"), heard(warehouse, "Fog", id="b")
    listen(warehouse, "ada", light, 2)
    listen(warehouse, "ada", light, 4, ms=29_999)
    listen(warehouse, "bob", fog, 40_000)
    run_sql(warehouse, "insert into core.heard_item (kind, item_id_spotify, name) values ('podcast', 'p', 'Talk')")
    assert planned(warehouse) == Planned(2, 2, 0)
    assert queue(warehouse) == [("spotify_track", light, 2), ("spotify_track", fog, 32767)]
    assert planned(warehouse) == Planned(2, 0, 0)


def test_an_identity_waits_for_spotify_where_it_can_be_asked(warehouse: Engine) -> None:
    light = heard(warehouse, "Light", id="a")
    listen(warehouse, "ada", light, 1)
    planned(warehouse)
    finish(warehouse, "spotify_track")
    album = catalogue(warehouse, light)
    assert planned(warehouse) == Planned(3, 2, 0)
    assert queue(warehouse) == [("recording_match", light, 1), ("spotify_album", album, 1), ("spotify_track", light, 1)]
    run_sql(warehouse, "delete from ops.work")
    assert planned(warehouse, Scope(has_spotify=False), ("recording_match",)) == Planned(1, 1, 0)


def test_an_identity_is_looked_up_again_when_more_is_known_or_the_rules_are_newer(warehouse: Engine) -> None:
    light = heard(warehouse, "Light", id="a")
    listen(warehouse, "ada", light, 1)
    kinds: tuple[Kind, ...] = ("recording_match",)
    assert planned(warehouse, Scope(has_spotify=False), kinds).new == 1
    finish(warehouse, "recording_match", "no_data")
    planned(warehouse, kinds=("spotify_track",))
    assert planned(warehouse, kinds=kinds) == Planned(0, 0, 0)
    finish(warehouse, "spotify_track", "no_data")
    assert planned(warehouse, kinds=kinds) == Planned(1, 0, 0), "nothing new was said"
    finish(warehouse, "spotify_track", "stored")
    assert planned(warehouse, kinds=kinds) == Planned(1, 0, 1)
    finish(warehouse, "recording_match", "no_data")
    for version, again in ((MATCH_VERSION, 0), ("0", 1)):
        run_sql(
            warehouse,
            "insert into core.item_recording (heard_item_id, method, reasons, candidates, match_version) "
            "values (:item, 'unresolved', '{}', 0, :version) "
            "on conflict (heard_item_id) do update set match_version = excluded.match_version",
            item=light,
            version=version,
        )
        assert planned(warehouse, kinds=kinds) == Planned(1, 0, again)


def test_what_is_stale_is_asked_again_and_what_is_dead_is_left(warehouse: Engine) -> None:
    for at in range(3):
        listen(warehouse, "ada", heard(warehouse, f"Song {at}", id=f"{at}"), 1)
    planned(warehouse, kinds=("spotify_track",))
    finish(warehouse, "spotify_track")
    run_sql(warehouse, "update ops.work set done_at = now() - interval '366 days', priority = 9")
    run_sql(warehouse, "update ops.work set state = 'dead' where entity_id = (select max(entity_id) from ops.work)")
    assert planned(warehouse, kinds=("spotify_track",)) == Planned(3, 0, 2)
    assert sorted(run_sql(warehouse, "select state, priority from ops.work")) == [("dead", 9), *[("pending", 1)] * 2]


def test_a_part_of_what_was_heard(warehouse: Engine) -> None:
    items = [heard(warehouse, f"Song {at}", id=f"{at}") for at in range(4)]
    for plays, item in enumerate(items, 1):
        listen(warehouse, "ada", item, plays)
    bob = listen(warehouse, "bob", items[0], 9)
    assert planned(warehouse).new == 4
    everything = dict(run_sql(warehouse, "select entity_id, work_id from ops.work"))
    most = planned(warehouse, Scope(most=2))
    assert (most.found, most.new) == (2, 0)
    assert sorted(most.only or ()) == sorted(everything[item] for item in (items[0], items[3])), "open ones in scope"
    his = planned(warehouse, Scope(user_id=bob))
    assert list(his.only or ()) == [everything[items[0]]]
    finish(warehouse, "spotify_track")
    assert planned(warehouse, Scope(user_id=bob), ("spotify_track",)) == Planned(1, 0, 0, [])
    assert planned(warehouse).only is None


def test_tags_are_asked_for_what_speaks_for_a_track(warehouse: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_store, "tag_sources", lambda: SOURCES)
    light, fog = heard(warehouse, "Light", id="a"), heard(warehouse, "Fog", id="b")
    listen(warehouse, "ada", light, 5)
    listen(warehouse, "ada", fog, 2)
    catalogue(warehouse, light)
    run_sql(
        warehouse,
        "update core.heard_item set catalog_track_id = (select catalog_track_id from core.catalog_track)",
    )
    run_sql(
        warehouse, "insert into core.catalog_artist (artist_id_spotify, name) values ('t', 'The Tides'), ('a', 'Ann')"
    )
    run_sql(
        warehouse,
        "insert into core.catalog_track_artist select t.catalog_track_id, a.catalog_artist_id, "
        "case a.name when 'Ann' then 2 else 1 end from core.catalog_track t, core.catalog_artist a",
    )
    changed, since = link_targets(warehouse)
    assert changed == 6
    assert link_targets(warehouse)[0] == 0
    assert planned(warehouse, kinds=TAGS) == Planned(3, 3, 0)
    named = run_sql(
        warehouse,
        "select kind, entity_name, priority from mart.fetch_state order by 1, 2",
    )
    assert named == [
        ("tags_discogs", "Harbor – The Tides", 5),
        ("tags_lastfm", "Light – The Tides", 5),
        ("tags_lastfm", "The Tides", 5),
    ]
    run_sql(warehouse, "insert into core.catalog_artist (artist_id_spotify, name) values ('x', 'the tides')")
    assert link_targets(warehouse)[0] == 2, "now there are two of that name"
    run_sql(warehouse, "update core.heard_item set catalog_track_id = null, loaded_at = clock_timestamp()")
    assert link_targets(warehouse, since)[0] == 4
    run_sql(
        warehouse, "update ops.work set state = 'leased', leased_by = 'me', lease_until = now() where kind like '%cogs'"
    )
    assert drop_orphan_targets(warehouse) == 2, "but not what somebody works on"
    assert run_sql(warehouse, "select kind from ops.work") == [("tags_discogs",)]
