"""Pairs of a tag and what it was taken for, drawn for somebody to judge by eye."""

from itertools import accumulate
from random import Random
from typing import NamedTuple

from tasks.tags.coverage import TagListError
from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import Taxonomy


class Pair(NamedTuple):
    """A tag, one genre or mood it was taken for, how surely, the tag's assignments, and how often it was drawn."""

    tag: str
    kind: str
    target: str
    confidence: float
    assignments: float
    drawn: int = 1


def pairs_of(taxonomy: Taxonomy, tags: list[tuple[str, float]], source: str = "") -> list[Pair]:
    """Every pair of a list, in its order."""
    found = []
    for tag, assignments in tags:
        mapped = map_tag(taxonomy, tag, source)
        for kind, targets in (("genre", mapped.genres), ("mood", mapped.moods)):
            found += [Pair(tag, kind, target, confidence, assignments) for target, confidence in targets]
    return found


def draw_by_mass(pairs: list[Pair], count: int, seed: int) -> list[Pair]:
    """`count` draws by assignments, the most drawn first: what share of the mass is right is what share of draws is.

    Raises TagListError when no tag that means anything was ever assigned.
    """
    bounds = list(accumulate(pair.assignments for pair in pairs))
    if not bounds or not bounds[-1]:
        raise TagListError(
            "No tag of the list means a genre or a mood, so there is nothing to draw; give another list."
        )
    times: dict[int, int] = {}
    for place in Random(seed).choices(range(len(pairs)), cum_weights=bounds, k=count):  # noqa: S311 - no secret
        times[place] = times.get(place, 0) + 1
    return [pairs[place]._replace(drawn=drawn) for place, drawn in sorted(times.items(), key=lambda one: -one[1])]


def draw_evenly(pairs: list[Pair], count: int, seed: int) -> list[Pair]:
    """`count` different pairs, each as likely as another; all where there are no more."""
    return Random(seed).sample(pairs, min(count, len(pairs)))  # noqa: S311 - no secret
