"""Shares in millionths that lose nothing: whole numbers whose sum is exactly 1,000,000."""

from collections.abc import Mapping
from math import fsum

WHOLE = 1_000_000


def millionths(masses: Mapping[str, float]) -> dict[str, int]:
    """Each name's part of the total in millionths, names in order; parts that round to 0 are left out.

    Largest remainder (Hamilton): everything is rounded down, and what is missing goes to the largest remainders, equal
    ones by name. ``masses`` are 0 or more; none, or nothing but zeros, gives {}.
    """
    total = fsum(masses.values())
    if total <= 0:
        return {}
    exact = {name: mass / total * WHOLE for name, mass in masses.items()}
    parts = {name: int(part) for name, part in exact.items()}
    missing = WHOLE - sum(parts.values())
    by_remainder = sorted(exact, key=lambda name: (parts[name] - exact[name], name))
    for name in by_remainder[:missing]:
        parts[name] += 1
    return {name: parts[name] for name in sorted(parts) if parts[name]}
