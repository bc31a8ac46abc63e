"""The method by which tags became genres and moods: the formula and the taxonomy, under one version."""

from dataclasses import dataclass

from tasks.tags.distribution import FORMULA, Priors
from tasks.tags.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Method:
    """``version`` is the number of the formula, a point, and ten digits of the taxonomy's hash."""

    method_id: int
    version: str
    is_current: bool


def method_version(taxonomy: Taxonomy) -> str:
    """The version under which results of this formula and taxonomy stand."""
    return f"{FORMULA}.{taxonomy.sha256[:10]}"


def priors_of(taxonomy: Taxonomy) -> Priors:
    """The priors as a distribution takes them."""
    return Priors(taxonomy.source_priors, taxonomy.level_priors, taxonomy.source_cap, taxonomy.broad)
