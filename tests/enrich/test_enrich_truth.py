"""From histories alone enrichment finds what the world's library holds, in fair and in foul weather, and then rests."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from db.fingerprint import fingerprint
from flows.enrich import EnrichResult, run_enrich
from flows.run_context import RunContext
from tests.enrich.running import PROVIDERS, StandIns, a_session, enter_heard, library, standins
from tests.enrich.truth import ENDS, matched
from tests.warehouse.queued import run_sql

Run = tuple[RunContext, EnrichResult]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIns]:
    with standins(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture(scope="module")
def runs(
    servers: StandIns,
    new_warehouse: Callable[[], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Run]]:
    """The same histories enriched without faults, with many, and by an app that may read tracks in batches."""
    folder = tmp_path_factory.mktemp("data")
    done: dict[str, Run] = {}
    with (
        new_warehouse() as one,
        new_warehouse() as two,
        new_warehouse() as three,
        standins(tmp_path_factory.mktemp("extended"), "--spotify-mode", "extended") as extended,
        a_session(one, servers, folder / "clean") as clean,
        a_session(three, extended, folder / "batches") as batches,
        a_session(two, servers, folder / "faulty") as faulty,
    ):
        for name, session in {"clean": clean, "faulty": faulty}.items():
            servers.order("faults", level="heavy" if name == "faulty" else "none")
            enter_heard(session.engine)
            done[name] = session, run_enrich(session)
        servers.order("faults", level="none")
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in extended.environment().items():
                patch.setenv(variable, value)
            enter_heard(batches.engine)
            done["batches"] = batches, run_enrich(batches)
        yield done


def test_what_is_found_by_isrc_is_right(runs: dict[str, Run]) -> None:
    by_isrc = [one for one in matched(runs["clean"][0].engine) if one.track.isrc and one.has_id]
    for known in ("isrc", "shared_isrc"):
        of_kind = [one for one in by_isrc if one.track.known == known]
        right = [one for one in of_kind if one.recording == one.track.id_musicbrainz and one.method == "isrc"]
        assert len(of_kind) >= 8
        assert len(right) / len(of_kind) >= 0.99


def test_what_is_found_by_name_is_right_and_nothing_is_wrong(runs: dict[str, Run]) -> None:
    by_name = [one for one in matched(runs["clean"][0].engine) if one.track.known == "name"]
    right = [one for one in by_name if one.recording == one.track.id_musicbrainz]
    assert len(by_name) >= 20
    assert len(right) / len(by_name) >= 0.9
    wrong = [
        one
        for one in matched(runs["clean"][0].engine)
        if one.recording is not None and one.recording != one.track.id_musicbrainz
    ]
    assert wrong == []


def test_what_musicbrainz_lacks_stays_unresolved_with_a_reason(runs: dict[str, Run]) -> None:
    session, _ = runs["clean"]
    absent = [one for one in matched(session.engine) if one.track.known == "absent"]
    assert len(absent) >= 5
    assert {(one.recording, one.method) for one in absent} == {(None, "unresolved")}
    open_ = run_sql(session.engine, "select plays, reason from mart.unresolved_track")
    assert len(open_) >= len(absent)
    assert all(plays > 0 and len(reason) > 10 for plays, reason in open_)


def test_albums_are_whole(runs: dict[str, Run]) -> None:
    session, _ = runs["clean"]
    stored = run_sql(
        session.engine,
        "select l.album_id_spotify, l.track_count, array_agg(t.track_id_spotify order by disc_number, track_number) "
        "from core.catalog_album l join core.catalog_track t using (catalog_album_id) group by 1, 2",
    )
    heard = {one.track.album for one in matched(session.engine)}
    assert {album: (count, tuple(tracks)) for album, count, tracks in stored} == {
        album.id_spotify: (len(album.tracks), album.tracks) for album in library().albums if album.id_spotify in heard
    }


def test_tracks_named_without_an_id_are_found(runs: dict[str, Run]) -> None:
    session, _ = runs["clean"]
    found = run_sql(
        session.engine,
        "select h.name, t.name from core.heard_item h left join core.catalog_track t using (catalog_track_id) "
        "where h.item_id_spotify is null",
    )
    assert len(found) == 12
    assert sum(name == title for name, title in found) >= 10


def test_evidence_of_somebody_else_is_not_believed(runs: dict[str, Run]) -> None:
    session, _ = runs["clean"]
    reasons = run_sql(
        session.engine, "select count(*) from ops.work where kind = 'tags_theaudiodb' and reason like '%answers for%'"
    )
    assert reasons[0][0] > 0
    various = run_sql(
        session.engine,
        "select count(*) from core.tag_target where source_key like '89ad4ac3%' or source_key ilike '%various%'",
    )
    assert various == [(0,)]


@pytest.mark.parametrize("other", ["faulty", "batches"])
def test_the_way_does_not_show_in_the_result(runs: dict[str, Run], other: str) -> None:
    assert fingerprint(runs[other][0].engine) == fingerprint(runs["clean"][0].engine)
    assert run_sql(runs[other][0].engine, ENDS) == run_sql(runs["clean"][0].engine, ENDS)


def test_throttles_did_happen_and_were_waited_for(runs: dict[str, Run]) -> None:
    session, _ = runs["faulty"]
    throttled = dict(
        run_sql(session.engine, "select provider, count(*) from ops.call where failure = 'throttled' group by 1")
    )
    assert set(throttled) == set(PROVIDERS)
    assert {state for (state,) in run_sql(session.engine, "select distinct state from ops.work")} == {"done"}


def test_a_closed_batch_is_asked_for_once(runs: dict[str, Run]) -> None:
    clean, batches = runs["clean"][0].engine, runs["batches"][0].engine
    calls = "select count(*) from ops.call where provider = 'spotify' and endpoint = :endpoint"
    known = "select feature, is_available, reason is not null from ops.capability"
    assert run_sql(clean, calls, endpoint="tracks") == [(1,)]
    assert run_sql(clean, known) == [("tracks_batch", False, True)]
    assert run_sql(batches, known) == [("tracks_batch", True, False)]
    tracks = run_sql(batches, "select count(*) from core.heard_item where item_id_spotify is not null")[0][0]
    assert run_sql(batches, calls, endpoint="tracks")[0][0] <= tracks / 50 + 3
    assert run_sql(batches, calls, endpoint="track")[0][0] == 0


def test_a_second_run_asks_for_nothing(runs: dict[str, Run], servers: StandIns) -> None:
    session, first = runs["faulty"]
    before, requests = fingerprint(session.engine), servers.stats()
    again = run_enrich(session)
    assert fingerprint(session.engine) == before
    assert {name: one["requests"] for name, one in servers.stats().items()} == {
        name: one["requests"] for name, one in requests.items()
    }
    assert [(row["new"], row["again"], row["calls"]) for row in again.table()] == [(0, 0, 0)] * len(first.stages)
    assert again.known == first.known
    states = run_sql(session.engine, "select state, summary -> 'stages' is not null from ops.run where flow = 'enrich'")
    assert set(states) == {("completed", True)}


def test_tracks_have_genres_in_the_end(runs: dict[str, Run]) -> None:
    session, result = runs["clean"]
    ((tracks,),) = run_sql(session.engine, "select count(distinct heard_item_id) from mart.track_genre")
    assert tracks / result.known["tracks"] > 0.9
