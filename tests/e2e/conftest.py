"""A command line bound to an empty database, and a small stand-in world."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "sandbox"))

from command_line import LONGEST_S, CommandLine, Result
from standin import KEYS, StandIn, running

from sandbox.world import World, make_world

SMALL = ("--artists", "12", "--tracks", "25")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
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
def command_line(fresh_database: str, tmp_path: Path) -> CommandLine:
    """The command line on an empty database and a data folder of its own, without a provider."""
    return CommandLine({"DATABASE_URL": fresh_database, "GROUNDSWELL_DATA_DIR": str(tmp_path / "data")})


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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, disposable_data_dir: object) -> Iterator[tuple[CommandLine, Result]]:
    folder = tmp_path_factory.mktemp("demo") / "data"
    home = tmp_path_factory.mktemp("home")
    line = CommandLine({"GROUNDSWELL_DATA_DIR": str(folder), "XDG_DATA_HOME": str(home)})
    assert callable(disposable_data_dir)
    with disposable_data_dir(folder):
        yield line, line.good("demo", "--once", "--json", "--no-superset", "--prefect-port", "0")
