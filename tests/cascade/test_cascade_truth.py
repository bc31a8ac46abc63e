"""From charts alone the cascade finds everything of a world, with and without faults, and then rests."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from db.fingerprint import fingerprint
from db.schema import metadata
from flows.cascade import CascadeResult, run_cascade
from flows.chart_sync import ChartSyncResult, sync_charts
from flows.run_context import RunContext
from sandbox.world import World, make_world
from tasks.cascade.store import find_orphans
from tests.cascade import truth
from tests.cascade.running import a_session, schedule
from tests.sandbox.standin import StandIn, running
from tests.warehouse.queued import run_sql

ARTISTS, TRACKS = 12, 25
SLUGS = ("spotify-weekly-us", "spotify-weekly-jp")
KEY = "s3cret-of-the-stand-in"
PLATFORMS = ["spotify", "youtube", "shazam", "airplay", "tiktok"]
FAULTS = {
    "clean": {},
    "faulty": {
        "rate_limit": 0.005,
        "unavailable": 0.06,
        "error": 0.05,
        "slow": 0.002,
        "cut": 0.06,
        "bad_json": 0.06,
        "empty_page": 0.06,
    },
}


@dataclass
class Run:
    """A finished first run; ``requests`` came to the provider, and it charged ``charged`` of them."""

    session: RunContext
    charts: ChartSyncResult
    cascade: CascadeResult
    requests: int
    charged: int

    @property
    def engine(self) -> Engine:
        return self.session.engine


@pytest.fixture(scope="module")
def small() -> World:
    return make_world(artists=ARTISTS, tracks=TRACKS)


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    folder = tmp_path_factory.mktemp("provider")
    credentials = folder / "credentials.json"
    credentials.write_text(json.dumps({"api_key": KEY}))
    arguments = ("--rate", "100000", "--artists", str(ARTISTS), "--tracks", str(TRACKS))
    with running(folder, *arguments, "--credentials-file", str(credentials)) as server:
        yield server


@pytest.fixture(scope="module")
def runs(
    provider: StandIn,
    small: World,
    new_warehouse: Callable[[], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Run]]:
    """The same world fetched without and with faults."""
    folder = tmp_path_factory.mktemp("data")
    with (
        new_warehouse() as one,
        new_warehouse() as two,
        a_session(one, provider, folder / "clean", small.end_on, KEY) as clean,
        a_session(two, provider, folder / "faulty", small.end_on, KEY) as faulty,
    ):
        done = {}
        for name, session in {"clean": clean, "faulty": faulty}.items():
            schedule(session, SLUGS, priority_platforms=PLATFORMS)
            provider.set_faults(shares=FAULTS[name])
            before = provider.stats()
            charts, cascade = sync_charts(session, None), run_cascade(session, None)
            after = provider.stats()
            charged = before["quota_remaining"] - after["quota_remaining"]
            done[name] = Run(session, charts, cascade, after["requests"] - before["requests"], charged)
        provider.set_faults(level="none")
        yield done


@pytest.fixture(params=list(FAULTS))
def run(request: pytest.FixtureRequest, runs: dict[str, Run]) -> Run:
    return runs[request.param]


def test_faults_did_happen(runs: dict[str, Run]) -> None:
    failures = dict(run_sql(runs["faulty"].engine, "select failure, count(*) from ops.call group by failure"))
    assert set(failures) >= {None, "unavailable", "unreadable"}
    assert failures["unavailable"] + failures["unreadable"] > 30
    assert dict(run_sql(runs["clean"].engine, "select failure, count(*) from ops.call group by failure")).keys() == {
        None,
        "not_found",
    }


def test_rankings_are_those_of_the_world(run: Run, small: World) -> None:
    assert truth.stored_rankings(run.engine) == truth.true_rankings(small, SLUGS)


def test_credits_are_those_of_the_world(run: Run, small: World) -> None:
    assert truth.stored_credits(run.engine) == truth.true_credits(small, SLUGS)


def test_every_reading_is_that_of_the_world(run: Run, small: World) -> None:
    true, stored = truth.true_series(small, SLUGS), truth.stored_series(run.engine)
    assert set(stored) == set(true)
    assert {key for key in true if stored[key] != true[key]} == set()


def test_songs_and_artists_have_their_metadata(run: Run, small: World) -> None:
    songs = {uuid: small.track_by_uuid[uuid] for uuid in truth.charted(small, SLUGS)}
    rows = run_sql(
        run.engine, "select track_id_soundcharts::text, name, credit_name, isrc, release_on, duration_s from core.track"
    )
    assert {tuple(row) for row in rows} == {
        (
            uuid,
            song.name,
            song.credit_name,
            None if song.is_thin or song.is_deleted else song.isrc,
            None if song.is_thin or song.is_deleted else song.released_on,
            None if song.is_deleted else song.duration_s,
        )
        for uuid, song in songs.items()
    }
    artists = {artist for _, artist in truth.true_credits(small, SLUGS)}
    rows = run_sql(run.engine, "select artist_id_soundcharts::text, name, country_code, biography from core.artist")
    assert {tuple(row) for row in rows} == {
        (uuid, known.name, known.country, known.biography)
        for uuid, known in small.artist_by_uuid.items()
        if uuid in artists
    }


def test_nothing_is_unaccounted_for(run: Run, small: World) -> None:
    assert run.cascade.orphans == []
    assert find_orphans(run.engine, small.end_on) == []
    assert run_sql(run.engine, "select distinct state from ops.work") == [("done",)]


def test_what_is_not_there_is_told_apart(run: Run, small: World) -> None:
    rows = run_sql(
        run.engine,
        "select w.kind, coalesce(t.track_id_soundcharts, a.artist_id_soundcharts)::text, w.platform "
        "from ops.work w left join core.track t on w.kind ~ '^track' and t.track_id = w.entity_id "
        "left join core.artist a on w.kind ~ '^artist' and a.artist_id = w.entity_id where w.outcome = 'no_data'",
    )
    deleted = small.deleted_track
    expected = {("track_metadata", deleted, "")} | {("track_audience", deleted, platform) for platform in PLATFORMS}
    silent = small.silent_audience
    if silent is not None and any(silent[0] == artist for _, artist in truth.true_credits(small, SLUGS)):
        expected.add(("artist_audience", *silent))
    if deleted not in truth.charted(small, SLUGS):
        expected = {item for item in expected if item[1] != deleted}
    assert {tuple(row) for row in rows} == expected
    offered = run_sql(
        run.engine, "select distinct kind, platform from ops.work where outcome = 'not_offered' order by 2"
    )
    assert [tuple(row) for row in offered] == [("artist_audience", "airplay"), ("artist_audience", "shazam")]


def test_faults_leave_no_trace_in_the_content(runs: dict[str, Run]) -> None:
    clean, faulty = (fingerprint(runs[name].engine) for name in ("clean", "faulty"))
    assert clean == faulty
    assert clean["core.audience_point"]["rows"] > 1000


def test_without_faults_each_thing_is_asked_for_once(runs: dict[str, Run]) -> None:
    twice = run_sql(runs["clean"].engine, "select url from raw.answer group by url having count(*) > 1")
    # what a chart is, only a ranking tells; the newest is read once more as an item of its own
    assert [url for (url,) in twice if "/ranking/" not in url] == []
    assert len(twice) == len(SLUGS)


def test_the_ledger_agrees_with_the_providers_own_books(run: Run) -> None:
    ((calls, cost),) = run_sql(run.engine, "select count(*), sum(cost) from ops.call")
    assert (calls, cost) == (run.requests, run.charged)
    stages = [run.charts.stage, *run.cascade.stages]
    ((planning,),) = run_sql(run.engine, "select count(*) from ops.call where work_id is null")
    assert sum(stage.result.calls for stage in stages) == calls - planning


def test_the_key_is_nowhere_in_the_database(run: Run) -> None:
    for table in metadata.sorted_tables:
        found = run_sql(run.engine, f"select from {table.fullname} as kept where kept::text like '%{KEY}%'")
        assert found == [], table.fullname
    assert (
        run_sql(run.engine, "select from raw.answer where position(convert_to(:key, 'UTF8') in body) > 0", key=KEY)
        == []
    )


def test_a_second_run_has_nothing_to_do(run: Run, small: World) -> None:
    before = fingerprint(run.engine)
    ((calls,),) = run_sql(run.engine, "select count(*) from ops.call")
    again = run_cascade(run.session, None)
    assert [(stage.new, stage.again, stage.result.calls) for stage in again.stages] == [(0, 0, 0)] * 3
    assert run_sql(run.engine, "select count(*) from ops.call") == [(calls,)]
    charts = sync_charts(run.session, None)
    assert charts.stage.result.leased == 0
    assert fingerprint(run.engine) == before
    assert again.orphans == []


def test_runs_are_written_down_with_their_figures(run: Run) -> None:
    rows = run_sql(run.engine, "select flow, state, ended_at is not null, summary from ops.run order by run_id limit 2")
    assert [(flow, state, ended) for flow, state, ended, _ in rows] == [
        ("chart-sync", "completed", True),
        ("cascade", "completed", True),
    ]
    assert rows[1].summary["stages"][0]["stage"] == "track metadata"
    assert sum(stage["calls"] for _, _, _, summary in rows for stage in summary["stages"]) > 100
