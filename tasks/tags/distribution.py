"""From evidence to distributions: which genres and moods a track has, in millionths that sum to exactly 1,000,000.

FORMULA 1, for genres and moods apart:

1. What a source says of a thing is scaled to a distribution p over its tags (see tasks/tags/evidence.py).
2. Several things of one source and level (a track's two artists) each speak with an equal part: p / number of them.
3. effective weight of a tag for a genre = p x mapping confidence x source prior x level prior x n / (n + 2),
   n being the tags of that source and level that name a genre (mood): a level of which little is known is shrunk.
   Levels are mixed, track before album before artist by their priors; none is a silent substitute for another.
4. A root named beside genres that descend from it ("rock" beside "shoegaze") counts ``broad`` of its weight.
5. Where several sources speak, none gives more than ``source_cap`` of the whole: it is scaled down to that.
6. Shares are rounded by largest remainder, ties by name (tasks/tags/rounding.py).

A track without a tag that names a genre has no genres: unknown is not a genre. Beside the shares stands
which part of everything said was understood: each thing counts alike, each tag by its p and its class.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, NamedTuple

from tasks.tags.evidence import TaggedTarget
from tasks.tags.mapping import UNKNOWN
from tasks.tags.rounding import millionths

FORMULA = 1
SHRINKING = 2.0  # tags at which a level counts half
PARTS = ("genre", "mood", "noise", "unknown")

Kind = Literal["genre", "mood"]
Roots = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Priors:
    """How much sources and levels are trusted (0 to 1), a source's most, and what a root beside its genres counts."""

    sources: Mapping[str, float]
    levels: Mapping[str, float]
    source_cap: float
    broad: float


class Contribution(NamedTuple):
    """What one tag of one thing gives to one genre or mood. ``effective`` is its weight after all steps."""

    name: str
    source: str
    level: str
    target: str
    field: str
    tag: str
    raw_weight: int
    scaled: float
    confidence: float
    effective: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """Shares by name in millionths, empty or summing to 1,000,000; the contributions behind each; what it rests on."""

    genres: Mapping[str, int]
    moods: Mapping[str, int]
    genre_contributions: Sequence[Contribution]
    mood_contributions: Sequence[Contribution]
    parts: Mapping[str, int]  # genre, mood, noise, unknown: millionths of everything said
    tags: int
    sources: int


def distribute(targets: Iterable[TaggedTarget], priors: Priors, roots: Roots) -> Distribution:
    """The distribution of the track these things speak for; at least one. ``roots`` are those of each genre.

    KeyError for a source or level without a prior.
    """
    ordered = sorted(targets, key=lambda target: (target.source, target.level, target.key))
    genres = _capped(_less_broad(_weighed(ordered, "genre", priors), roots, priors.broad), priors.source_cap)
    moods = _capped(_weighed(ordered, "mood", priors), priors.source_cap)
    return Distribution(
        genres=_shares(genres),
        moods=_shares(moods),
        genre_contributions=genres,
        mood_contributions=moods,
        parts=_parts(ordered),
        tags=sum(len(target.tags) for target in ordered),
        sources=len({target.source for target in ordered}),
    )


def part_of(tag_class: str) -> str:
    """Under which of PARTS a tag's class is counted."""
    return tag_class if tag_class in ("genre", "mood", UNKNOWN) else "noise"


def _weighed(ordered: Sequence[TaggedTarget], kind: Kind, priors: Priors) -> list[Contribution]:
    groups: dict[tuple[str, str], list[TaggedTarget]] = defaultdict(list)
    for target in ordered:
        groups[target.source, target.level].append(target)
    found: list[Contribution] = []
    for (source, level), group in groups.items():
        prior = priors.sources[source] * priors.levels[level] / len(group)
        tagged = [
            (target.key, tag, meanings)
            for target in group
            for tag in target.tags
            if (meanings := tag.meaning.genres if kind == "genre" else tag.meaning.moods)
        ]
        trust = prior * len(tagged) / (len(tagged) + SHRINKING)
        found += [
            Contribution(
                name,
                source,
                level,
                key,
                tag.field,
                tag.tag,
                tag.raw_weight,
                tag.scaled,
                confidence,
                tag.scaled * confidence * trust,
            )
            for key, tag, meanings in tagged
            for name, confidence in meanings
            if confidence > 0
        ]
    return found


def _less_broad(found: list[Contribution], roots: Roots, broad: float) -> list[Contribution]:
    named = {one.name for one in found}
    above = {root for name in named for root in roots[name] if root != name}
    return [one._replace(effective=one.effective * broad) if one.name in above else one for one in found]


def _capped(found: list[Contribution], source_cap: float) -> list[Contribution]:
    masses: dict[str, float] = defaultdict(float)
    for one in found:
        masses[one.source] += one.effective
    if len(masses) < 2:
        return found
    cap = max(source_cap, 1 / len(masses))
    capped: set[str] = set()
    while True:
        rest = fsum(mass for source, mass in masses.items() if source not in capped)
        left = 1 - cap * len(capped)
        over = {source for source, mass in masses.items() if source not in capped and mass / rest * left > cap + 1e-12}
        if not over:
            break
        capped |= over
    if not capped:
        return found
    factors = {source: cap / mass if source in capped else left / rest for source, mass in masses.items()}
    return [one._replace(effective=one.effective * factors[one.source]) for one in found]


def _shares(found: Iterable[Contribution]) -> dict[str, int]:
    masses: dict[str, list[float]] = defaultdict(list)
    for one in found:
        masses[one.name].append(one.effective)
    return millionths({name: fsum(weights) for name, weights in masses.items()})


def _parts(ordered: Iterable[TaggedTarget]) -> dict[str, int]:
    masses: dict[str, list[float]] = defaultdict(list)
    for target in ordered:
        for tag in target.tags:
            masses[part_of(tag.meaning.tag_class)].append(tag.scaled)
    rounded = millionths({part: fsum(weights) for part, weights in masses.items()})
    return {part: rounded.get(part, 0) for part in PARTS}
