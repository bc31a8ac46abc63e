"""Loads mutated histories and holds what must be true whatever they are. For a long run:

nice python -m tests.fuzz.history_fuzz --mutations 50000 --seed 7
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread
from typing import TypeVar

from sqlalchemy import Engine

from db.storable import storable
from tasks.listening.files import Loaded
from tasks.readers.history.archive import find_histories
from tasks.readers.history.errors import NoHistory
from tests.fuzz.deliveries_database import database
from tests.fuzz.history_mutations import mutated, odd_entries
from tests.fuzz.history_zips import mutated_zip
from tests.warehouse.histories import AUDIO, books, heard, load, written

FILES, ZIPS = 40, 10
A_FOLDER = FILES + ZIPS
# A folder takes a second or two; what takes so long hangs.
LONGEST_S = 120
FOLDERS_A_LINE = 50
T = TypeVar("T")


@dataclass
class Figures:
    """What a run met: files and zips by what became of them. ``slowest_s`` is of a folder or a zip."""

    mutations: int = 0
    loaded: int = 0
    refused: int = 0
    known: int = 0
    refused_zips: int = 0
    not_files: int = 0
    rejected_rows: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0


def fuzz(engine: Engine, mutations: int, seed: int, *, is_shown: bool = False) -> Figures:
    """Load so many. Raises AssertionError, or whatever a history should have been refused for."""
    random, figures = Random(seed), Figures()
    for number in range(mutations // A_FOLDER):
        good = [heard("2024-06-01T10:00:00Z", number + 100, number + 1)]
        with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
            _folder(engine, random, figures, Path(folder), good, number)
        with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
            for place in range(ZIPS):
                zipped = heard("2024-06-02T10:00:00Z", ZIPS * number + place, number + 1)
                _zip(engine, random, figures, Path(folder) / f"{place}.zip", json.dumps([zipped]).encode())
        figures.mutations += A_FOLDER
        figures.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if is_shown and number % FOLDERS_A_LINE == 0:
            print(f"{time.strftime('%H:%M:%S')} {figures}", flush=True)  # noqa: T201
    assert books(engine) == []
    return figures


def _folder(
    engine: Engine, random: Random, figures: Figures, folder: Path, good: list[dict[str, object]], number: int
) -> None:
    names = {storable(mutated(random, folder, place)) for place in range(FILES)}
    odd = odd_entries(random, folder)
    witness = AUDIO.format("whole")
    written(folder, {witness: good})
    assert odd <= set(find_histories(folder).others), f"folder {number}: what is no file is not told"
    loaded = {one.file: one for one in _in_time(figures, lambda: load(engine, folder))}
    assert set(loaded) == names | {witness}, f"folder {number}: not every file is told"
    assert (loaded[witness].state, loaded[witness].counts.loaded) == ("loaded", 1), f"folder {number}: {witness}"
    figures.not_files += len(odd)
    _count(figures, [one for name, one in loaded.items() if name != witness])


def _zip(engine: Engine, random: Random, figures: Figures, path: Path, good: bytes) -> None:
    is_loadable = mutated_zip(random, path, good)
    try:
        loaded = _in_time(figures, lambda: load(engine, path))
    except NoHistory:
        if is_loadable:
            raise
        figures.refused_zips += 1
        return
    _count(figures, loaded)
    states = [(one.state, one.counts.loaded) for one in loaded if one.file.endswith("_good.json")]
    assert not is_loadable or states == [("loaded", 1)], (path, loaded)


def _count(figures: Figures, loaded: list[Loaded]) -> None:
    for one in loaded:
        assert one.counts.closes, one
        assert (one.state == "refused") == bool(one.reason), one
        figures.rejected_rows += one.counts.rejected
    states = [one.state for one in loaded]
    figures.loaded += states.count("loaded")
    figures.refused += states.count("refused")
    figures.known += states.count("known")


def _in_time(figures: Figures, run: Callable[[], T]) -> T:
    """Raises TimeoutError where it hangs."""
    done: Future[T] = Future()

    def work() -> None:
        try:
            done.set_result(run())
        except BaseException as failure:
            done.set_exception(failure)

    began = time.monotonic()
    Thread(target=work, daemon=True).start()
    try:
        return done.result(LONGEST_S)
    finally:
        figures.slowest_s = max(figures.slowest_s, time.monotonic() - began)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with database() as warehouse:
        print(fuzz(warehouse, given.mutations, given.seed, is_shown=True))  # noqa: T201
