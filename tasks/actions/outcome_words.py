"""Outcomes as sentences for a manager. Pure."""

from collections.abc import Mapping
from typing import Any

from tasks.actions.outcome import POINTS, Effect
from tasks.actions.settings import ActionSettings

NAMES = {"followers": "Followers", "listeners": "Monthly listeners", "streams": "Streams", "score": "The score"}


def outcome_words(found: Effect, measure: str) -> str:
    """For example: Followers +6 % in four weeks, peers +1 %: 5 % more (2 % to 8 %) than 31 artists of its size."""
    size = "of about its size" if found.widened else "of its size"
    own, others = (_signed(change, measure) for change in (found.change, found.peer_change))
    moved = f"{NAMES[measure]} {own} in four weeks, {found.peers} artists {size} {others}"
    span = f"{_signed(found.low, measure)} to {_signed(found.high, measure)}"
    if found.verdict == "as much":
        return f"{moved}: no more than chance makes ({span})."
    return f"{moved}: {_signed(found.effect, measure)} beside them ({span})."


def no_words(measure: str, own: Any) -> str:
    """Why an outcome cannot be told where figures of the artist are missing; ``own`` are those there are, or None."""
    if own is None:
        return f"Cannot be told: {NAMES[measure].lower()} were never read."
    when = {"before": "four weeks before", "at": "at the time", "after": "four weeks after"}
    missing = [words for name, words in when.items() if not own[name] > 0]
    return f"Cannot be told: {NAMES[measure].lower()} were not read {' and '.join(missing)}."


def kind_words(row: Mapping[str, Any], settings: ActionSettings) -> str:
    """What can be said of a kind of action."""
    if row["effect"] is None:
        return f"{row['actions']} of it can be told so far; {settings.rule_least} are needed to tell it from chance."
    measure = str(row["measure"])
    ends = f"{_signed(row['effect_low'], measure)} to {_signed(row['effect_high'], measure)}"
    noun = "" if measure in POINTS else f" {NAMES[measure].lower()}"
    mean = f"{_signed(row['effect'], measure)}{noun} on average over {row['actions']} ({ends})"
    return f"Helped: {mean}." if row["is_helpful"] else f"Not told from chance: {mean}."


def _signed(value: float, measure: str) -> str:
    words = f"{value:+.1f} points" if measure in POINTS else f"{100 * value:+.1f} %"
    return words.replace("-", "−").replace("+0.0", "0").replace("−0.0", "0")
