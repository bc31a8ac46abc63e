"""Reads and enters mutated lists and files of taxonomies/. For a long run:

nice python -m tests.fuzz.lists_fuzz --files 5000 --seed 7
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import Connection, Engine, text

from db.errors import GroundswellError
from tasks.audience.metrics import load_metrics
from tasks.readers.deliveries.contract import load_contracts
from tasks.readers.listening_basis import load_basis
from tasks.roster.entry_store import call
from tasks.roster.roster_file import enter_roster, read_roster
from tasks.roster.sound_list import enter_sounds, read_sounds
from tasks.tags.coverage import read_assignments, read_tagged
from tasks.tags.taxonomy_files import AliasesFile, GenresFile, IgnoreFile, MoodsFile, PriorsFile, _read
from tasks.trends.settings import spike_settings
from tasks.works.work_list import import_works, read_works_list
from tests.fuzz.deliveries_database import database
from tests.fuzz.lists_mutations import LISTS, mutated_book, mutated_list, mutated_yaml
from tests.warehouse.carded import ANA, enter_label

# What reads each file of taxonomies/.
READERS: dict[str, Callable[[Path], object]] = {
    "deliveries.yaml": load_contracts.__wrapped__,
    "metrics.yaml": load_metrics.__wrapped__,
    "spikes.yaml": spike_settings.__wrapped__,
    "listening.yaml": load_basis,
    "moods.yaml": partial(_read, kind=MoodsFile),
    "priors.yaml": partial(_read, kind=PriorsFile),
    "ignore.yaml": partial(_read, kind=IgnoreFile),
    "aliases.yaml": partial(_read, kind=AliasesFile),
    "genres/metal.yaml": partial(_read, kind=GenresFile),
}
ENTERED = """select (select count(*) from app.artist_card), (select count(*) from core.artist_sound),
    (select count(*) from core.work)"""
WORKS_IN_EXCEL = 0.4  # the share


@dataclass
class Figures:
    """What a run met: files by what became of them. ``slowest_s`` is of one file."""

    files: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    peak_mb: int = 0


def fuzz(engine: Engine, files: int, seed: int) -> Figures:
    """So many files. Raises whatever is no sentence, and AssertionError where a list with a bad line left anything."""
    random, figures = Random(seed), Figures()
    enter_label(engine)
    with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
        for _ in range(files):
            is_list = random.random() < 0.6
            kind = random.choice(sorted(LISTS if is_list else READERS))
            is_book = kind == "works" and random.random() < WORKS_IN_EXCEL
            path = Path(folder) / Path(f"{kind}.xlsx" if is_book else f"{kind}.csv" if is_list else kind).name
            mutated = mutated_book if is_book else mutated_list if is_list else mutated_yaml
            path.write_bytes(mutated(random, kind))
            began = time.monotonic()
            try:
                outcome = _enter(engine, kind, path) if is_list else bool(READERS[kind](path)) and "read"
            except GroundswellError as refusal:
                outcome = _refused(kind, str(refusal))
            figures.files[str(outcome)] += 1
            figures.slowest_s = max(figures.slowest_s, time.monotonic() - began)
    figures.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _refused(kind: str, words: str) -> str:
    assert words.strip(), f"{kind}: refused without a word"
    assert "\n" not in words, f"{kind}: {words!r}"
    words.encode()
    return "refused"


def _enter(engine: Engine, kind: str, path: Path) -> str:
    """Read a list and enter it; it is undone at the end, so that each list meets the same warehouse."""
    if kind == "assignments":
        return "read" if read_assignments(path) is not None else ""
    if kind == "tagged":
        return "read" if list(read_tagged(path)) is not None else ""
    if kind == "works":
        return _enter_works(engine, path)
    roster = read_roster(path) if kind == "roster" else []
    sounds = read_sounds(path) if kind == "sounds" else []
    with engine.connect() as connection:
        before = _entered(connection)
        outcome = (
            enter_roster(connection, roster, "fuzz", confirm=True)
            if kind == "roster"
            else enter_sounds(connection, sounds, "fuzz", may_be_unknown=True)
        )
        for problem in outcome.problems:
            assert problem.problem.encode(), f"line {problem.line} of {kind} is refused without a word"
        after = _entered(connection)
        assert outcome.problems or outcome.added or outcome.known, "a list without a line was entered"
        assert bool(outcome.added) == (after != before)
        connection.rollback()
        assert _entered(connection) == before
    return "with problems" if outcome.problems else "entered"


def _enter_works(engine: Engine, path: Path) -> str:
    """Read a catalogue and enter it for one who has a card; each line becomes something or is told why not."""
    lines = read_works_list(path, has_artist=False)
    with engine.connect() as connection:
        call(connection, "add_card", artist_id_spotify=ANA, label="North", team=None, done_by="fuzz")
        before = _entered(connection)
        done = import_works(partial(call, connection), lines, None, path.name, "fuzz")
        assert done.new + done.changed + done.unchanged + len(done.kept_aside) == len(lines)
        for problem in done.kept_aside:
            assert problem.problem.encode(), f"line {problem.line} of works is kept aside without a word"
        assert _entered(connection)[2] - before[2] == done.new
        connection.rollback()
    return "with problems" if done.kept_aside else "entered"


def _entered(connection: Connection) -> tuple[int, ...]:
    return tuple(connection.execute(text(ENTERED)).one())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with database() as warehouse:
        print(fuzz(warehouse, given.files, given.seed))  # noqa: T201
