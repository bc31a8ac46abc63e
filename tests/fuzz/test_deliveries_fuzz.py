"""The quick form of the long run: a few hundred mutated deliveries; see tests/fuzz/deliveries_fuzz.py."""

import pytest
from sqlalchemy import Engine

from tests.fuzz.deliveries_fuzz import fuzz


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_a_delivery_is_it_is_loaded_or_refused_by_name(warehouse: Engine, seed: int) -> None:
    figures = fuzz(warehouse, 150, seed)
    assert figures.mutations == 150
    # both ends are met, or the mutations say nothing
    assert figures.refused > 20
    assert figures.loaded > 20
    assert figures.slowest_s < 60
