"""A data folder's Prefect server, asked by HTTP: a small program need not import Prefect for it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import httpx

from db.datadir import DataDir
from flows.services.crashed_runs import ACTIVE, End, FlowRun
from flows.services.prefect_log_in import log_in

_MOST = 200
_DEPLOYMENT = "deployment:"  # what the limit of a deployment is called, before its id


class PrefectApi:
    """What healing needs of it. Raises httpx.HTTPError when it does not answer as it should."""

    def __init__(self, data_dir: DataDir, port: int) -> None:
        user, _, password = log_in(data_dir).partition(":")
        self._http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}/api", auth=(user, password), timeout=20, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def runs(self, **wanted: Any) -> list[FlowRun]:
        """Flow runs of a filter, 200 at most, the latest first."""
        asked = {"flow_runs": wanted, "limit": _MOST, "sort": "EXPECTED_START_TIME_DESC"}
        return [FlowRun.of(answer) for answer in self._post("/flow_runs/filter", asked) if answer["state"]]

    def active(self) -> list[FlowRun]:
        """Runs that have begun and not ended."""
        return self.runs(state={"type": {"any_": [*ACTIVE]}})

    def parent(self, run: FlowRun) -> FlowRun | None:
        """The run that a run is a part of; None where it is none's, or Prefect keeps that one no more."""
        if run.parent_task_run_id is None:
            return None
        of = self._post("/task_runs/filter", {"task_runs": {"id": {"any_": [run.parent_task_run_id]}}})
        found = self.runs(id={"any_": [of[0]["flow_run_id"]]}) if of else []
        return found[0] if found else None

    def deployed_flows(self, pool: str) -> set[str]:
        """Ids of the flows that have a deployment in a work pool."""
        asked = {"work_pools": {"name": {"any_": [pool]}}, "limit": _MOST}
        return {answer["flow_id"] for answer in self._post("/deployments/filter", asked)}

    def flow_names(self, runs: Sequence[FlowRun]) -> dict[str, str]:
        """Names of the flows of runs, by the flow's id."""
        asked = {"flows": {"id": {"any_": [run.flow_id for run in runs]}}, "limit": _MOST}
        return {answer["id"]: answer["name"] for answer in self._post("/flows/filter", asked)}

    def start(self, flow: str, deployment: str) -> None:
        """Have a deployment run now."""
        found = self._http.get(f"/deployments/name/{flow}/{deployment}").raise_for_status().json()
        self._post(f"/deployments/{found['id']}/create_flow_run", {})

    def end(self, run: FlowRun, end: End) -> bool:
        """Bring a run to its end; False where it came to one by itself meanwhile."""
        return self._set_state(run, {"type": end.type, "name": end.name, "message": end.message})

    def run_again(self, run: FlowRun, tag: str, message: str) -> bool:
        """Schedule a run once more, now, and mark it so first."""
        tags = [*run.tags, tag]
        self._http.patch(f"/flow_runs/{run.id}", json={"tags": tags}).raise_for_status()
        at = datetime.now(UTC).isoformat()
        wanted = {"type": "SCHEDULED", "name": "Resumed", "message": message, "state_details": {"scheduled_time": at}}
        return self._set_state(run, wanted)

    def taken_slots(self) -> dict[str, int]:
        """Slots that limits of deployments count as taken, by deployment."""
        limits = self._post("/v2/concurrency_limits/filter", {"limit": _MOST})
        return {
            limit["name"].removeprefix(_DEPLOYMENT): limit["active_slots"]
            for limit in limits
            if limit["name"].startswith(_DEPLOYMENT)
        }

    def set_slots(self, deployment: str, taken: int) -> None:
        """Correct how many slots of a deployment are taken."""
        path = f"/v2/concurrency_limits/{_DEPLOYMENT}{deployment}"
        self._http.patch(path, json={"active_slots": taken}).raise_for_status()

    def _set_state(self, run: FlowRun, state: dict[str, Any]) -> bool:
        answer = self._post(f"/flow_runs/{run.id}/set_state", {"state": state, "force": False})
        return bool(answer["status"] == "ACCEPT")

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self._http.post(path, json=body).raise_for_status().json()
