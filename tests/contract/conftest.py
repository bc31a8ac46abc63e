from collections.abc import Iterator

import pytest

from sandbox.library import Library, LibraryTrack, make_library
from sandbox.world import make_world
from tests.sandbox.standin import StandIn, running


@pytest.fixture(scope="session")
def library() -> Library:
    """What the stand-ins of the tag providers serve."""
    return make_library(make_world())


@pytest.fixture(scope="session")
def evidence_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running(tmp_path_factory.mktemp("evidence"), "--speed", "100000", module="tag_providers") as server:
        yield server


@pytest.fixture
def evidence(evidence_server: StandIn) -> Iterator[StandIn]:
    """The stand-ins, fast enough for any test; without faults again afterwards."""
    yield evidence_server
    evidence_server.set_faults(level="none")
    evidence_server.client.post("/_standin/spotify", json={"state": "open"})


@pytest.fixture(scope="session")
def known_track(library: Library) -> LibraryTrack:
    """A track that every provider has something about."""
    return next(track for track in library.tracks if track.known == "isrc" and track.isrc)
