"""Works meet Spotify: linked where it is sure, offered where it is not, checked again, by nothing but answers."""

from dataclasses import replace
from datetime import date

import pytest
from carded import ANA, run
from sqlalchemy import Engine

from tasks.providers.errors import Forbidden, Throttled, Unauthorized
from tasks.providers.spotify.records import AlbumHead, ArtistHead, Track
from tasks.works.check_handler import WorkCheckHandler
from tasks.works.search_handler import WorkSearchHandler
from tasks.works.steps import relink_works
from tasks.works.store import plan
from tests.enrich.scripted import Scripted, ends, work_off

ALBUM = AlbumHead("album", "Light", "album", date(2020, 5, 1), 10, ())
TRACK = Track("t" * 22, "Harbour", "GBAYE2000001", 200_000, ALBUM, (ArtistHead(ANA, "Ana"),), 1, 1)
OTHER = replace(TRACK, id="o" * 22, name="Harbour - Radio Edit", isrc="GBAYE2000002", duration_ms=198_500)


@pytest.fixture
def works(warehouse: Engine) -> Engine:
    """Ana has a card and two works, one with an ISRC."""
    run(warehouse, f"insert into core.artist (artist_id_spotify, name) values ('{ANA}', 'Ana')")
    run(
        warehouse,
        "insert into app.artist_card (artist_id, status, label, created_by, confirmed_at) "
        "select artist_id, 'confirmed', 'North', 'mia', now() from core.artist",
    )
    run(
        warehouse,
        "insert into core.work (work_id, artist_id, title, credit_name, isrc, album, duration_ms, entered_by, "
        "entered_at, changed_at) overriding system value "
        "select v.n, a.artist_id, v.title, 'Ana', v.isrc, 'Light', v.ms, 'mia', now(), now() from core.artist a, "
        "(values (1, 'Harbour', 'GBAYE2000001', 200000), (2, 'Fog', null, 180000)) v (n, title, isrc, ms) order by v.n",
    )
    return warehouse


def search(engine: Engine, client: Scripted, *works: int) -> None:
    work_off(engine, "work_search", WorkSearchHandler(engine), client, *works)


def links(engine: Engine) -> list[tuple[object, ...]]:
    return run(
        engine,
        "select work_id, left(track_id_spotify, 1), confidence, state from core.work_link where known_until is null "
        "order by 1",
    )


def test_an_isrc_takes_one_call_and_names_the_next(works: Engine) -> None:
    fog = replace(TRACK, id="f" * 22, name="Fog", isrc=None, duration_ms=180_900)
    client = Scripted({("search_isrc", "GBAYE2000001"): [TRACK], ("search_track", "Ana", "Fog"): [OTHER, fog]})
    search(works, client, 1, 2)
    assert client.asked == [("search_isrc", "GBAYE2000001"), ("search_track", "Ana", "Fog")]
    assert links(works) == [(1, "t", "high", "live"), (2, "f", "high", "live")]
    assert run(works, "select work_id, left(track_id_spotify, 1), found_by from core.work_candidate order by 1, 2") == [
        (1, "t", "isrc"),
        (2, "f", "search"),
        (2, "o", "search"),
    ]
    search(works, client, 1, 2)
    assert run(works, "select count(*) from core.work_link") == [(2,)], "asked again, nothing changes"


def test_a_throttle_or_a_refusal_is_never_that_nothing_is_found(works: Engine) -> None:
    search(works, Scripted({("search_isrc",): Throttled("slow down", 1.0)}), 1)
    assert ends(works, "work_search") == [("retry", None, "slow down")]
    client = Scripted({("search_isrc",): Forbidden("closed")})
    result = work_off(works, "work_search", WorkSearchHandler(works), client, 1)
    assert isinstance(result.stopped, Unauthorized)
    assert run(works, "select unlinked_reason from core.work where work_id = 1") == [(None,)]
    assert run(works, "select link_state from mart.work where work_id = 1") == [("not searched",)]


def test_nothing_found_says_so(works: Engine) -> None:
    search(works, Scripted({("search_isrc",): [], ("search_track",): []}), 1)
    assert ends(works, "work_search") == [("done", "no_data", "Spotify finds nothing by these names")]
    assert run(works, "select link_state, missing_reason from mart.work where work_id = 1") == [
        ("missing", "Spotify finds nothing by these names")
    ]


