"""A request brings in the days that were missing, however often it is broken off, and asks for nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.fingerprint import table_fingerprint
from db.schema.audience import audience_point
from flows.audience_request import RequestFailed, run_audience_requests
from flows.cascade import run_cascade
from flows.chart_sync import sync_charts
from flows.run_context import RunContext
from flows.sweep_gaps import sweep_gaps
from sandbox.world import make_world
from tasks.limits.store import set_limit
from tests.audience.requested import Requests
from tests.cascade import truth
from tests.cascade.running import ARTISTS, SIZE, TRACKS, a_session, schedule
from tests.sandbox.standin import ROOT, StandIn, running
from tests.warehouse.queued import run_sql

DAYS = 240
SLUGS = ("spotify-weekly-gb",)
WORLD = make_world(artists=ARTISTS, tracks=TRACKS)
NEW_ITEMS = "select count(*) from app.audience_request_item i join ops.work w using (work_id) where w.state = 'done'"

Copy = Callable[[str], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def cascaded(
    new_warehouse: Callable[[], AbstractContextManager[str]],
    provider: StandIn,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A warehouse after a cascade: the last 100 days are read."""
    with new_warehouse() as url:
        with a_session(url, provider, tmp_path_factory.mktemp("cascaded") / "data", WORLD.end_on) as session:
            schedule(session, SLUGS)
            sync_charts(session, None)
            run_cascade(session, None)
        yield url


@contextmanager
def asked(url: str, copied: Copy, provider: StandIn, folder: Path) -> Iterator[tuple[RunContext, Requests, int]]:
    """A copy of it in which somebody waits for the last 240 days of all artists."""
    with copied(url) as database, a_session(database, provider, folder / "data", WORLD.end_on) as session:
        requests = Requests(session.engine)
        yield session, requests, requests.ask(*artists(session.engine), **period())[0]


