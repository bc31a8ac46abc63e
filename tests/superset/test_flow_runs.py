"""A page starts a run of a flow by plain HTTP; whatever goes wrong is one thing: nothing was started."""

import json
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from marketing.flow_runs import Prefect, PrefectUnreachable

LOG_IN = "groundswell:s3cret"


class Server(BaseHTTPRequestHandler):
    """As Prefect answers: a deployment by its name, a run by its key, nothing without the log-in."""

    runs: dict[str, Any]

    def do_GET(self) -> None:
        is_known = self.path == "/api/deployments/name/audience-request/audience-request"
        self._answer({"id": "d1"} if is_known else None)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/api/deployments/d1/create_flow_run"
        run = self.runs.setdefault(body["idempotency_key"], {"id": f"run {len(self.runs)}", **body["parameters"]})
        self._answer(run)

    def _answer(self, body: Any) -> None:
        is_let_in = self.headers["Authorization"] == f"Basic {b64encode(LOG_IN.encode()).decode()}"
        self.send_response(401 if not is_let_in else 200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(json.dumps(body if is_let_in else {"exception_message": "Unauthorized"}).encode())

    def log_message(self, *said: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def address() -> Iterator[str]:
    Server.runs = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
        server.shutdown()


def test_a_run_is_started_once_for_a_key(address: str) -> None:
    prefect = Prefect(address, LOG_IN)
    started = [prefect.start_run("audience-request/audience-request", {"request_id": 7}, "7-1") for _ in range(2)]
    assert started == ["run 0", "run 0"]
    assert prefect.start_run("audience-request/audience-request", {"request_id": 7}, "7-2") == "run 1"
    assert [run["request_id"] for run in Server.runs.values()] == [7, 7]


@pytest.mark.parametrize(
    ("where", "log_in", "deployment"),
    [
        ("", LOG_IN, "audience-request/audience-request"),
        ("http://127.0.0.1:9/api", LOG_IN, "audience-request/audience-request"),
        (None, "groundswell:wrong", "audience-request/audience-request"),
        (None, LOG_IN, "gone/gone"),
    ],
)
def test_nothing_is_started_and_that_is_said(address: str, where: str | None, log_in: str, deployment: str) -> None:
    with pytest.raises(PrefectUnreachable) as told:
        Prefect(address if where is None else where, log_in).start_run(deployment, {}, "k")
    assert "s3cret" not in str(told.value)
    assert "s3cret" not in repr(Prefect(address, LOG_IN))
    assert Server.runs == {}
