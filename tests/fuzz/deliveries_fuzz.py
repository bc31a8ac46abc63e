"""Loads mutated deliveries and holds what must be true whatever they are. For a long run:

nice python -m tests.fuzz.deliveries_fuzz --mutations 50000 --seed 7
"""

import argparse
import contextlib
import resource
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from flows.ingest_deliveries import Ingested, SomeRefused
from tasks.deliveries.loads import Loaded
from tasks.trends.rollup_store import roll_up
from tests.fuzz.deliveries_database import database
from tests.fuzz.deliveries_mutations import STAMPS, mutated
from tests.warehouse import delivered
from tests.warehouse.delivered import song_day, write
from tests.warehouse.queued import run_sql

A_ROUND = 25
ROUNDS_A_ROLLUP = 20
SONGS = "LUMINATE_DAILY_SONG_METRICS"
# Rows of a load and what became of them; a row of LUMINATE_ACCOUNTS is up to four facts, so its sums are others.
OPEN_BOOKS = """
select l.load_id, l.origin from ops.load l
left join (select load_id, count(*) as kept from ops.reject
           where not (source = 'SPOTIFY_TRACKS' and reason like 'Unknown %') group by load_id) r using (load_id)
where l.state = 'loaded' and (coalesce(r.kept, 0) <> l.rows_rejected or l.source <> 'LUMINATE_ACCOUNTS'
      and l.rows_read < l.rows_new + l.rows_restated + l.rows_same + l.rows_outside + l.rows_rejected)
union all
select l.load_id, l.origin from ops.load l
where l.state = 'refused'
  and (coalesce(l.reason, '') = '' or exists (select from ops.reject r where r.load_id = l.load_id))
"""


@dataclass
class Figures:
    """What a run met. ``slowest_s`` is of a round of deliveries; ``reasons`` are of failures nobody foresaw."""

    mutations: int = 0
    refused: int = 0
    loaded: int = 0
    rejected_rows: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0
    reasons: set[str] = field(default_factory=set)


def fuzz(engine: Engine, mutations: int, seed: int, passed_over: int = 0) -> Figures:
    """Load so many mutated deliveries, but for the first, which are made and ``passed_over``.

    Raises AssertionError, or whatever a delivery should have been refused for.
    """
    random, figures = Random(seed), Figures()
    for number in range(mutations // A_ROUND):
        with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
            drop = Path(folder) / random.choice(STAMPS)
            witness = 10_000_000 + number
            write(drop, SONGS, [song_day(witness, "2026-11-12", number)], suffix=".witness.csv")
            paths = [mutated(random, drop, place) for place in range(A_ROUND)]
            if number < passed_over // A_ROUND:
                continue
            began = time.monotonic()
            done = _ingested(engine, Path(folder))
            figures.slowest_s = max(figures.slowest_s, time.monotonic() - began)
        _check(engine, number, paths, done.loads)
        found = run_sql(engine, "select 1 from core.track where song_id_luminate = :song", song=witness)
        assert found == [(1,)], f"round {number}: the good delivery beside the others was not loaded"
        _count(figures, done.loads)
        if number % ROUNDS_A_ROLLUP == 0:
            roll_up(engine)
    assert run_sql(engine, OPEN_BOOKS) == []
    figures.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _ingested(engine: Engine, folder: Path) -> Ingested:
    """What became of each delivery, also where some were refused, which is no failure here."""
    kept: list[Ingested] = []
    original = Ingested.summary

    def summary(done: Ingested) -> object:
        kept.append(done)
        return original(done)

    Ingested.summary = summary  # type: ignore[assignment,method-assign]
    try:
        with contextlib.suppress(SomeRefused):
            delivered.ingest(engine, folder)
    finally:
        Ingested.summary = original  # type: ignore[method-assign]
    return kept[-1]


def _check(engine: Engine, number: int, paths: list[Path], loads: list[Loaded]) -> None:
    named = {Path(load.origin).name for load in loads}
    assert {path.name for path in paths} <= named, f"round {number}: not every delivery is told"
    for load in loads:
        assert load.state != "refused" or load.reason, f"round {number}: {load.origin} is refused without a reason"
        assert "\n" not in (load.reason or ""), f"round {number}: {load.reason!r}"


def _count(figures: Figures, loads: list[Loaded]) -> None:
    figures.mutations += len(loads) - 1
    figures.refused += sum(load.state == "refused" for load in loads)
    figures.loaded += sum(load.state == "loaded" for load in loads)
    figures.rejected_rows += sum(load.counts.rows_rejected for load in loads)
    unforeseen = [(load.reason or "").partition("can't be loaded (")[2][:80] for load in loads]
    figures.reasons |= {reason for reason in unforeseen if reason}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pass-over", type=int, default=0, help="So many are not loaded: go on at a failure.")
    given = parser.parse_args()
    with database() as warehouse:
        print(fuzz(warehouse, given.mutations, given.seed, given.pass_over))  # noqa: T201
