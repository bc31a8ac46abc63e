"""The Prefect server of a data folder: opened by its log-in alone, with the deployments that prefect.yaml names."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
import yaml
from prefect import flow
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine
from flows.run_context import open_run_context
from flows.services.healing import Healing
from flows.services.names import POOL, PREFECT_SERVER, PREFECT_WORKER
from flows.services.prefect_log_in import log_in
from flows.services.prefect_server import run_under_prefect, start_server, start_worker, stop_all
from flows.services.processes import running
from flows.services.watch import Watch
from tasks.checks.prefect_api import PrefectServer, read_runs
from tests.warehouse.queued import run_sql

ROOT = Path(__file__).parents[2]
# services outlive whoever starts them: nobody waits for their end
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]]
) -> Iterator[DataDir]:
    with disposable_data_dir(tmp_path_factory.mktemp("prefect") / "data") as data_dir:
        yield data_dir
        stop_all(data_dir)


@pytest.fixture(scope="module")
def address(folder: DataDir) -> str:
    return f"http://127.0.0.1:{start_server(folder, 0).port}"


@pytest.fixture
def api(folder: DataDir, address: str) -> Iterator[httpx.Client]:
    user, password = log_in(folder).split(":")
    with httpx.Client(base_url=f"{address}/api", timeout=30, trust_env=False, auth=(user, password)) as client:
        yield client


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    """Somebody on this machine who knows the port and nothing else."""
    with httpx.Client(base_url=f"{address}/api", timeout=30, trust_env=False) as client:
        yield client


def deployments(api: httpx.Client) -> set[tuple[str, str]]:
    rows: list[dict[str, Any]] = api.post("/deployments/filter", json={}).raise_for_status().json()
    return {(row["name"], row["entrypoint"]) for row in rows}


@pytest.mark.parametrize("password", [None, ("groundswell", ""), ("groundswell", "guessed")], ids=str)
def test_a_stranger_can_run_nothing(stranger: httpx.Client, password: tuple[str, str] | None) -> None:
    """A flow, a deployment with a command of one's own, a run of it: what our worker would start."""
    command = {"name": "mine", "flow_id": "0" * 8, "entrypoint": "x.py:f", "pull_steps": [{"run_shell_script": "id"}]}
    for path, body in (
        ("/flows/", {"name": "mine"}),
        ("/deployments/", command),
        ("/work_pools/", {"name": "mine", "type": "process"}),
        ("/flow_runs/", {"name": "mine", "flow_id": "0" * 8}),
        ("/deployments/filter", {}),
        ("/block_documents/filter", {}),
    ):
        answer = stranger.post(path, json=body, auth=password or httpx.USE_CLIENT_DEFAULT)
        assert answer.status_code == 401, path
    assert stranger.get("/admin/settings").status_code == 401


def test_an_event_of_a_stranger_is_not_taken(address: str) -> None:
    """Automations start runs by events."""
    socket = address.replace("http://", "ws://") + "/api/events/in"
    with connect(socket, subprotocols=["prefect"], open_timeout=10) as opened:  # type: ignore[list-item]
        opened.send(json.dumps({"type": "auth", "token": "guessed"}))
        with pytest.raises(ConnectionClosedError, match="Invalid token"):
            opened.recv(timeout=10)


def test_a_web_page_from_elsewhere_reaches_nothing(api: httpx.Client, stranger: httpx.Client) -> None:
    asking = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in stranger.options("/flows/", headers=asking).headers
    assert "access-control-allow-origin" not in api.get("/version", headers=asking).headers
    # a name of the page's own that leads to this machine
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example"):
        assert api.get("/version", headers={"Host": host}).status_code == 400
    assert api.get("/version").status_code == 200


def test_the_log_in_is_kept_for_its_owner_alone(folder: DataDir, address: str) -> None:
    [kept] = [path for path in folder.path.rglob("*") if path.is_file() and log_in(folder) in path.read_text("latin-1")]
    assert kept == folder.run / "prefect-log-in.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(log_in(folder)) > 32
    assert start_server(folder, 0).started is False


def test_a_flow_of_a_verb_is_in_its_list(folder: DataDir, api: httpx.Client) -> None:
    @flow(name="a-verb")
    def add(one: int, two: int) -> int:
        return one + two

    assert run_under_prefect(folder, add, 1, 2) == 3
    runs = api.post("/flow_runs/filter", json={"flows": {"name": {"any_": ["a-verb"]}}}).json()
    assert [run["state_type"] for run in runs] == ["COMPLETED"]


