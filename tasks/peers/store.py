"""Likeness and places among others: db/sql/rollups/peers, made anew in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, text

from db.copy import copy_frame, read_frame
from db.locks import Lock, lock_transaction
from db.statements import scripts, statement
from tasks.peers.likeness import METHOD_VERSION, similar_artists
from tasks.peers.settings import PeerSettings


@dataclass(frozen=True, slots=True)
class PeersFound:
    """Followed artists with artists like them, and figures placed among others'."""

    artists: int
    benchmarks: int


def refresh_peers(
    engine: Engine, settings: PeerSettings, size_tiers: Sequence[int], size_names: Sequence[str]
) -> PeersFound:
    """Find the artists like each followed one and place its figures. A failure leaves all as it was.

    ``size_tiers``: least weekly streams of each tier but the lowest; ``size_names``: what readers call them, one more.
    """
    given = {
        "size_tiers": [float(bound) for bound in size_tiers],
        "size_names": list(size_names),
        "plays_least": settings.plays_least,
        "tier_least": settings.tier_least,
        "similar_least": settings.similar_least,
        "method_version": METHOD_VERSION,
    }
    with engine.begin() as connection:
        lock_transaction(connection, Lock.PEERS)
        styles, benchmark = (script for _, script in scripts("rollups/peers"))
        _run(connection, styles, given)
        found = read_frame(connection, statement("peers/styles"), {})
        followed = connection.execute(statement("peers/followed")).scalars().all()
        alike = pd.DataFrame(list(similar_artists(found.astype({"name": str}), followed, settings)))
        connection.execute(statement("peers/clear_similar"))
        if not alike.empty:
            kept = alike.assign(source="groundswell", method_version=METHOD_VERSION)
            copy_frame(connection, "mart.similar_artist", kept.astype({"common_listeners": "Int64"}))
        _run(connection, benchmark, given)
        counted = connection.execute(statement("peers/counted")).one()
    return PeersFound(counted.artists, counted.benchmarks)


def _run(connection: Connection, script: str, given: Mapping[str, Any]) -> None:
    for part in script.split(";\n"):
        if part.strip():
            connection.execute(text(part), given)
