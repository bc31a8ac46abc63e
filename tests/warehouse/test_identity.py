"""Heard items meet MusicBrainz' recordings, and what people say wins."""

from itertools import permutations
from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy import Engine

from db.errors import GroundswellError
from db.fingerprint import fingerprint
from tasks.identity import overrides
from tasks.identity.handler import RecordingMatchHandler
from tasks.identity.store import drop_unheard
from tasks.providers.errors import NotFound, Throttled
from tasks.providers.musicbrainz.records import Credit, Recording, ReleaseHead
from tests.enrich.scripted import Scripted, ends, heard, work_off
from tests.warehouse.queued import run_sql

UNKNOWN = NotFound("MusicBrainz knows no such ISRC")


def mbid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def recording(name: str, key: str = "", seconds: int = 200, releases: tuple[ReleaseHead, ...] = ()) -> Recording:
    tides = Credit(mbid("tides"), "The Tides", "")
    return Recording(mbid(key or name), name, seconds * 1000, (tides,), "", False, (), releases, None)


def release(name: str, day: str, artist: str = "The Tides") -> ReleaseHead:
    return ReleaseHead(mbid(f"release {name}"), name, artist, None, day)


def in_catalogue(engine: Engine, item: int, isrc: str | None, album: str = "Harbor", seconds: int = 200) -> None:
    """Enters the item's track in the catalogue."""
    given = {"item": item, "isrc": isrc, "album": album, "ms": seconds * 1000, "id": f"track {item}"}
    for statement in (
        "insert into core.catalog_album (album_id_spotify, name) values (:album, :album) on conflict do nothing",
        "insert into core.catalog_artist (artist_id_spotify, name) values ('tides', 'The Tides') "
        "on conflict do nothing",
        "insert into core.catalog_track (track_id_spotify, name, isrc, duration_ms, catalog_album_id) select :id, "
        "h.name, :isrc, :ms, l.catalog_album_id from core.heard_item h, core.catalog_album l "
        "where h.heard_item_id = :item and l.name = :album",
        "insert into core.catalog_track_artist select t.catalog_track_id, a.catalog_artist_id, 1 "
        "from core.catalog_track t, core.catalog_artist a where t.track_id_spotify = :id",
        "update core.heard_item set catalog_track_id = (select catalog_track_id from core.catalog_track "
        "where track_id_spotify = :id) where heard_item_id = :item",
    ):
        run_sql(engine, statement, **given)


def match(engine: Engine, client: Scripted, *items: int) -> None:
    work_off(engine, "recording_match", RecordingMatchHandler(engine), client, *items)


def identities(engine: Engine) -> list[tuple[str | None, str]]:
    rows = run_sql(
        engine,
        "select r.recording_id_musicbrainz::text, i.method from core.item_recording i "
        "left join core.recording r using (recording_id) order by i.heard_item_id",
    )
    return [(row[0], row[1]) for row in rows]


def test_by_isrc_else_by_names_and_the_rest_is_a_question(warehouse: Engine) -> None:
    light, fog, sea = (heard(warehouse, name) for name in ("Light", "Fog", "Sea"))
    for item, isrc in ((light, "I1"), (fog, "I2"), (sea, None)):
        in_catalogue(warehouse, item, isrc)
    found = recording("Fog", releases=(release("Harbor", "2001"),))
    client = Scripted(
        {
            ("recordings_of_isrc", "I1"): [recording("Dark"), recording("Light")],
            ("recordings_of_isrc", "I2"): UNKNOWN,
            ("search_recordings", "The Tides", "Fog", 25): [recording("Fog")],
            ("recording", mbid("Fog")): found,
            ("search_recordings", "The Tides", "Sea", 25): [],
        }
    )
    match(warehouse, client, light, fog, sea)
    assert identities(warehouse) == [(mbid("Light"), "isrc"), (mbid("Fog"), "search"), (None, "unresolved")]
    reasons = run_sql(warehouse, "select reasons, candidates, score from core.item_recording order by heard_item_id")
    assert (reasons[0][0]["isrc"], reasons[0][1]) == ("I1", 2)
    assert reasons[1][0]["isrc_says"] == "MusicBrainz does not know it"
    assert [row[2] is None for row in reasons] == [False, False, True]
    assert run_sql(warehouse, "select release_name from core.recording order by name") == [("Harbor",), (None,)]
    assert run_sql(warehouse, "select track, plays, reason from mart.unresolved_track") == [
        ("Sea", 0, "MusicBrainz finds nothing by these names")
    ]
    assert [end[:2] for end in ends(warehouse, "recording_match")] == [("done", "stored")] * 2 + [("done", "no_data")]
    match(warehouse, client, light)
    assert ends(warehouse, "recording_match")[0][:2] == ("done", "unchanged")


def test_an_isrc_of_another_song_leads_to_a_search(warehouse: Engine) -> None:
    item = heard(warehouse, "Light")
    in_catalogue(warehouse, item, "I1")
    client = Scripted(
        {
            ("recordings_of_isrc", "I1"): [recording("Dark")],
            ("search_recordings",): [recording("Light")],
            ("recording", mbid("Light")): recording("Light"),
        }
    )
    match(warehouse, client, item)
    assert identities(warehouse) == [(mbid("Light"), "search")]
    ((reasons,),) = run_sql(warehouse, "select reasons from core.item_recording")
    assert "another title" in reasons["isrc_says"]


