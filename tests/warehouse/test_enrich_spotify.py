"""Heard items meet Spotify's catalogue: by id, as a namesake, by a search, in batches where that is allowed."""

from datetime import date

import pytest
from sqlalchemy import Engine

from tasks.enrichment.spotify_album import SpotifyAlbumHandler
from tasks.enrichment.spotify_track import SpotifyTrackHandler
from tasks.providers.errors import Forbidden, Throttled, Unauthorized
from tasks.providers.spotify.records import Album, AlbumHead, AlbumTrack, ArtistHead, Track
from tests.enrich.scripted import Scripted, ends, heard, work_off
from tests.warehouse.queued import run_sql

TIDES, ANN = ArtistHead("tides", "The Tides"), ArtistHead("ann", "Ann")
HARBOR = AlbumHead("harbor", "Harbor", "album", date(2001, 5, 6), 3, (TIDES,))
CLOSED = Forbidden("not available to this app")


def track(id: str, name: str, seconds: int = 200, artists: tuple[ArtistHead, ...] = (TIDES,)) -> Track:
    return Track(id, name, f"ISRC{id}", seconds * 1000, HARBOR, artists, 1, 2)


def look_up(engine: Engine, client: Scripted, *items: int) -> None:
    work_off(engine, "spotify_track", SpotifyTrackHandler(engine), client, *items)


def linked(engine: Engine) -> list[str | None]:
    rows = run_sql(
        engine,
        "select t.track_id_spotify from core.heard_item h left join core.catalog_track t using (catalog_track_id) "
        "order by h.heard_item_id",
    )
    return [id_ for (id_,) in rows]


def test_by_id_one_at_a_time_where_batches_are_closed(warehouse: Engine) -> None:
    items = [heard(warehouse, "Light", id="a"), heard(warehouse, "Fog", id="b"), heard(warehouse, "?", id="gone")]
    client = Scripted({("tracks",): CLOSED, ("track", "a"): track("a", "Light"), ("track", "b"): track("b2", "Fog")})
    look_up(warehouse, client, *items)
    assert linked(warehouse) == ["a", "b2", None]
    assert [call[0] for call in client.asked] == ["tracks", "track", "track", "track"], "the batch was tried once"
    assert [end[:2] for end in ends(warehouse, "spotify_track")] == [
        ("done", "stored"),
        ("done", "stored"),
        ("done", "no_data"),
    ]
    assert run_sql(warehouse, "select provider, feature, is_available, reason from ops.capability") == [
        ("spotify", "tracks_batch", False, "not available to this app")
    ]
    again = Scripted({("track",): track("a", "Light")})
    look_up(warehouse, again, items[0])
    assert again.asked == [("track", "a")], "remembered"
    run_sql(warehouse, "update ops.capability set checked_at = now() - interval '31 days'")
    look_up(warehouse, client, items[0])
    assert [call[0] for call in client.asked[-2:]] == ["tracks", "track"], "and asked again after a month"


def test_fifty_at_a_time_where_they_are_open(warehouse: Engine) -> None:
    items = [heard(warehouse, f"Song {n}", id=f"id{n:03}") for n in range(120)]
    client = Scripted({("tracks",): lambda ids: [None if id_ == "id007" else track(id_, id_) for id_ in ids]})
    for _ in range(2):
        look_up(warehouse, client, *items)
    assert linked(warehouse) == [None if n == 7 else f"id{n:03}" for n in range(120)]
    asked = [id_ for _, ids in client.asked for id_ in ids]
    assert [len(ids) for _, ids in client.asked] == [50, 50, 20] * 2
    assert sorted(asked) == sorted([f"id{n:03}" for n in range(120)] * 2), "each once a run"
    assert run_sql(warehouse, "select is_available from ops.capability") == [(True,)]


def test_an_app_that_may_not_even_read_a_track_stops_the_run(warehouse: Engine) -> None:
    item = heard(warehouse, "Light", id="a")
    client = Scripted({("tracks",): CLOSED, ("track",): Forbidden("Active premium subscription required")})
    result = work_off(warehouse, "spotify_track", SpotifyTrackHandler(warehouse), client, item)
    assert isinstance(result.stopped, Unauthorized)
    assert "premium" in str(result.stopped)
    assert [end[0] for end in ends(warehouse, "spotify_track")] == ["pending"]
    assert run_sql(warehouse, "select * from ops.capability") == [], "that says nothing about batches"


def test_a_throttle_is_not_an_answer(warehouse: Engine) -> None:
    item = heard(warehouse, "Light", id="a")
    look_up(warehouse, Scripted({("tracks",): Throttled("slow down", 1.0)}), item)
    ((state, outcome, reason),) = ends(warehouse, "spotify_track")
    assert (state, outcome, reason) == ("retry", None, "slow down")


