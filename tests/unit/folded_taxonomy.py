"""The project's taxonomy as a report reads it that shows some roots under others."""

import msgspec

from tasks.tags.taxonomy import Taxonomy, build_taxonomy
from tasks.tags.taxonomy_files import read_taxonomy


def folded_taxonomy(folded_roots: dict[str, str]) -> Taxonomy:
    """The taxonomy with this setting for folded_roots in priors.yaml."""
    written = read_taxonomy()
    priors = msgspec.structs.replace(written.priors, folded_roots=folded_roots)
    return build_taxonomy(msgspec.structs.replace(written, priors=priors))
