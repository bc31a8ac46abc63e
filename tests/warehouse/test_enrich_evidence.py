"""What sources say of a target: compared with what was asked, stored as delivered, replaced as a whole."""

from typing import Any

import pytest
from sqlalchemy import Engine

from tasks.providers.discogs.records import AlbumResult
from tasks.providers.errors import Forbidden, NotFound, Throttled
from tasks.providers.lastfm.records import Tag as Weighted
from tasks.providers.lastfm.records import TopTags
from tasks.providers.musicbrainz.records import Tag as Voted
from tasks.providers.rejected import RejectedItem
from tasks.providers.theaudiodb.records import Row
from tasks.tags.handler import TagHandler
from tasks.tags.sources import tag_sources
from tasks.tags.tag_source import TagSource
from tasks.work.item import Kind, WorkItem
from tests.enrich.scripted import Scripted, ends, work_off
from tests.warehouse.queued import run_sql

MBID = "11111111-2222-3333-4444-555555555555"
ASKS: dict[str, TagSource] = {
    "musicbrainz": tag_sources()["musicbrainz"],
    "lastfm": tag_sources()["lastfm"],
    "discogs": tag_sources()["discogs"],
    "theaudiodb": tag_sources()["theaudiodb"],
}


def target(engine: Engine, source: str, level: str, key: str, name: str = "") -> int:
    ((number,),) = run_sql(
        engine,
        "insert into core.tag_target (source, level, source_key, name) values (:source, :level, :key, :name) "
        "on conflict (source, level, source_key) do update set name = excluded.name returning target_id",
        source=source,
        level=level,
        key=key,
        name=name or key,
    )
    return int(number)


def ask(engine: Engine, source: str, number: int, says: dict[tuple[Any, ...], Any]) -> Scripted:
    client, kind = Scripted(says), f"tags_{source}"
    work_off(engine, kind, TagHandler(engine, ASKS[source]), client, number)  # type: ignore[arg-type]
    return client


def evidence(engine: Engine) -> list[tuple[str, str, int]]:
    rows = run_sql(engine, "select field, tag, raw_weight from core.tag_evidence order by field, raw_weight desc, tag")
    return [(row[0], row[1], row[2]) for row in rows]


def end(engine: Engine, source: str) -> tuple[str, str | None, str | None]:
    kind: Kind = f"tags_{source}"  # type: ignore[assignment]
    (only,) = ends(engine, kind)
    return only


@pytest.mark.parametrize("level", ["track", "album", "artist"])
def test_votes_of_musicbrainz(warehouse: Engine, level: str) -> None:
    method = {"track": "recording_tags", "album": "release_tags", "artist": "artist_tags"}[level]
    number = target(warehouse, "musicbrainz", level, MBID)
    ask(warehouse, "musicbrainz", number, {(method, MBID): [Voted("dream pop", 3), Voted("The Tides", 1)]})
    assert evidence(warehouse) == [("tag", "dream pop", 3), ("tag", "The Tides", 1)]
    assert end(warehouse, "musicbrainz") == ("done", "stored", None)


def test_evidence_is_replaced_whole_and_what_stays_is_not_touched(warehouse: Engine) -> None:
    number = target(warehouse, "lastfm", "artist", "The Tides")
    asked = ("artist_tags", "The Tides")
    first = TopTags("The Tides", None, [Weighted("rock", 100), Weighted("Rock", 40), Weighted("sea", 9)])
    ask(warehouse, "lastfm", number, {asked: first})
    run_sql(warehouse, "update core.tag_evidence set seen_at = '2020-01-01'")
    ask(
        warehouse,
        "lastfm",
        number,
        {asked: TopTags("the tides", None, [Weighted("rock", 100), Weighted("Rock", 50)])},
    )
    assert evidence(warehouse) == [("tag", "rock", 100), ("tag", "Rock", 50)]
    assert run_sql(warehouse, "select tag from core.tag_evidence where seen_at < '2021-01-01'") == [("rock",)]
    ask(
        warehouse,
        "lastfm",
        number,
        {asked: TopTags("the tides", None, [Weighted("rock", 100), Weighted("Rock", 50)])},
    )
    assert end(warehouse, "lastfm")[1] == "unchanged"
    ask(warehouse, "lastfm", number, {})
    assert evidence(warehouse) == []
    assert end(warehouse, "lastfm")[:2] == ("done", "no_data")


def test_a_tag_that_can_not_be_read_deletes_none(warehouse: Engine) -> None:
    number = target(warehouse, "lastfm", "artist", "The Tides")
    asked = ("artist_tags", "The Tides")
    ask(warehouse, "lastfm", number, {asked: TopTags("The Tides", None, [Weighted("rock", 100), Weighted("sea", 9)])})
    client = Scripted({asked: TopTags("The Tides", None, [Weighted("rock", 90)])})
    client.rejects.append(RejectedItem("artist_tags", {"name": "sea", "count": "many"}, "no number", 0))
    handler, item = (
        TagHandler(warehouse, ASKS["lastfm"]),
        WorkItem(1, "tags_lastfm", number, "", "", None, 0, None, None),
    )
    fetched = handler.fetch(item, client)
    with warehouse.begin() as connection:
        handler.store(connection, item, fetched, [])
    assert evidence(warehouse) == [("tag", "rock", 90), ("tag", "sea", 9)]