ELSEWHERE = """
import sys
import time
from pathlib import Path
from prefect import flow
from db.datadir import DataDir
from flows.services.prefect_server import run_under_prefect

@flow(name="elsewhere")
def look() -> None:
    pass

run_under_prefect(DataDir.open(Path(sys.argv[1]), create=True), look)
"""


def test_a_server_named_in_the_environment_is_used_with_its_own_log_in(
    folder: DataDir, address: str, api: httpx.Client, tmp_path: Path
) -> None:
    def run(data_dir: Path, **settings: str) -> int:
        environment = {**os.environ, "PREFECT_API_URL": f"{address}/api", **settings}
        return subprocess.run([sys.executable, "-c", ELSEWHERE, data_dir], env=environment, check=False).returncode

    assert run(tmp_path / "own", PREFECT_API_AUTH_STRING=log_in(folder)) == 0
    assert run(folder.path) != 0, "the log-in of a data folder went to a server that is not its own"
    runs = api.post("/flow_runs/filter", json={"flows": {"name": {"any_": ["elsewhere"]}}}).json()
    assert [run["state_type"] for run in runs] == ["COMPLETED"]


def test_only_what_prefect_yaml_names_stays_in_our_pool(folder: DataDir, address: str, api: httpx.Client) -> None:
    named = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    ours = {(one["name"], one["entrypoint"]) for one in named}
    old, elsewhere = ("daily", "flows/main_job.py:main_job"), ("theirs", "their/flow.py:flow")
    flow_id = api.post("/flows/", json={"name": "main-job"}).raise_for_status().json()["id"]
    api.post("/work_pools/", json={"name": POOL, "type": "process"}).raise_for_status()
    for (name, entrypoint), pool in ((old, POOL), (elsewhere, None)):
        given = {"name": name, "flow_id": flow_id, "entrypoint": entrypoint, "work_pool_name": pool}
        api.post("/deployments/", json=given).raise_for_status()
    assert deployments(api) == {old, elsewhere}
    start_worker(folder, int(address.rpartition(":")[2]))
    assert deployments(api) == ours | {elsewhere}


def test_a_schedule_makes_runs(api: httpx.Client) -> None:
    deployment = api.get("/deployments/name/daily/daily").raise_for_status().json()["id"]
    wanted = {"flow_runs": {"deployment_id": {"any_": [deployment]}, "state": {"type": {"any_": ["SCHEDULED"]}}}}
    until = time.monotonic() + 90
    while not (runs := api.post("/flow_runs/filter", json=wanted).raise_for_status().json()):
        assert time.monotonic() < until, "no run of daily is planned"
        time.sleep(0.5)
    assert {run["expected_start_time"][11:16] for run in runs} <= {"04:00", "05:00"}  # 05:00 in London


