"""A run that is stopped in whatever way keeps what it has, and the next ends where an undisturbed one ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.fingerprint import fingerprint
from flows.enrich import EnrichmentStopped, enrichment_providers, run_enrich
from flows.run_context import RunContext
from tasks.limits.store import set_limit
from tests.enrich.running import PROVIDERS, ROOT, StandIns, a_session, enter_heard, environment, standins
from tests.enrich.truth import matched
from tests.warehouse.queued import run_sql

DAYS = 3
Fingerprint = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIns]:
    with standins(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture
def session(
    new_warehouse: Callable[[], AbstractContextManager[str]], servers: StandIns, tmp_path: Path
) -> Iterator[RunContext]:
    with new_warehouse() as database, a_session(database, servers, tmp_path / "data") as made:
        enter_heard(made.engine, DAYS)
        yield made
    servers.order("faults", level="none")
    servers.order("spotify", state="open")


@pytest.fixture(scope="module")
def undisturbed(
    new_warehouse: Callable[[], AbstractContextManager[str]],
    servers: StandIns,
    tmp_path_factory: pytest.TempPathFactory,
) -> Fingerprint:
    folder = tmp_path_factory.mktemp("undisturbed")
    with new_warehouse() as database, a_session(database, servers, folder) as made:
        enter_heard(made.engine, DAYS)
        run_enrich(made)
        return fingerprint(made.engine)


def done(engine: Engine) -> int:
    return int(run_sql(engine, "select count(*) from ops.work where state = 'done'")[0][0])


def test_killed_again_and_again(
    session: RunContext, servers: StandIns, undisturbed: Fingerprint, tmp_path: Path
) -> None:
    for name in PROVIDERS:
        set_limit(session.engine, name, allowed_per_s=80)
    command = [sys.executable, "-c", "from flows.cli.main import main; main()", "enrich", "--json"]
    env = environment(session.url, servers, tmp_path / "data")
    kills = 0
    for wanted in (40, 200, 420):
        child = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        limit = time.monotonic() + 120
        while child.poll() is None and done(session.engine) < wanted:
            assert time.monotonic() < limit, "nothing is done"
            time.sleep(0.05)
        kills += child.poll() is None
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        # their holder is gone, so nobody needs to wait for it
        run_sql(session.engine, "update ops.work set lease_until = now() where state = 'leased'")
    assert kills >= 2
    for name in PROVIDERS:
        set_limit(session.engine, name, allowed_per_s=1000)
    run_enrich(session)
    assert fingerprint(session.engine) == undisturbed
    assert run_sql(session.engine, "select distinct state from ops.work") == [("done",)]


@pytest.mark.parametrize(
    ("name", "variable", "value", "kinds", "said"),
    [
        ("lastfm", "LASTFM_BASE_URL", "http://127.0.0.1:9/lastfm", ("tags_lastfm",), "can't be reached"),
        ("discogs", "DISCOGS_TOKEN", "gu3ssed", ("tags_discogs",), "DISCOGS_TOKEN"),
    ],
)
def test_a_provider_that_is_away_holds_up_no_other(
    session: RunContext,
    undisturbed: Fingerprint,
    name: str,
    variable: str,
    value: str,
    kinds: tuple[str, ...],
    said: str,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variable, value)
        with pytest.raises(EnrichmentStopped) as told:
            run_enrich(session)
    assert name in str(told.value)
    assert said in str(told.value)
    assert "groundswell enrich" in str(told.value)
    assert "gu3ssed" not in str(told.value)
    states = run_sql(session.engine, "select distinct kind, state from ops.work where state <> 'done'")
    assert set(states) == {(kind, "pending") for kind in kinds}, "neither lost nor taken for an answer"
    assert fingerprint(session.engine)["core.item_recording"] == undisturbed["core.item_recording"]
    ((state, stopped),) = run_sql(
        session.engine, "select state, summary -> 'stopped' ->> :name from ops.run where flow = 'enrich'", name=name
    )
    assert state == "failed"
    assert said in stopped
    run_enrich(session)
    assert fingerprint(session.engine) == undisturbed


@pytest.mark.parametrize(("state", "said"), [("quota_exceeded", "quota"), ("no_premium", "refuses this app")])
def test_a_spotify_that_refuses_everything(
    session: RunContext, servers: StandIns, undisturbed: Fingerprint, state: str, said: str
) -> None:
    servers.order("spotify", state=state)
    with pytest.raises(EnrichmentStopped, match=f"spotify: .*{said}"):
        run_enrich(session)
    assert run_sql(session.engine, "select distinct state from ops.work") == [("pending",)]
    assert run_sql(session.engine, "select * from ops.capability") == [], "which says nothing about batches"
    servers.order("spotify", state="open")
    set_limit(session.engine, "spotify")  # lifts the block
    run_enrich(session)
    assert fingerprint(session.engine) == undisturbed


def test_without_spotify_names_do_and_its_coming_mends_what_they_could_not(
    session: RunContext, undisturbed: Fingerprint
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SPOTIFY_CLIENT_ID")
        result = run_enrich(session)
    assert ["SPOTIFY_CLIENT_ID" in warning for warning in result.warnings] == [True]
    assert next(row["stage"] for row in result.table()) == "recordings"
    found = [one for one in matched(session.engine) if one.recording is not None]
    assert len(found) > 50
    assert {one.method for one in found} == {"search"}
    assert run_sql(session.engine, "select count(*) > 100 from core.tag_evidence") == [(True,)]
    wrong = [one for one in found if one.recording != one.track.id_musicbrainz]
    assert len(wrong) / len(found) < 0.02, "without lengths, songs of one name and artist can't be told apart"
    run_enrich(session)
    # a tag that was seen once stays mapped
    assert {**fingerprint(session.engine), "core.tag_mapping": undisturbed["core.tag_mapping"]} == undisturbed


def test_without_musicbrainz_and_keys_the_rest_goes_on(session: RunContext, undisturbed: Fingerprint) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("MUSICBRAINZ_CONTACT", "LASTFM_API_KEY"):
            patch.delenv(variable)
        result = run_enrich(session)
    assert len(result.warnings) == 2
    asked = [one for one in enrichment_providers() if one.code not in ("musicbrainz", "lastfm")]
    kinds = [
        kind for one in asked for kind in one.kinds if kind.entity in ("heard_item", "catalog_album", "tag_target")
    ]
    assert [row["stage"] for row in result.table()] == [kind.stage for kind in kinds]
    run_enrich(session)
    assert fingerprint(session.engine) == undisturbed
