"""What looks read from a real warehouse, and the exit codes of the verbs that say what is wrong."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from prefect import flow
from sqlalchemy import Engine
from test_data_checks import BREAKS, METRIC
from typer.testing import CliRunner, Result

from db.errors import GroundswellError
from flows.cli.check import check
from flows.cli.freshness import freshness
from tasks.checks import disks, steps
from tasks.checks.data_check_store import read_newest
from tasks.checks.steps import Place, look, look_at_data
from tasks.checks.store import read_queue, read_runs, read_undelivered, read_under_way
from tasks.runs.parts import Part, run_branches
from tasks.runs.recorded import recorded
from tests.warehouse.queued import queue_tracks, run_sql

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUN = """
insert into ops.run (flow, parameters, state, reason, started_at, ended_at, part_of)
values (:flow, '{}', :state, :reason, :started_at, :ended_at, :part_of) returning run_id
"""


def enter_run(engine: Engine, flow: str, state: str, hours: float, part_of: int | None = None) -> int:
    """A run that began so many hours before NOW and took one, where it has ended."""
    began = NOW - hours * HOUR
    ended = None if state == "running" else began + HOUR
    given = {"flow": flow, "state": state, "reason": None, "started_at": began, "ended_at": ended, "part_of": part_of}
    ((run_id,),) = run_sql(engine, RUN, **given)
    return int(run_id)


def test_the_last_run_of_each_flow_counts_and_parts_of_others_do_not(warehouse: Engine) -> None:
    enter_run(warehouse, "daily", "failed", 30)
    enter_run(warehouse, "charts", "failed", 9)
    parent = enter_run(warehouse, "daily", "partial", 6)
    enter_run(warehouse, "cascade", "failed", 5, part_of=parent)
    enter_run(warehouse, "charts", "completed", 5, part_of=parent)
    enter_run(warehouse, "rollup", "failed", 9)
    enter_run(warehouse, "rollup", "completed", 8)
    enter_run(warehouse, "enrich", "completed", 26)
    enter_run(warehouse, "enrich", "running", 25)
    enter_run(warehouse, "history", "failed", 5)
    enter_run(warehouse, "history", "running", 4)
    enter_run(warehouse, "long-ago", "failed", 8 * 24)
    found = {(run.flow, run.state) for run in read_runs(warehouse, NOW)}
    assert found == {
        ("charts", "completed"),
        ("daily", "partial"),
        ("rollup", "completed"),
        ("enrich", "running"),
        ("history", "failed"),  # the one under way has not ended yet
    }


def test_what_runs_now_is_known_for_a_day(warehouse: Engine) -> None:
    enter_run(warehouse, "daily", "completed", 6)
    enter_run(warehouse, "cascade", "running", 1)
    enter_run(warehouse, "enrich", "running", 24.5)
    assert read_under_way(warehouse, NOW) == (["cascade"], NOW - 5 * HOUR)


def test_a_run_called_by_another_is_part_of_it_in_every_branch(warehouse: Engine) -> None:
    def called(name: str) -> Any:
        @flow(name=name)
        def run() -> None:
            with recorded(warehouse, name, {}, dict):
                pass

        return run

    with recorded(warehouse, "outer", {}, dict):
        run_branches([Part(called("left"), (), "")], [Part(called("right"), (), "")])
    called("alone").fn()
    rows = run_sql(
        warehouse, "select r.flow, p.flow from ops.run r left join ops.run p on p.run_id = r.part_of order by r.flow"
    )
    assert rows == [("alone", None), ("left", "outer"), ("outer", None), ("right", "outer")]


def test_the_queue_is_read_by_kind(warehouse: Engine) -> None:
    queue_tracks(warehouse, 2, queued_at=NOW - 30 * HOUR, next_try_at=NOW - 26 * HOUR)
    queue_tracks(warehouse, 1, queued_at=NOW - 90 * HOUR, next_try_at=NOW + HOUR, state="retry")
    queue_tracks(warehouse, 1, state="done", done_at=NOW - 25 * HOUR)
    queue_tracks(warehouse, 2, state="dead", reason="500 from the server")
    queue_tracks(warehouse, 1, state="dead", reason="no answer")
    [kind] = read_queue(warehouse, NOW)
    assert (kind.kind, kind.due_items, kind.oldest_due_at) == ("track_metadata", 2, NOW - 26 * HOUR)
    assert (kind.last_done_at, kind.dead_items) == (NOW - 25 * HOUR, 3)
    assert kind.dead_reason == "500 from the server"


def test_mails_that_did_not_arrive_are_those_of_a_week(warehouse: Engine) -> None:
    insert = (
        "insert into app.mail_delivery (mail, address, state, answer, changed_at) "
        "values (:m, 'a@b.example', :s, :m, :at)"
    )
    for mail, state, days in (("m1", "refused", 1), ("m2", "refused", 2), ("m3", "refused", 8), ("m4", "sent", 1)):
        run_sql(warehouse, insert, m=mail, s=state, at=NOW - timedelta(days=days))
    [found] = read_undelivered(warehouse, NOW)
    assert (found.state, found.mails, found.mail, found.answer) == ("refused", 2, "m1", "m1")


def test_checks_of_data_wait_for_a_run_that_is_under_way(warehouse: Engine) -> None:
    enter_run(warehouse, "cascade", "running", 1)
    look_at_data(warehouse, NOW.date(), NOW, is_all=True)
    assert read_newest(warehouse) == []
    run_sql(warehouse, "update ops.run set state = 'completed', ended_at = now()")
    enter_run(warehouse, "alerts", "running", 1)
    look_at_data(warehouse, NOW.date(), NOW, is_all=False)
    made = {one.checked_at for one in read_newest(warehouse)}
    assert made == {NOW}
    look_at_data(warehouse, NOW.date(), NOW + HOUR, is_all=False)
    assert {one.checked_at for one in read_newest(warehouse)} == {NOW}


def test_one_look_that_fails_keeps_no_other_from_being_made(
    warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(engine: Engine) -> Any:
        raise GroundswellError("The sources are away.")

    monkeypatch.setattr(steps, "read_sources", fails)
    monkeypatch.setattr(disks, "MOST_USED", 0.0)
    looks = look.fn(Place(warehouse, date(2026, 11, 29), (tmp_path,)), NOW)
    assert {one.kind: one.unjudged for one in looks if one.unjudged} == {"source": "The sources are away."}
    keys = {finding.key for one in looks for finding in one.findings}
    assert keys == {"look:source", f"disk:{tmp_path}"}


@pytest.fixture
def verb(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("GROUNDSWELL_REPORT_DATA_TEAM", raising=False)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(disks, "MOST_USED", 2.0)
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("check")(check)
    app.command("freshness")(freshness)
    return lambda *words: CliRunner().invoke(app, words)


def test_check_fails_where_something_is_wrong_and_says_it_first(warehouse: Engine, verb: Callable[..., Result]) -> None:
    good = verb("check")
    assert (good.exit_code, good.stderr.strip()) == (0, "Nothing is wrong.")
    queue_tracks(warehouse, 2, state="dead", reason="no answer")
    bad = verb("check")
    assert bad.exit_code == 1
    lines = bad.stderr.splitlines()
    assert lines[0].startswith("FAIL  2 items of ")
    assert lines[1].strip() == "Most often: no answer"
    assert lines[-1] == "1 failing, 0 to look at."
    found = json.loads(verb("check", "--json").stdout)
    assert (found["failing"], found["warnings"], found["not_looked_at"]) == (1, 0, {})
    assert found["wrong"][0]["key"] == "dead:track_metadata"
    assert run_sql(warehouse, "select count(*) from ops.matter") == [(0,)]
    sent = json.loads(verb("check", "--send", "--json").stdout)
    assert sent["wrong"][0]["since"] is not None


def test_a_warning_alone_fails_nothing(warehouse: Engine, verb: Callable[..., Result]) -> None:
    run_sql(warehouse, METRIC + ";" + BREAKS["core/rankings_cut_short"])
    done = verb("check", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["warnings"] == 1


def test_a_test_message_to_nobody_says_whom_to_set(verb: Callable[..., Result]) -> None:
    done = verb("check", "--test-message")
    assert done.exit_code == 1
    assert "Nobody is told: set GROUNDSWELL_REPORT_DATA_TEAM" in " ".join(done.stderr.split())


LOAD = """
insert into ops.load (source, origin, state, arrived_at, last_on, rows_read, rows_rejected)
values ('LUMINATE_DAILY_SONG_METRICS', 'drop', 'loaded', :at, :last_on, 10, :rejected)
"""


@pytest.mark.parametrize(("days", "rejected", "code"), [(2, 0, 0), (30, 0, 1), (2, 9, 1)])
def test_freshness_is_strict_where_it_is_asked_to_be(
    warehouse: Engine, verb: Callable[..., Result], days: int, rejected: int, code: int
) -> None:
    run_sql(warehouse, "delete from ops.source where source <> 'LUMINATE_DAILY_SONG_METRICS'")
    last = datetime.now(UTC) - timedelta(days=days)
    run_sql(warehouse, LOAD, at=last, last_on=last.date(), rejected=0)
    run_sql(warehouse, LOAD, at=last + HOUR, last_on=last.date(), rejected=rejected)
    assert verb("freshness", "--strict").exit_code == code
    assert verb("freshness").exit_code == 0
