"""Which tests run side by side: two workers, a Postgres for each, and what goes to one of them as a whole."""

import gc
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

WORKERS = 2
# Tests that share what takes long to make: the demo's world, a stand-in server, a loaded archive.
TOGETHER = {
    "tests/e2e/test_demo": "demo",
    "tests/superset/": "superset",
    "tests/bench/": "bench",
    "tests/cascade/": "cascade",
    "tests/contract/": "contract",
    "tests/embedded/": "embedded",
    "tests/backup/": "backup",
    "tests/trends/": "trends",
    "tests/sandbox/test_deliveries_": "deliveries",
}
# What takes longest begins first, so that both workers end together; all other folders come between. Superset waits for
# the demo's world: who is not bringing it in takes what lasts about as long, and Superset after it.
FIRST = (
    "tests/e2e/test_demo",
    "tests/trends/",
    "tests/enrich/test_enrich_",
    "tests/superset/",
    "tests/enrich/",
    "tests/bench/",
    "tests/e2e/",
    "tests/sandbox/",
    "tests/cascade/",
    "tests/audience/",
    "tests/growth/",
    "tests/embedded/",
    "tests/contract/",
)
LAST = ("tests/unit/",)


class ByWhatIsShared(LoadScopeScheduling):
    """A file goes to one worker as a whole, and so do all files that share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return next((name for start, name in TOGETHER.items() if file.startswith(start)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return ByWhatIsShared(config, log)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """None beside this process where only files are named: a second worker would cost more than it saves."""
    named = [Path(word.split("::", 1)[0]) for word in config.args]
    return 0 if named and all(path.is_file() for path in named) else WORKERS


def pytest_sessionstart(session: pytest.Session) -> None:
    """What reruns a failed test asks the first process before each test, by a socket that held every question back
    until the answer to the one before was confirmed: 40 ms a test.
    """
    if hasattr(session.config, "workerinput") and (asked := getattr(session.config, "failures_db", None)):
        asked.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _place(item.nodeid))


def pytest_collection_finish() -> None:
    """What was imported so far stays; to look at it for garbage took a sixth of the unit tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, *gc.get_threshold()[1:])


def _place(nodeid: str) -> int:
    def among(starts: Sequence[str]) -> int | None:
        return next((place for place, start in enumerate(starts) if nodeid.startswith(start)), None)

    if (place := among(FIRST)) is not None:
        return place
    return len(FIRST) + (among(LAST) is not None)
