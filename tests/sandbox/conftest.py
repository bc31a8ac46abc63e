from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.deliveries import Vendor, write_drops
from sandbox.world import World, make_world
from tests.sandbox.archive import Archive, Whole
from tests.sandbox.standin import StandIn, running


@pytest.fixture(scope="session")
def world() -> World:
    return make_world()


@pytest.fixture(scope="session")
def whole(world: World, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    vendor, folder = Vendor(world), tmp_path_factory.mktemp("whole")
    return Whole(vendor, Archive(folder), write_drops(vendor, folder))


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The default world without faults, fast enough for any test."""
    with running(tmp_path_factory.mktemp("standin"), "--rate", "100000") as server:
        yield server


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running(tmp_path_factory.mktemp("replay"), "--rate", "100000", "--replay") as server:
        yield server


@pytest.fixture
def spare(tmp_path: Path) -> Iterator[StandIn]:
    """A small world of one's own, to be spoilt: rate 10, quota 100 000, tokens of one second."""
    arguments = ("--rate", "10", "--quota", "100000", "--artists", "5", "--tracks", "12", "--token-seconds", "1")
    with running(tmp_path, *arguments) as server:
        yield server
