"""Loads mutated histories and holds what must be true whatever they are. For a long run:

nice python -m tests.fuzz.history_fuzz --mutations 50000 --seed 7
"""

import argparse
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from tests.fuzz.deliveries_database import database
from tests.fuzz.history_mutations import mutated
from tests.warehouse.histories import AUDIO, books, heard, load, written

A_FOLDER = 50


@dataclass
class Figures:
    """What a run met. ``slowest_s`` is of a folder of so many."""

    mutations: int = 0
    loaded: int = 0
    refused: int = 0
    known: int = 0
    rejected_rows: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0


def fuzz(engine: Engine, mutations: int, seed: int) -> Figures:
    """Load so many. Raises AssertionError, or whatever a history should have been refused for."""
    random, figures = Random(seed), Figures()
    for number in range(mutations // A_FOLDER):
        with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
            names = {mutated(random, Path(folder), place) for place in range(A_FOLDER)}
            good = AUDIO.format("whole")
            written(Path(folder), {good: [heard("2024-06-01T10:00:00Z", number + 100, number + 1)]})
            began = time.monotonic()
            loaded = {one.file: one for one in load(engine, Path(folder))}
            figures.slowest_s = max(figures.slowest_s, time.monotonic() - began)
        assert set(loaded) == names | {good}, f"folder {number}: not every file is told"
        assert (loaded[good].state, loaded[good].counts.loaded) == ("loaded", 1), f"folder {number}: {loaded[good]}"
        for one in loaded.values():
            assert one.counts.closes, f"folder {number}: {one}"
            assert (one.state == "refused") == bool(one.reason), f"folder {number}: {one}"
            figures.rejected_rows += one.counts.rejected
        states = [one.state for name, one in loaded.items() if name != good]
        figures.mutations += len(states)
        figures.loaded += states.count("loaded")
        figures.refused += states.count("refused")
        figures.known += states.count("known")
    assert books(engine) == []
    figures.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with database() as warehouse:
        print(fuzz(warehouse, given.mutations, given.seed))  # noqa: T201
