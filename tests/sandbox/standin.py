"""A stand-in server as a process of its own, and a client for it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
KEYS = {"x-app-id": "soundcharts", "x-api-key": "soundcharts"}


class StandIn:
    """A running server; `client` sends the two headers."""

    def __init__(self, client: httpx.Client, pid: int) -> None:
        self.client = client
        self.pid = pid

    def get(self, path: str, **query: str | int) -> httpx.Response:
        return self.client.get(path, params=query or None)

    def json(self, path: str, **query: str | int) -> Any:
        response = self.get(path, **query)
        assert response.status_code == 200, response.text
        return response.json()

    def stats(self) -> Any:
        return self.json("/_standin/stats")

    def set_faults(self, **wanted: object) -> None:
        assert self.client.post("/_standin/faults", json=wanted).status_code == 200

    def set_quota(self, remaining: int) -> None:
        assert self.client.post("/_standin/quota", json={"remaining": remaining}).status_code == 200


@contextmanager
def running(folder: Path, *arguments: str, module: str = "soundcharts") -> Iterator[StandIn]:
    """Starts a server on a free port and ends it by its id."""
    port_file = folder / "port"
    process = subprocess.Popen(
        [sys.executable, "-m", f"sandbox.servers.{module}", "--port-file", str(port_file), *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        limit = time.monotonic() + 30
        while not port_file.exists():
            assert process.poll() is None, "the server ended before it listened"
            assert time.monotonic() < limit, "the server does not listen"
            time.sleep(0.02)
        base = f"http://127.0.0.1:{port_file.read_text().strip()}"
        with httpx.Client(base_url=base, headers=KEYS, trust_env=False, timeout=20, verify=False) as client:
            yield StandIn(client, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=10)