def test_without_an_id_the_namesake_is_taken(warehouse: Engine) -> None:
    named, with_id = heard(warehouse, "Déjà Vu!", "the tides"), heard(warehouse, "deja vu", "The Tides", id="a")
    says = {("tracks",): CLOSED, ("track", "a"): track("a", "Déjà Vu")}
    first = Scripted(says)
    look_up(warehouse, first, named)
    assert linked(warehouse) == ["a", None], "looked up by the namesake's id, whether or not that was"
    look_up(warehouse, Scripted(says), with_id)
    run_sql(warehouse, "update core.heard_item set catalog_track_id = null where heard_item_id = :id", id=named)
    known = Scripted({})
    look_up(warehouse, known, named)
    assert linked(warehouse) == ["a", "a"]
    assert known.asked == [], "known by then"


def test_without_id_and_namesake_a_search_must_agree(warehouse: Engine) -> None:
    items = [heard(warehouse, "Light"), heard(warehouse, "Fog"), heard(warehouse, None), heard(warehouse, "Sea", None)]
    client = Scripted(
        {
            ("search_track", "The Tides", "Light"): [
                track("live", "Light - Live"),
                track("cover", "Light", artists=(ANN,)),
                track("right", "Light - Remastered 2011", artists=(TIDES, ANN)),
            ],
            ("search_track", "The Tides", "Fog"): [track("wrong", "Frog")],
        }
    )
    look_up(warehouse, client, *items)
    assert linked(warehouse) == ["right", None, None, None]
    assert len(client.asked) == 2
    reasons = [reason for _, outcome, reason in ends(warehouse, "spotify_track") if outcome == "no_data"]
    assert "another title" in str(reasons[0])
    assert "names no title and artist" in str(reasons[1])


def test_what_a_track_tells_is_stored_with_its_credits(warehouse: Engine) -> None:
    item = heard(warehouse, "Light", id="a")
    both = track("a", "Light", artists=(TIDES, ANN))
    look_up(warehouse, Scripted({("tracks",): CLOSED, ("track", "a"): both}), item)
    look_up(warehouse, Scripted({("track", "a"): track("a", "Light", artists=(ANN,))}), item)
    stored = run_sql(
        warehouse,
        "select t.name, t.isrc, t.duration_ms, l.name, l.release_on, l.listed_at, "
        "array_agg(a.name order by credit_order) "
        "from core.catalog_track t join core.catalog_album l using (catalog_album_id) "
        "join core.catalog_track_artist using (catalog_track_id) join core.catalog_artist a using (catalog_artist_id) "
        "group by 1, 2, 3, 4, 5, 6",
    )
    assert stored == [("Light", "ISRCa", 200_000, "Harbor", date(2001, 5, 6), None, ["Ann"])]


def test_an_album_completes_itself_and_forgets_no_isrc(warehouse: Engine) -> None:
    item = heard(warehouse, "Light", id="a")
    look_up(warehouse, Scripted({("tracks",): CLOSED, ("track", "a"): track("a", "Light")}), item)
    ((album_id,),) = run_sql(warehouse, "select catalog_album_id from core.catalog_album")
    tracks = tuple(
        AlbumTrack(id_, name, 90_000, 1, at, (TIDES,)) for at, (id_, name) in enumerate([("x", "X"), ("a", "Light")], 1)
    )
    client = Scripted({("album", "harbor"): Album(HARBOR, tracks)})
    work_off(warehouse, "spotify_album", SpotifyAlbumHandler(), client, album_id)
    assert run_sql(warehouse, "select track_id_spotify, isrc, track_number from core.catalog_track order by 3") == [
        ("x", None, 1),
        ("a", "ISRCa", 2),
    ]
    assert run_sql(warehouse, "select listed_at is not null from core.catalog_album") == [(True,)]
    work_off(warehouse, "spotify_album", SpotifyAlbumHandler(), client, album_id)
    assert [end[:2] for end in ends(warehouse, "spotify_album")] == [("done", "unchanged")]


@pytest.mark.parametrize("kind", ["spotify_track", "recording_match", "spotify_album"])
def test_work_names_what_it_is_about(warehouse: Engine, kind: str) -> None:
    item = heard(warehouse, "Light", id="a")
    look_up(warehouse, Scripted({("tracks",): CLOSED, ("track", "a"): track("a", "Light")}), item)
    ((album_id,),) = run_sql(warehouse, "select catalog_album_id from core.catalog_album")
    number = album_id if kind == "spotify_album" else item
    run_sql(warehouse, "delete from ops.work")
    run_sql(warehouse, "insert into ops.work (kind, entity_id) values (:kind, :id)", kind=kind, id=number)
    named = "Harbor" if kind == "spotify_album" else "Light"
    assert run_sql(warehouse, "select kind, entity_name from mart.fetch_state") == [(kind, named)]