def test_a_throttle_leaves_the_question_open(warehouse: Engine) -> None:
    item = heard(warehouse, "Light")
    in_catalogue(warehouse, item, "I1")
    match(warehouse, Scripted({("recordings_of_isrc",): Throttled("slow down", 1.0)}), item)
    assert identities(warehouse) == []
    assert ends(warehouse, "recording_match") == [("retry", None, "slow down")]


def test_the_release_is_the_same_whoever_comes_first(warehouse: Engine) -> None:
    releases = (release("Now 48", "1999", "Various Artists"), release("Zenith", "2009"), release("Harbor", "2011"))
    one = recording("Light", releases=(*releases, release("Earliest", "2000")))
    items = {album: heard(warehouse, f"Light on {album}") for album in ("Harbor", "Zenith", "Elsewhere")}
    run_sql(warehouse, "update core.heard_item set name = 'Light', album_name = name")
    for album, item in items.items():
        in_catalogue(warehouse, item, "I1", album)
    prints = []
    for order in permutations(items.values()):
        run_sql(warehouse, "delete from core.item_recording")
        run_sql(warehouse, "delete from core.recording")
        for item in order:
            match(warehouse, Scripted({("recordings_of_isrc", "I1"): [one]}), item)
        prints.append(fingerprint(warehouse))
        assert run_sql(warehouse, "select release_name from core.recording") == [("Zenith",)], "of two heard, the first"
    assert all(found == prints[0] for found in prints)


def test_what_a_person_says_wins_and_can_be_taken_back(warehouse: Engine) -> None:
    light, fog = heard(warehouse, "Light"), heard(warehouse, "Fog")
    for item, isrc in ((light, "I1"), (fog, "I2")):
        in_catalogue(warehouse, item, isrc)
    client = Scripted(
        {
            ("recordings_of_isrc", "I1"): [recording("Light")],
            ("recordings_of_isrc", "I2"): [recording("Fog")],
            ("recording", mbid("Sea")): recording("Sea"),
        }
    )
    match(warehouse, client, light, fog)

    def say(text: str) -> bool:
        with warehouse.begin() as connection:
            item = overrides.find_item(connection, "light")
            return overrides.set_override(
                connection, item, overrides.parse_recording(text), by="Ann", reason="heard it"
            )

    assert say(f"https://musicbrainz.org/recording/{mbid('Fog')}") is True
    assert identities(warehouse)[0] == (mbid("Fog"), "override"), "known: at once"
    assert say(mbid("Sea")) is False
    assert identities(warehouse)[0] == (mbid("Fog"), "override"), "unknown: by the next run"
    match(warehouse, client, light)
    assert identities(warehouse)[0] == (mbid("Sea"), "override")
    assert say("none") is True
    match(warehouse, client, light)
    assert identities(warehouse)[0] == (None, "unresolved")
    kept = run_sql(warehouse, "select linked_by, reason, known_until is null from core.recording_override order by 3")
    assert kept == [("Ann", "heard it", False)] * 2 + [("Ann", "heard it", True)]
    with warehouse.begin() as connection:
        item = overrides.find_item(connection, str(light))
        overrides.undo_override(connection, item)
    match(warehouse, client, light)
    assert identities(warehouse) == [(mbid("Light"), "isrc"), (mbid("Fog"), "isrc")]
    assert drop_unheard(warehouse) == 1
    assert run_sql(warehouse, "select name from core.recording order by name") == [("Fog",), ("Light",)]


def test_an_override_entered_meanwhile_is_not_overwritten(warehouse: Engine) -> None:
    item = heard(warehouse, "Light")
    in_catalogue(warehouse, item, "I1")

    def say_meanwhile(isrc: str) -> list[Recording]:
        with warehouse.begin() as connection:
            found = overrides.find_item(connection, "Light")
            overrides.set_override(connection, found, None, by="Ann", reason="no")
        return [recording("Light")]

    match(warehouse, Scripted({("recordings_of_isrc",): say_meanwhile}), item)
    assert identities(warehouse) == [(None, "unresolved")]
    ((state, _, _),) = ends(warehouse, "recording_match")
    assert state == "pending"
    match(warehouse, Scripted({}), item)
    assert identities(warehouse) == [(None, "unresolved")]


def test_what_can_not_be_meant_is_refused(warehouse: Engine) -> None:
    for artist in ("The Tides", "Ann"):
        heard(warehouse, "Light", artist)
    with warehouse.begin() as connection:
        with pytest.raises(GroundswellError, match=r"2 heard tracks are called Light.*Give the number"):
            overrides.find_item(connection, "Light")
        with pytest.raises(GroundswellError, match="No heard track"):
            overrides.find_item(connection, "Nothing")
        with pytest.raises(GroundswellError, match="no MusicBrainz recording"):
            overrides.parse_recording("12345")
        item = overrides.Item(1, "Light", None)
        with pytest.raises(GroundswellError, match="--reason"):
            overrides.set_override(connection, item, None, by="Ann", reason=" ")
        with pytest.raises(GroundswellError, match="nothing to take back"):
            overrides.undo_override(connection, item)
