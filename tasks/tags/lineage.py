"""Genres as a graph without circles: a genre's parents, each with its weight, up to the roots."""

from collections.abc import Mapping
from typing import NamedTuple

from tasks.tags.taxonomy_files import GenresFile, TaxonomyError

Parents = dict[str, dict[str, float]]


class Genre(NamedTuple):
    """One canonical genre; the weights of its parents sum to 1, a root has none."""

    name: str
    parents: tuple[tuple[str, float], ...]
    file: str


def read_genres(files: Mapping[str, GenresFile]) -> dict[str, Genre]:
    """All genres by name. Raises TaxonomyError for one written twice and for weights that do not sum to 1."""
    genres: dict[str, Genre] = {}

    def add(file: str, name: str, parents: Mapping[str, float]) -> None:
        if name in genres:
            raise TaxonomyError(f"{file} has {name!r}, which {genres[name].file} has already; keep one of the two.")
        genres[name] = Genre(name, tuple(parents.items()), file)

    for file, written in files.items():
        for root in written.roots:
            add(file, root, {})
        for parent, children in written.under.items():
            for child in children:
                add(file, child, {parent: 1.0})
        for name, parents in written.between.items():
            if abs(sum(parents.values()) - 1) > 1e-6:
                raise TaxonomyError(f"{file}: the parents of {name!r} weigh {sum(parents.values()):g} in all, not 1.")
            add(file, name, parents)
    return genres


def read_roots(genres: Mapping[str, Genre]) -> dict[str, dict[str, float]]:
    """For each genre the share of each root in it; sums to 1. Raises TaxonomyError for a missing parent or a circle."""
    found: dict[str, dict[str, float]] = {}

    def climb(name: str, below: tuple[str, ...]) -> dict[str, float]:
        if name in found:
            return found[name]
        if name in below:
            circle = " > ".join([*below[below.index(name) :], name])
            raise TaxonomyError(f"{genres[name].file}: {name!r} descends from itself ({circle}); break the circle.")
        shares: dict[str, float] = {}
        for parent, weight in genres[name].parents or ((name, 0.0),):
            if parent not in genres:
                raise TaxonomyError(
                    f"{genres[name].file}: the parent {parent!r} of {name!r} is no genre; add or mend it."
                )
            if not genres[name].parents:
                shares = {name: 1.0}
                break
            for root, share in climb(parent, (*below, name)).items():
                shares[root] = shares.get(root, 0.0) + weight * share
        found[name] = shares
        return shares

    for name in genres:
        climb(name, ())
    return found


def fold_roots(roots: Mapping[str, dict[str, float]], folded: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """The shares of roots with the folded ones under the root a report shows them in; sums stay.

    Raises TaxonomyError for what is no root, and for folding into a root that is folded itself.
    """
    for root, shown in folded.items():
        for name in (root, shown):
            if roots.get(name) != {name: 1.0}:
                raise TaxonomyError(
                    f"priors.yaml: {name!r} under folded_roots is no root; name a genre without parents."
                )
        if shown in folded:
            raise TaxonomyError(
                f"priors.yaml: {root!r} is folded into {shown!r}, which is folded itself; name the last."
            )
    found: dict[str, dict[str, float]] = {}
    for genre, shares in roots.items():
        found[genre] = {}
        for root, share in shares.items():
            shown = folded.get(root, root)
            found[genre][shown] = found[genre].get(shown, 0.0) + share
    return found


def read_ancestors(genres: Mapping[str, Genre]) -> dict[str, frozenset[str]]:
    """All genres above each genre; of a graph without circles (see read_roots)."""
    found: dict[str, frozenset[str]] = {}

    def climb(name: str) -> frozenset[str]:
        if name not in found:
            parents = [parent for parent, _ in genres[name].parents]
            found[name] = frozenset(parents).union(*(climb(parent) for parent in parents))
        return found[name]

    for name in genres:
        climb(name)
    return found