def asked(api: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer; a server that is writing down deployments is asked again."""
    until = time.monotonic() + 60
    while (answer := api.post(path, json=body)).status_code == 503:
        assert time.monotonic() < until
        time.sleep(0.5)
    return dict(answer.raise_for_status().json())


def started(api: httpx.Client, deployment: str) -> str:
    """A run of the deployment."""
    return str(asked(api, f"/deployments/{deployment}/create_flow_run", {})["id"])


def test_a_run_that_is_killed_is_crashed_and_the_next_one_runs(
    folder: DataDir, address: str, api: httpx.Client
) -> None:
    """Both start from the process that stands ready, each in a process of its own."""
    worker = running(folder, PREFECT_WORKER)
    assert worker is not None
    deployment = api.get("/deployments/name/audience-request/audience-request").raise_for_status().json()["id"]

    def run(*, is_killed: bool) -> str:
        standing = {child.pid for child in psutil.Process(worker.pid).children(recursive=True)}
        made = started(api, deployment)
        until = time.monotonic() + 120
        while time.monotonic() < until:
            state = str(api.get(f"/flow_runs/{made}").raise_for_status().json()["state_type"])
            if state in ("COMPLETED", "CRASHED", "FAILED"):
                return state
            for child in psutil.Process(worker.pid).children(recursive=True) if state == "RUNNING" else ():
                if is_killed and child.pid not in standing:
                    child.kill()
            time.sleep(0.1)
        return "no end"

    def wrong() -> list[tuple[str, str, str]]:
        """What the checks read of it."""
        found = read_runs(PrefectServer(f"{address}/api", log_in(folder)), datetime.now(UTC))
        assert found.waiting == ()
        return [(one.flow, one.deployment, one.state_type) for one in found.ended]

    assert run(is_killed=False) == "COMPLETED"
    lines = (folder.logs / f"{PREFECT_WORKER}.log").read_text("utf-8")
    assert re.search(r"^20\d\d-\d\d-\d\d \d\d:.* \| run [0-9a-f-]{36} \| audience-request \| ", lines, re.MULTILINE)
    assert run(is_killed=True) == "CRASHED"
    assert wrong() == [("audience-request", "audience-request", "CRASHED")]
    assert run(is_killed=False) == "COMPLETED"
    assert wrong() == []


def test_a_killed_server_comes_back_and_the_run_it_lost_is_run_again(
    folder: DataDir, api: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process and its worker are killed too, so that nobody is left to say how it ended; it holds the one slot."""
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(folder.path))
    with open_run_context():
        server, worker = running(folder, PREFECT_SERVER), running(folder, PREFECT_WORKER)
    assert server is not None
    assert worker is not None
    deployment = api.get("/deployments/name/refresh-actions/actions").raise_for_status().json()["id"]
    made = started(api, deployment)
    until = time.monotonic() + 180

    def run() -> dict[str, Any]:
        assert time.monotonic() < until, done
        time.sleep(0.1)
        found: dict[str, Any] = api.get(f"/flow_runs/{made}").raise_for_status().json()
        return found

    done: list[str] = []
    while run()["state_type"] != "RUNNING":
        pass
    for process in (psutil.Process(worker.pid), *psutil.Process(worker.pid).children(recursive=True)):
        process.kill()
    os.kill(server.pid, signal.SIGKILL)
    watch, state = Watch(folder, Healing(folder, rest=timedelta(0)), os.getpid()), ""
    while state != "COMPLETED":
        watch.healed_s = float("-inf")
        with suppress(httpx.HTTPError):
            done += watch.look(time.monotonic())
            state = run()["state_type"]
    back = running(folder, PREFECT_SERVER)
    assert back is not None
    assert (back.port, back.pid != server.pid) == (server.port, True)
    found = run()
    assert (found["run_count"], found["tags"]) == (2, ["figures", "resumed"]), done
    engine = make_engine(embedded.ensure(folder).url)
    assert run_sql(engine, "select count(*) from ops.run where state = 'running'") == [(0,)]
    engine.dispose()


def test_a_run_of_which_no_process_is_known_gets_an_end(
    folder: DataDir, api: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end, or its process, was told to a server that was away: a part whose run has ended, and a run of a verb."""
    monkeypatch.setattr("flows.services.lost_runs.GRACE", timedelta(0))
    monkeypatch.setattr("flows.services.lost_runs.NOBODY", timedelta(0))
    daily = api.get("/deployments/name/daily/daily").raise_for_status().json()["flow_id"]
    theirs = asked(api, "/flows/", {"name": "theirs"})["id"]

    def made(flow_id: str, state: str, **more: str) -> str:
        given = {"flow_id": flow_id, "state": {"type": state, "name": state.title()}, **more}
        return str(asked(api, "/flow_runs/", given)["id"])

    def part_of(run: str) -> str:
        task = asked(api, "/task_runs/", {"flow_run_id": run, "task_key": "part", "dynamic_key": "0"})
        return made(theirs, "RUNNING", parent_task_run_id=task["id"])

    at_work = made(theirs, "RUNNING")
    lost = [part_of(made(daily, "COMPLETED")), made(daily, "RUNNING")]
    wanted = {**dict.fromkeys(lost, "CRASHED"), **dict.fromkeys([part_of(at_work), at_work], "RUNNING")}
    engine, until = make_engine(embedded.ensure(folder).url), time.monotonic() + 60
    while {run: api.get(f"/flow_runs/{run}").json().get("state_type") for run in wanted} != wanted:
        assert time.monotonic() < until
        with suppress(httpx.HTTPError):
            Healing(folder).look(engine)
    engine.dispose()
