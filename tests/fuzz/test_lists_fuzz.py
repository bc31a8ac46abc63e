"""The quick form of the long run: a few hundred lists and files of taxonomies/; see tests/fuzz/lists_fuzz.py."""

import pytest
from sqlalchemy import Engine

from tests.fuzz.lists_fuzz import fuzz


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_a_list_is_it_is_read_or_refused_in_a_sentence(warehouse: Engine, seed: int) -> None:
    figures = fuzz(warehouse, 200, seed)
    assert figures.files.total() == 200
    # every end is met, or the mutations say nothing
    assert min(figures.files[end] for end in ("refused", "read", "with problems", "entered")) > 0
    assert figures.slowest_s < 20
