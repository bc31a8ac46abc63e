"""Runs of flows, started over Prefect's REST API: pages and flows share nothing but the warehouse and this."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

PATIENCE_S = 3
_OPENER = build_opener(ProxyHandler({}))  # a server of one's own is not behind a proxy


class PrefectUnreachable(Exception):
    """No run could be started now."""


@dataclass(frozen=True)
class Prefect:
    """A server: the address of its API, empty where there is none, and what opens it."""

    address: str
    log_in: str = field(repr=False)

    def start_run(self, deployment: str, parameters: Mapping[str, Any], key: str) -> str:
        """Id of a run of ``flow/deployment``; the one that is there already where ``key`` was used before.

        Raises PrefectUnreachable.
        """
        if not self.address:
            raise PrefectUnreachable("Prefect did not run when Superset was started")
        try:
            found = self._asked(f"deployments/name/{deployment}")
            body = {"parameters": parameters, "idempotency_key": key}
            return str(self._asked(f"deployments/{found['id']}/create_flow_run", body)["id"])
        except HTTPError as error:
            with error:
                raise PrefectUnreachable(f"Prefect answered {error.code}") from error
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise PrefectUnreachable(f"{type(error).__name__}: {error}") from error

    def _asked(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        log_in = b64encode(self.log_in.encode()).decode()
        asked = Request(  # noqa: S310 - a setting of ours, no address of anybody else
            f"{self.address}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Basic {log_in}", "Content-Type": "application/json"},
        )
        with _OPENER.open(asked, timeout=PATIENCE_S) as answer:
            return json.load(answer)


def prefect(config: Mapping[str, Any]) -> Prefect:
    """The server of Superset's settings."""
    return Prefect(config["PREFECT_API_URL"], config["PREFECT_LOG_IN"])
