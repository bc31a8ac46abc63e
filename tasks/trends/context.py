"""What stands beside an artist's week like for like: its total, and how the week before was judged."""

from dataclasses import dataclass

import numpy as np

from tasks.trends.panel import Bools, Floats, Ints, Texts


@dataclass(frozen=True, slots=True)
class Context:
    """One element a test, NaN or None where unknown.

    `total`: everything seen this week; `total_change`: it less last week's total as reported, without what missing days
    make of it; `new_releases_change`: the part of it that songs less than 4 weeks old make. `last_tier`,
    `last_is_rise`: last week's badge; `last_expected`: what was normal before its rise or fall began, on this week's
    tracks and days.
    """

    total: Floats
    total_change: Floats
    new_releases_change: Floats
    last_tier: Texts
    last_is_rise: Bools
    last_expected: Floats


def is_new_release(of: Context, floor: Ints, share: float) -> Bools:
    """New releases make most of the total's change, and both are worth the floor: like for like says little.

    What they make is also at least `share` of the bigger week's total, so that a song nobody notices beside millions of
    plays is no news.
    """
    rest = of.total_change - of.new_releases_change
    size = np.minimum(np.abs(of.total_change), np.abs(of.new_releases_change))
    bigger = np.maximum(of.total, of.total - of.total_change)
    is_much = np.abs(of.new_releases_change) >= share * bigger
    return (np.abs(of.new_releases_change) > np.abs(rest)) & (size >= floor) & is_much


def is_way_back(of: Context, settled_this: Floats, settled_last: Floats, floor: Ints) -> Bools:
    """At least half the way from last week to what was normal before it, and worth the floor.

    Normal before its rise or fall began, not after: at a new level that lasts, what is expected moves to the level, and
    a week a little below it is no way back.
    """
    left = np.abs(settled_this - of.last_expected)
    return (left <= np.abs(settled_last - of.last_expected) / 2) & (np.abs(settled_this - settled_last) >= floor)


def is_spike_over(of: Context, is_back: Bools) -> Bools:
    """The way back from a rise that was confirmed or rising last week."""
    is_over: Bools = is_back & of.last_is_rise & np.isin(of.last_tier, ("confirmed", "rising"))
    return is_over


def is_back_to_normal(of: Context, is_back: Bools) -> Bools:
    """The way back from last week's fall, or from figures that were to be checked."""
    fell = ~of.last_is_rise & np.isin(of.last_tier, ("confirmed", "rising"))
    is_normal: Bools = is_back & (fell | (of.last_tier == "check data"))
    return is_normal
