"""From a thing's tags to its genres: shares of all it is tagged with, its root, and its genre within that root."""

from collections.abc import Mapping
from typing import NamedTuple

from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import Taxonomy

DECIMALS = 4  # of a share that is printed
NARROW_LEAST = 0.04


class Classified(NamedTuple):
    """A thing's genre and root (None when no tag means a genre) and the shares of its genres, which sum to 1."""

    genre: str | None
    root: str | None
    shares: dict[str, float]


def tag_shares(taxonomy: Taxonomy, tags: Mapping[str, float], source: str = "") -> dict[str, float]:
    """Genre -> share, summing to 1, of the tags of one source with their counts; {} when none means a genre.

    A count is relative: it weighs a tag against the others of the same thing and source, times how surely the tag
    means the genre. Counts of 0 and below say nothing (MusicBrainz: voted down).
    """
    masses: dict[str, float] = {}
    for tag, count in tags.items():
        if count > 0:
            for genre, confidence in map_tag(taxonomy, tag, source).genres:
                masses[genre] = masses.get(genre, 0.0) + count * confidence
    total = sum(masses.values())
    return {genre: mass / total for genre, mass in sorted(masses.items(), key=lambda item: (-item[1], item[0]))}


def root_shares(taxonomy: Taxonomy, shares: Mapping[str, float]) -> dict[str, float]:
    """Root -> share of what descends from it; sums to 1, the largest first.

    Broad genres count a part of themselves (priors.yaml): what somebody took the trouble to name narrowly says more.
    """
    masses: dict[str, float] = {}
    for genre, share in shares.items():
        for root, part in taxonomy.roots_of(genre).items():
            masses[root] = masses.get(root, 0.0) + share * taxonomy.root_weights.get(genre, 1.0) * part
    total = sum(masses.values())
    return {root: mass / total for root, mass in sorted(masses.items(), key=lambda item: (-item[1], item[0]))}


def classify(taxonomy: Taxonomy, tags: Mapping[str, float], source: str = "") -> Classified:
    """Genre, root and shares of one thing by all of its tags.

    The root is where most of the shares lead. The genre is the largest within it that is not the root itself, unless
    hardly anything (less than NARROW_LEAST of the root's own share) was said more narrowly.
    """
    shares = tag_shares(taxonomy, tags, source)
    if not shares:
        return Classified(None, None, {})
    root = next(iter(root_shares(taxonomy, shares)))
    within = {
        genre: share * taxonomy.root_weights.get(genre, 1.0) * taxonomy.roots_of(genre).get(root, 0.0)
        for genre, share in shares.items()
    }
    narrow = {
        genre: mass for genre, mass in within.items() if mass > NARROW_LEAST * within.get(root, 0.0) and genre != root
    }
    genre = max(narrow, key=lambda name: narrow[name]) if narrow else root
    return Classified(genre, root, rounded(shares))


def rounded(shares: Mapping[str, float]) -> dict[str, float]:
    """Shares with DECIMALS places that still sum to 1: what rounding down loses goes to the largest losses."""
    step = 10**DECIMALS
    whole = {name: int(share * step) for name, share in shares.items()}
    lost = sorted(shares, key=lambda name: whole[name] - shares[name] * step)
    for name in lost[: step - sum(whole.values())]:
        whole[name] += 1
    return {name: count / step for name, count in whole.items() if count}
