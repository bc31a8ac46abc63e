"""Outcomes: what was done four weeks ago or longer is measured beside artists without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine

from db.copy import read_frame
from db.locks import Lock, lock_transaction
from db.statements import statement
from tasks.actions.outcome import METHOD_VERSION, POINTS, Effect, effect_of, kind_effect
from tasks.actions.outcome_words import kind_words, no_words, outcome_words
from tasks.actions.settings import ActionSettings

FIGURES = ["before", "at", "after"]


@dataclass(frozen=True, slots=True)
class OutcomesMeasured:
    """Actions whose outcome was measured, how many of them can be told, and kinds of action that helped."""

    measured: int
    told: int
    helpful_kinds: int


def measure_outcomes(
    engine: Engine, as_of: date, size_tiers: Sequence[int], settings: ActionSettings
) -> OutcomesMeasured:
    """Measure what is due on the day ``as_of``; ``size_tiers`` as in tasks.peers.store. One transaction."""
    given = {"as_of": as_of, "again_days": settings.again_days, "method_version": METHOD_VERSION}
    bounds = [float(bound) for bound in size_tiers]
    told = 0
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ACTIONS)
        due = connection.execute(statement("actions/due"), given).all()
        figures: dict[tuple[str, date], pd.DataFrame] = {}
        for action in due:
            key = action.measure, action.done_on
            if key not in figures:
                figures = {key: _figures(connection, *key, bounds)}  # sorted by it: one at a time
            others = connection.execute(
                statement("actions/same_kind"), {"rule": action.rule, "done_on": action.done_on}
            ).scalars()
            row = _measured(figures[key], action.artist_id, action.measure, set(others), settings)
            told += row["effect"] is not None
            connection.execute(
                statement("actions/put_outcome"),
                row
                | {
                    "action_id": action.action_id,
                    "artist_id": action.artist_id,
                    "measure": action.measure,
                    "from_on": action.done_on,
                    "to_on": action.done_on + timedelta(days=settings.horizon_days),
                    "method_version": METHOD_VERSION,
                },
            )
        helpful = _kinds(connection, settings)
    return OutcomesMeasured(len(due), told, helpful)


def _figures(connection: Connection, measure: str, done_on: date, bounds: list[float]) -> pd.DataFrame:
    """Of all artists: before, at, after, tier; by artist."""
    query = {"streams": "actions/streams", "score": "actions/scores"}.get(measure, "actions/levels")
    given = {"done_on": done_on, "size_tiers": bounds} | ({"measure": measure} if query == "actions/levels" else {})
    return read_frame(connection, statement(query), given).set_index("artist_id")


def _measured(
    figures: pd.DataFrame, artist_id: int, measure: str, same_kind: set[int], settings: ActionSettings
) -> dict[str, Any]:
    """The columns of a row that tell the outcome."""
    nothing: dict[str, Any] = dict.fromkeys(["change", "peer_change", "effect", "effect_low", "effect_high"])
    cannot = nothing | {"peers": 0, "verdict": "cannot be told"}
    whole = figures.dropna(subset=FIGURES)
    if measure not in POINTS:
        whole = whole[(whole[FIGURES] > 0).all(axis=1)]
    if artist_id not in whole.index:
        own = figures.loc[artist_id] if artist_id in figures.index else None
        return cannot | {"reason": no_words(measure, own)}
    if pd.isna(whole["tier"][artist_id]):
        return cannot | {"reason": "Cannot be told: no whole week of streams before it tells the artist's size."}
    own = whole.loc[artist_id]
    others = whole.drop(index=[one for one in {artist_id, *same_kind} if one in whole.index])
    apart = (others["tier"] - own["tier"]).abs()
    peers, widened = others[apart == 0], False
    if len(peers) < settings.peers_least:
        peers, widened = others[apart <= 1], True
    if len(peers) < settings.peers_least:
        reason = f"Cannot be told: {len(peers)} others of about its size, and {settings.peers_least} are needed."
        return cannot | {"peers": len(peers), "reason": reason}
    found: Effect = effect_of(
        own[FIGURES].to_numpy(np.float64), peers[FIGURES].to_numpy(np.float64), measure, settings, widened=widened
    )
    return {
        "change": found.change,
        "peer_change": found.peer_change,
        "effect": found.effect,
        "effect_low": found.low,
        "effect_high": found.high,
        "peers": found.peers,
        "verdict": found.verdict,
        "reason": outcome_words(found, measure),
    }


def _kinds(connection: Connection, settings: ActionSettings) -> int:
    """Tell anew of every kind of action whether it helped; how many did."""
    connection.execute(statement("actions/clear_kinds"))
    helpful = 0
    for kind in connection.execute(statement("actions/kinds")).all():
        effects = np.array(kind.effects or [], dtype=np.float64)
        # shares are averaged as logs, so that twice and half cancel out
        steps = effects if kind.measure in POINTS else np.log1p(effects)
        found = kind_effect(steps, settings)
        row: dict[str, Any] = dict.fromkeys(["effect", "effect_low", "effect_high"])
        if found is not None:
            ends = [found.effect, found.low, found.high]
            told = ends if kind.measure in POINTS else [float(np.expm1(end)) for end in ends]
            row = dict(zip(row, told, strict=True))
        row |= {
            "rule": kind.rule,
            "measure": kind.measure,
            "actions": len(effects),
            "not_told": kind.not_told,
            "is_helpful": found is not None and found.is_helpful,
            "method_version": METHOD_VERSION,
        }
        helpful += row["is_helpful"]
        connection.execute(statement("actions/put_kind"), row | {"reason": kind_words(row, settings)})
    return helpful
