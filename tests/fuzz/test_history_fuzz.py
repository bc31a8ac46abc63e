"""The quick form of the long run: a few hundred mutated histories; see tests/fuzz/history_fuzz.py."""

from sqlalchemy import Engine

from tests.fuzz.history_fuzz import fuzz


def test_whatever_a_history_is_it_is_loaded_or_refused_by_name(warehouse: Engine) -> None:
    figures = fuzz(warehouse, 300, 1)
    assert figures.mutations == 300
    # both ends are met, or the mutations say nothing
    assert figures.refused > 30
    assert figures.loaded > 30
    assert figures.refused_zips > 5
    assert figures.not_files > 0
    assert figures.slowest_s < 60