@pytest.fixture
def open_request(
    cascaded: str, copied_database: Copy, provider: StandIn, tmp_path: Path
) -> Iterator[tuple[RunContext, Requests, int]]:
    with asked(cascaded, copied_database, provider, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def undisturbed(
    cascaded: str, copied_database: Copy, provider: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What a request leaves that nothing happened to."""
    with asked(cascaded, copied_database, provider, tmp_path_factory.mktemp("undisturbed")) as (
        session,
        requests,
        request,
    ):
        [result] = run_audience_requests(session, request)
        told = requests.progress(request)
        assert (told["state"], float(told["share"])) == ("done", 1.0)
        assert result.stage.result.calls <= told["predicted_calls"]
        assert told["unknown_cells"] == result.unknown_cells > 0, "the world lacks days, and one track is deleted"
        stored = truth.stored_series(session.engine)
        true = truth.true_series(WORLD, SLUGS, DAYS)
        assert stored == {key: true[key] for key in true if "tiktok_videos" not in key[1]}
        return points(session.engine)


def artists(engine: Engine) -> list[str]:
    return [name for (name,) in run_sql(engine, "select name from core.artist")]


def period(days: int = DAYS) -> dict[str, str]:
    return {"from_on": str(WORLD.end_on - timedelta(days=days - 1)), "to_on": str(WORLD.end_on)}


def points(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        return table_fingerprint(connection, audience_point)


def test_a_run_that_is_killed_goes_on_where_it_stopped(
    open_request: tuple[RunContext, Requests, int], undisturbed: dict[str, Any]
) -> None:
    session, requests, request = open_request
    set_limit(session.engine, "soundcharts", allowed_per_s=100)
    code = "from flows.audience_request import audience_request; audience_request.fn()"
    killed = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    limit = time.monotonic() + 60
    while run_sql(session.engine, NEW_ITEMS)[0][0] < 40:
        assert killed.poll() is None
        assert time.monotonic() < limit
        time.sleep(0.05)
    told = requests.progress(request)
    assert told["is_at_work"]
    assert 0 < told["share"] < 1
    assert told["month_from"] >= WORLD.end_on - timedelta(days=DAYS)
    assert told["seconds_left"] > 0
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert requests.progress(request)["state"] == "running"
    before = run_sql(
        session.engine, "select work_id, done_at from ops.work where state = 'done' and first_on is not null"
    )
    assert not requests.progress(request)["is_at_work"]
    run_sql(session.engine, "update ops.work set lease_until = now() where state = 'leased'")
    set_limit(session.engine, "soundcharts", allowed_per_s=5000)
    run_audience_requests(session, request)
    assert requests.progress(request)["state"] == "done"
    assert points(session.engine) == undisturbed
    after = dict(map(tuple, run_sql(session.engine, "select work_id, done_at from ops.work")))
    assert [after[work_id] for work_id, _ in before] == [done_at for _, done_at in before], "asked for twice"


def test_a_provider_that_goes_away_and_comes_back(
    cascaded: str,
    copied_database: Copy,
    provider: StandIn,
    undisturbed: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running(tmp_path, *SIZE) as dying, asked(cascaded, copied_database, dying, tmp_path) as opened:
        session, requests, request = opened
        monkeypatch.setattr("tasks.work.stages.BATCH", 40)
        dying.set_quota(60)
        with pytest.raises(RequestFailed):
            run_audience_requests(session, request)
        set_limit(session.engine, "soundcharts")  # lifts the block
        requests.call("retry_audience", request_id=request, done_by="mia")
        os.kill(dying.pid, signal.SIGKILL)
        with pytest.raises(RequestFailed):
            run_audience_requests(session, request)
        told = requests.progress(request)
        assert told["state"] == "failed"
        assert told["failure"].startswith("The provider can't be reached")
        assert 0 < told["share"] < 1, "what came is kept"
        monkeypatch.setenv("SOUNDCHARTS_BASE_URL", str(provider.client.base_url))
        [again] = requests.of("leo").call("retry_audience", request_id=request, done_by="leo")
        assert again["retry_audience"] == request
        run_audience_requests(session, request)
        assert requests.progress(request)["state"] == "done"
        assert points(session.engine) == undisturbed


def test_a_budget_that_is_spent_keeps_what_came(
    open_request: tuple[RunContext, Requests, int], undisturbed: dict[str, Any]
) -> None:
    session, requests, request = open_request
    ((spent,),) = run_sql(session.engine, "select spent_calls from ops.rate_limit where provider = 'soundcharts'")
    set_limit(session.engine, "soundcharts", daily_budget=spent + 25)
    with pytest.raises(RequestFailed, match="budget"):
        run_audience_requests(session)
    told = requests.progress(request)
    assert (told["state"], 0 < told["share"] < 1) == ("failed", True)
    assert "budget" in told["failure"]
    assert run_sql(session.engine, "select distinct state from ops.work where first_on is not null order by 1") == [
        ("done",),
        ("pending",),
    ]
    set_limit(session.engine, "soundcharts", no_budget=True)
    requests.call("retry_audience", request_id=request, done_by="mia")
    run_audience_requests(session)
    assert points(session.engine) == undisturbed


def test_what_is_cancelled_while_it_runs_ends(open_request: tuple[RunContext, Requests, int]) -> None:
    session, requests, request = open_request
    set_limit(session.engine, "soundcharts", allowed_per_s=60)
    code = "from flows.audience_request import audience_request; audience_request.fn()"
    run = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        while run_sql(session.engine, NEW_ITEMS)[0][0] < 10:
            assert run.poll() is None
            time.sleep(0.05)
        assert requests.cancel(request)
        assert run.wait(timeout=60) == 0
    finally:
        run.kill()
    told = requests.progress(request)
    assert told["state"] == "cancelled"
    assert told["share"] > 0
    assert run_sql(session.engine, "select count(*) from ops.work where first_on is not null and state <> 'done'") == [
        (0,)
    ]


def test_what_the_provider_does_not_know_is_not_asked_for_again(open_request: tuple[RunContext, Requests, int]) -> None:
    session, requests, request = open_request
    run_audience_requests(session, request)
    calls = run_sql(session.engine, "select count(*) from ops.call")
    # a day is lost after it was read: the request is done, so it asks for nothing, even if somebody starts it again
    run_audience_requests(session, request)
    assert run_sql(session.engine, "select count(*) from ops.call") == calls
    rows = requests.call("audience_missing", **requests.question(*artists(session.engine), **period()))
    assert rows
    assert all(row["answered_at"] is not None for row in rows), "all that is missing now was asked for"


def test_the_nightly_run_takes_along_what_nobody_started(open_request: tuple[RunContext, Requests, int]) -> None:
    _, requests, request = open_request
    sweep_gaps.fn(WORLD.end_on)
    assert requests.progress(request)["state"] == "done"


def test_two_requests_that_overlap_share_what_is_queued(open_request: tuple[RunContext, Requests, int]) -> None:
    session, requests, request = open_request
    longer, is_new = requests.of("leo").ask(*artists(session.engine), **period(DAYS + 20))
    assert is_new
    [first, second] = run_audience_requests(session)
    assert (first.request_id, second.request_id) == (request, longer)
    assert {requests.of("leo").progress(one)["state"] for one in (request, longer)} == {"done"}
    assert second.stage.result.calls < first.stage.result.calls
