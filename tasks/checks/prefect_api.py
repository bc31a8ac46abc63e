"""What only Prefect knows of runs: late, blocked, crashed before they could say so. Read over its REST API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from db.errors import GroundswellError
from tasks.checks.runs import LATE_AFTER, PrefectRun

PATIENCE_S = 10
MOST = 200
BACK = timedelta(days=7)


class PrefectAway(GroundswellError):
    """Prefect's server did not answer as it should."""


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """``address`` of its API; ``log_in``: user:password, empty where it has none."""

    address: str
    log_in: str


@dataclass(frozen=True, slots=True)
class PrefectRuns:
    """``waiting``: runs that should have begun. ``ended``: those that went wrong, with no good one after them."""

    waiting: tuple[PrefectRun, ...]
    ended: tuple[PrefectRun, ...]


def read_runs(server: PrefectServer, now: datetime) -> PrefectRuns:
    """Runs of deployments of the last 7 days. Raises PrefectAway."""
    user, _, password = server.log_in.partition(":")
    try:
        with httpx.Client(
            base_url=server.address,
            auth=(user, password) if server.log_in else None,
            timeout=PATIENCE_S,
            trust_env=False,  # a server of one's own is not behind a proxy
        ) as client:
            return _Reader(client, now).read()
    except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
        raise PrefectAway(
            f"Prefect's server at {server.address} does not answer as it should ({type(error).__name__}: {error})"
        ) from error


class _Reader:
    def __init__(self, client: httpx.Client, now: datetime) -> None:
        self._client, self._now = client, now
        self._flows = {row["id"]: str(row["name"]) for row in self._rows("flows/filter", {})}
        self._deployments = {row["id"]: str(row["name"]) for row in self._rows("deployments/filter", {})}

    def read(self) -> PrefectRuns:
        waiting = self._runs(["SCHEDULED", "PENDING"], before=self._now - LATE_AFTER)
        newest: dict[str, dict[str, Any]] = {}
        for row in self._runs(["FAILED", "CRASHED"], before=self._now):
            newest.setdefault(row["deployment_id"], row)
        ended = [row for row in newest.values() if not self._is_mended(row)]
        return PrefectRuns(tuple(map(self._run, waiting)), tuple(map(self._run, ended)))

    def _is_mended(self, row: Mapping[str, Any]) -> bool:
        """Whether a run of the same deployment that began later went well."""
        good = self._runs(["COMPLETED"], after=row["expected_start_time"], deployment=row["deployment_id"], most=1)
        return bool(good)

    def _runs(
        self,
        states: list[str],
        *,
        before: datetime | None = None,
        after: str | None = None,
        deployment: str | None = None,
        most: int = MOST,
    ) -> list[dict[str, Any]]:
        """The newest first."""
        start = {"after_": after or (self._now - BACK).isoformat(), "before_": (before or self._now).isoformat()}
        of = {"any_": [deployment]} if deployment else {"is_null_": False}
        chosen = {"state": {"type": {"any_": states}}, "deployment_id": of, "expected_start_time": start}
        return self._rows("flow_runs/filter", {"flow_runs": chosen, "sort": "EXPECTED_START_TIME_DESC", "limit": most})

    def _rows(self, path: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self._client.post(path, json=body).raise_for_status().json()
        return answer

    def _run(self, row: Mapping[str, Any]) -> PrefectRun:
        state = row["state"] or {}
        expected = datetime.fromisoformat(row["expected_start_time"])
        return PrefectRun(
            run_id=row["id"],
            flow=self._flows.get(row["flow_id"], row["name"]),
            deployment=self._deployments.get(row["deployment_id"], row["name"]),
            state_type=row["state_type"],
            state_name=row["state_name"],
            message=state.get("message"),
            expected_at=expected,
            changed_at=datetime.fromisoformat(state["timestamp"]) if state.get("timestamp") else expected,
        )
