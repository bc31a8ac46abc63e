"""A command line bound to an empty warehouse, and a small stand-in world."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "sandbox"))

from command_line import LONGEST_S, CommandLine, WithinThisProgram
from standin import KEYS, StandIn, running

from sandbox.world import World, make_world

SMALL = ("--artists", "12", "--tracks", "25")
HERE = f"{Path(__file__).parent}/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.timeout(LONGEST_S))


@pytest.fixture
def standin(tmp_path: Path) -> Callable[..., AbstractContextManager[StandIn]]:
    """Starts a stand-in over a small world; more of its options may be given."""

    @contextmanager
    def start(*options: str) -> Iterator[StandIn]:
        folder = tmp_path / f"standin{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        with running(folder, *SMALL, *options) as server:
            yield server

    return start


@pytest.fixture
def command_line(fresh_warehouse: str, tmp_path: Path) -> CommandLine:
    """The command line on an empty warehouse and a data folder of its own, without a provider."""
    return WithinThisProgram({"DATABASE_URL": fresh_warehouse, "GROUNDSWELL_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def provider_settings() -> Callable[[StandIn], dict[str, str]]:
    """The settings that lead to a stand-in."""

    def settings(server: StandIn) -> dict[str, str]:
        return {
            "SOUNDCHARTS_BASE_URL": str(server.client.base_url).rstrip("/"),
            "SOUNDCHARTS_APP_ID": KEYS["x-app-id"],
            "SOUNDCHARTS_API_KEY": KEYS["x-api-key"],
        }

    return settings


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(7)
