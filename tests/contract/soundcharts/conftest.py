from collections.abc import Iterator

import pytest

from sandbox.world import World, make_world
from tasks.providers.soundcharts import Soundcharts
from tests.contract.soundcharts.clients import client_of
from tests.sandbox.standin import StandIn, running

ARTISTS, TRACKS = 12, 30


@pytest.fixture(scope="session")
def small_world() -> World:
    """What the stand-in serves."""
    return make_world(artists=ARTISTS, tracks=TRACKS)


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    arguments = ("--rate", "100000", "--artists", str(ARTISTS), "--tracks", str(TRACKS))
    with running(tmp_path_factory.mktemp("provider"), *arguments) as server:
        yield server


@pytest.fixture
def client(provider: StandIn) -> Iterator[Soundcharts]:
    """A client with a fresh log; the stand-in is without faults and with quota again afterwards."""
    with client_of(str(provider.client.base_url)) as made:
        yield made
    provider.set_faults(level="none")
    provider.set_quota(1_000_000)
