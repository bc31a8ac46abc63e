"""One Superset for all its tests: the demo's world in a database of its own, everything else as a customer has it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[2] / "superset"))  # no package: its programs find each other so too

from browsing import CHROMIUM
from installation import GROUNDSWELL, Installation

from db.engine import make_engine
from db.roles import drop_roles

# The first test waits for the demo's world (80 s) and for Superset (a minute, and its download).
LONGEST_S = 1200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(LONGEST_S))
            if "chromium" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def installation(
    new_database: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Superset over the demo's world; ended, with its roles and database, after the last test."""
    data_dir = tmp_path_factory.mktemp("superset") / "data"
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SOUNDCHARTS_", "PREFECT_"))}
    with new_database() as url:
        environment = {**bare, "DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": str(data_dir)}
        engine = make_engine(url)
        try:
            _run(environment, "demo", "--once", "--no-superset", "--prefect-port", str(_free_port()))
            made = Installation("", engine, environment, data_dir)
            started = made.verb("superset", "start", "--port", str(_free_port()))
            running = Installation(started["url"], engine, environment, data_dir)
            yield running
            running.close()
        finally:
            _run(environment, "down")
            drop_roles(engine)
            engine.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; ended after each module, because the loop it runs on is in the way of anybody else's."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _run(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run([GROUNDSWELL, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found