@pytest.mark.parametrize(
    ("source", "failure"), [("lastfm", Throttled("slow down", 1.0)), ("theaudiodb", Throttled("slow down", 1.0))]
)
def test_a_throttle_takes_nothing_away(warehouse: Engine, source: str, failure: Exception) -> None:
    number = target(warehouse, source, "artist", MBID)
    run_sql(
        warehouse,
        "insert into core.tag_evidence (target_id, field, tag, raw_weight) values (:n, 'tag', 'x', 1)",
        n=number,
    )
    ask(warehouse, source, number, {("artist_tags",): failure, ("artist",): failure})
    assert evidence(warehouse) == [("tag", "x", 1)]
    assert end(warehouse, source) == ("retry", None, "slow down")
    ask(warehouse, source, number, {("artist_tags",): Forbidden("no"), ("artist",): Forbidden("no")})
    assert (evidence(warehouse), end(warehouse, source)[1]) == ([("tag", "x", 1)], "not_offered")


def test_lastfm_may_correct_a_spelling_but_not_the_artist_or_the_song(warehouse: Engine) -> None:
    number = target(warehouse, "lastfm", "track", "Beyonce\tDeja Vu")
    tags = [Weighted("rnb", 100)]
    for artist, title, is_believed in [
        ("Beyoncé", "Déjà Vu", True),
        ("Beyoncé", "Déjà Vu (feat. Jay-Z)", True),
        ("Teyana Taylor", "Déjà Vu", False),
        ("Beyoncé", "Halo", False),
        ("Beyoncé", "Déjà Vu (Live)", False),
        (None, None, True),
    ]:
        ask(warehouse, "lastfm", number, {("track_tags", "Beyonce", "Deja Vu"): TopTags(artist, title, tags)})
        assert (evidence(warehouse) == [("tag", "rnb", 100)]) == is_believed, (artist, title)
    assert end(warehouse, "lastfm")[0] == "done"


@pytest.mark.parametrize("first", [NotFound("Track not found"), TopTags("The Tides", "Light - Remastered", [])])
def test_lastfm_is_asked_for_the_plain_title_when_the_long_one_is_unknown(warehouse: Engine, first: object) -> None:
    number = target(warehouse, "lastfm", "track", "The Tides\tLight - Remastered")
    plain = TopTags("The Tides", "Light", [Weighted("rock", 100)])
    says = {("track_tags", "The Tides", "Light - Remastered"): first, ("track_tags", "The Tides", "Light"): plain}
    ask(warehouse, "lastfm", number, says)
    assert evidence(warehouse) == [("tag", "rock", 100)]
    live = target(warehouse, "lastfm", "track", "The Tides\tLight - Live")
    client = ask(warehouse, "lastfm", live, says)
    assert client.asked == [("track_tags", "The Tides", "Light - Live")], "another version is not asked for"


def album(artist: str, title: str, style: str, *, is_compilation: bool = False) -> AlbumResult:
    return AlbumResult("1", "master", artist, title, 2001, ("Rock",), (style,), is_compilation)


def test_discogs_albums_must_be_the_one_asked_for(warehouse: Engine) -> None:
    number = target(warehouse, "discogs", "album", "The Tides\tHarbor (Deluxe Edition)")
    found = [
        album("Various", "Harbor", "Techno", is_compilation=True),
        album("Ann", "Harbor", "Jazz"),
        album("The Tides", "Motorway", "Funk"),
        album("Tides", "Harbor", "Shoegaze"),
    ]
    ask(warehouse, "discogs", number, {("search_albums", "The Tides", "Harbor"): found})
    assert evidence(warehouse) == [("genre", "Rock", 1), ("style", "Shoegaze", 1)]
    ask(warehouse, "discogs", number, {("search_albums",): found[:3]})
    assert (evidence(warehouse), end(warehouse, "discogs")[1]) == ([], "no_data")
    assert "other albums only" in str(end(warehouse, "discogs")[2])


def row(name: str | None, artist: str | None, mbid: str | None = MBID) -> Row:
    return Row(name, artist, "Rock/Pop", None, "Happy", "Love", mbid)


def test_theaudiodb_rows_must_be_about_the_track_asked_for(warehouse: Engine) -> None:
    run_sql(
        warehouse,
        "insert into core.recording "
        "(recording_id_musicbrainz, name, credit_name, artist_ids_musicbrainz, artist_names) "
        "values (:id, 'Light', 'The Tides & Ann', '{}', array['The Tides', 'Ann'])",
        id=MBID,
    )
    number = target(warehouse, "theaudiodb", "track", MBID)
    fields = [("genre", "Rock/Pop", 1), ("mood", "Happy", 1), ("theme", "Love", 1)]
    for answer, is_believed in [
        (row("Light", "Ann"), True),
        (row("Light", "Bob"), False),
        (row("Dark", "Ann"), False),
        (row("Light", "The Tides", None), True),
        (row("Light", "The Tides", MBID.replace("1", "9")), False),
        (row(None, None), True),
    ]:
        ask(warehouse, "theaudiodb", number, {("track", MBID): answer})
        assert evidence(warehouse) == (fields if is_believed else []), answer


def test_theaudiodb_artists_by_name(warehouse: Engine) -> None:
    number = target(warehouse, "theaudiodb", "artist", MBID, "The Tides")
    ask(warehouse, "theaudiodb", number, {("artist", MBID): row("Tides", "Tides")})
    assert len(evidence(warehouse)) == 3
    ask(warehouse, "theaudiodb", number, {("artist", MBID): row("Somebody", "Somebody")})
    assert evidence(warehouse) == []
    assert "Somebody" in str(end(warehouse, "theaudiodb")[2])
