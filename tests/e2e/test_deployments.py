"""Deployments of a Prefect server that an earlier version left: those of its flows that are gone go, others stay."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from db.datadir import DataDir
from flows.services.prefect_server import POOL, start_server, start_worker, stop_all

ROOT = Path(__file__).parents[2]
# services outlive whoever starts them: nobody waits for their end
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataDir]:
    data_dir = DataDir.open(tmp_path / "data", create=True)
    yield data_dir
    stop_all(data_dir)


def deployments(api: httpx.Client) -> set[tuple[str, str]]:
    rows: list[dict[str, Any]] = api.post("/deployments/filter", json={}).raise_for_status().json()
    return {(row["name"], row["entrypoint"]) for row in rows}


def test_only_what_prefect_yaml_names_stays_in_our_pool(folder: DataDir) -> None:
    server = start_server(folder, 0)
    assert server.port is not None
    named = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    ours = {(one["name"], one["entrypoint"]) for one in named}
    old, elsewhere = ("daily", "flows/main_job.py:main_job"), ("theirs", "their/flow.py:flow")
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}/api", timeout=30, trust_env=False) as api:
        flow = api.post("/flows/", json={"name": "main-job"}).raise_for_status().json()["id"]
        api.post("/work_pools/", json={"name": POOL, "type": "process"}).raise_for_status()
        for (name, entrypoint), pool in ((old, POOL), (elsewhere, None)):
            given = {"name": name, "flow_id": flow, "entrypoint": entrypoint, "work_pool_name": pool}
            api.post("/deployments/", json=given).raise_for_status()
        assert deployments(api) == {old, elsewhere}
        start_worker(folder, server.port)
        assert deployments(api) == ours | {elsewhere}
