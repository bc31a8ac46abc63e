"""One Superset for all its tests: a copy of the demo's world, everything else as a customer has it."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[2] / "superset"))  # no package: its programs find each other so too

from browsing import CHROMIUM
from installation import Installation

from db.engine import make_engine
from db.roles import drop_roles
from db.scopes import drop_scope_logins
from flows.services.superset_server import install
from tests.e2e.command_line import CommandLine

# The first test waits for the demo's world and for Superset (a minute, and its download).
LONGEST_S = 1200
HERE = f"{Path(__file__).parent}/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.timeout(LONGEST_S))
            if "chromium" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def installation(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installation]:
    """Superset over a copy of the demo's world; ended, with its roles and database, after the last test."""
    data_dir = tmp_path_factory.mktemp("superset") / "data"
    install(lambda words: None)  # while another process of the tests brings in the world
    url = request.getfixturevalue("demo_warehouse")
    environment = CommandLine({"DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": str(data_dir)}).env()
    engine = make_engine(url)
    made = Installation("", engine, environment, data_dir)
    try:
        started = made.verb("superset", "start", "--port", str(_free_port()))
        running = Installation(started["url"], engine, environment, data_dir)
        yield running
        running.close()
    finally:
        assert made.run("down").returncode == 0
        drop_scope_logins(engine)
        drop_roles(engine)
        engine.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; ended after each module, because the loop it runs on is in the way of anybody else's."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found