def test_what_is_doubtful_waits_and_what_is_rejected_stays_away(works: Engine) -> None:
    run(works, "update core.work set isrc = null where work_id = 1")
    client = Scripted({("search_track", "Ana", "Harbour"): [OTHER]})
    search(works, client, 1)
    assert links(works) == []
    [(number, reasons)] = run(works, "select suggestion_id, reasons from mart.work_suggestion")
    assert "but another cut (edit)" in reasons
    run(works, f"select app.decide_work_link({number}, false, 'mia')")
    search(works, client, 1)
    assert relink_works.fn(works) == 0
    assert run(works, "select state from app.work_suggestion") == [("rejected",)]
    assert run(works, "select count(*) from mart.work_suggestion") == [(0,)]
    assert links(works) == []


def test_linking_anew_asks_nothing_and_follows_what_the_catalogue_says(works: Engine) -> None:
    search(works, Scripted({("search_isrc",): [TRACK], ("search_track",): [OTHER]}), 1)
    assert relink_works.fn(works) == 0
    assert links(works) == [(1, "t", "high", "live")]
    run(works, "update core.work set title = 'Something Else' where work_id = 1")
    assert relink_works.fn(works) == 0
    assert links(works) == [], "a link the catalogue speaks against ends"
    run(works, "update core.work set title = 'Harbour' where work_id = 1")
    assert relink_works.fn(works) == 1
    assert run(works, "select count(*), count(known_until) from core.work_link") == [(2, 1)]


def test_what_people_linked_is_left_alone(works: Engine) -> None:
    run(works, f"select app.link_work(1, '{'h' * 22}', 'mia')")
    client = Scripted({("search_isrc",): [TRACK]})
    search(works, client, 1)
    relink_works.fn(works)
    assert (links(works), client.asked) == ([(1, "h", "by_hand", "live")], [])


def verify(engine: Engine, track: object, *markets: str) -> tuple[object, ...]:
    says = {("track",): track} if track is not None else {}
    work_off(engine, "work_check", WorkCheckHandler(engine, markets), Scripted(says), 1)
    query = "select state, absences, state_reason from core.work_link where work_id = 1 and known_until is null"
    [found] = run(engine, query)
    return found


def test_a_track_that_is_gone_twice_is_dead_and_another_one_takes_its_place(works: Engine) -> None:
    search(works, Scripted({("search_isrc",): [TRACK]}), 1)
    assert verify(works, TRACK) == ("live", 0, None)
    assert verify(works, Throttled("slow down", 1.0))[:2] == ("live", 0)
    assert verify(works, None)[:2] == ("live", 1)
    assert verify(works, None)[:2] == ("dead", 2)
    assert run(works, "select is_linked, link_state from mart.work where work_id = 1") == [(False, "dead")]
    assert relink_works.fn(works) == 0, "the dead track is no candidate"
    assert links(works) == [(1, "t", "high", "dead")]
    search(works, Scripted({("search_isrc",): [replace(TRACK, id="n" * 22)]}), 1)
    assert links(works) == [(1, "n", "high", "live")]


def test_a_changed_and_a_lost_track(works: Engine) -> None:
    search(works, Scripted({("search_isrc",): [TRACK]}), 1)
    assert verify(works, replace(TRACK, name="Harvest"))[0] == "changed"
    assert verify(works, replace(TRACK, markets=("US",)), "GB") == ("region_lost", 0, "not playable in GB")
    assert verify(works, TRACK, "GB") == ("live", 0, None)


def test_what_is_due(works: Engine) -> None:
    def due(kind: str, is_all: bool = False) -> tuple[int, int, int]:
        with works.begin() as connection:
            planned = plan(connection, kind, is_all=is_all)
        return planned.found, planned.new, planned.again

    assert due("work_search") == (2, 2, 0)
    assert due("work_check") == (0, 0, 0)
    search(works, Scripted({("search_isrc",): [TRACK], ("search_track",): []}), 1, 2)
    assert due("work_search") == (2, 0, 0)
    run(works, "update core.work set changed_at = now() + interval '1 second' where work_id = 1")
    assert due("work_search") == (2, 0, 1), "what changed is looked up again"
    search(works, Scripted({("search_isrc",): [TRACK], ("search_track",): []}), 1, 2)
    run(works, "update ops.work set done_at = now() - interval '15 days'")
    run(works, "update core.work set changed_at = now() - interval '20 days'")
    assert due("work_search") == (2, 0, 1), "and what has no link after two weeks"
    assert due("work_check") == (1, 1, 0)
    verify(works, None)
    assert due("work_check") == (1, 0, 0)
    run(works, "update core.work_link set checked_at = now() - interval '21 hours'")
    assert due("work_check") == (1, 0, 1), "a first absence is asked about on the next day"
