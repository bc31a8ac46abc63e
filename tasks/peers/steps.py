"""Prefect step of likeness and places among others."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.peers.settings import peer_settings
from tasks.peers.store import PeersFound, refresh_peers


@task(name="find-peers", retries=2, cache_policy=NO_CACHE, persist_result=False)
def find_peers(engine: Engine, size_tiers: Sequence[int], size_names: Sequence[str]) -> PeersFound:
    """See tasks.peers.store."""
    return refresh_peers(engine, peer_settings(), size_tiers, size_names)
