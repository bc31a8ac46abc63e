"""A stand-in over a tiny world for all tests of this folder, and a session of a test's own on a new warehouse."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from flows.run_context import RunContext
from sandbox.world import World, make_world
from tests.cascade.running import ARTISTS, SIZE, TRACKS, a_session
from tests.sandbox.standin import StandIn, running


@pytest.fixture(scope="session")
def tiny() -> World:
    return make_world(artists=ARTISTS, tracks=TRACKS)


@pytest.fixture(scope="package")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running(tmp_path_factory.mktemp("provider"), *SIZE) as server:
        yield server


@pytest.fixture
def context(
    new_warehouse: Callable[[], AbstractContextManager[str]], provider: StandIn, tiny: World, tmp_path: Path
) -> Iterator[RunContext]:
    """The stand-in answers as at first again afterwards."""
    with new_warehouse() as database, a_session(database, provider, tmp_path / "data", tiny.end_on) as made:
        yield made
    provider.set_quota(1_000_000)
    provider.set_faults(level="none")
