"""Days asked for of an audience, with what the queue remembers of them: over any sequence of runs none is left out."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tasks.audience.spans import missing_ranges
from tasks.work import store
from tasks.work.item import Ending
from tests.warehouse.queued import queue_tracks, run_sql


@pytest.mark.parametrize("seed", range(8))
def test_after_every_run_each_day_of_its_history_was_asked_for(warehouse: Engine, seed: int) -> None:
    roll = random.Random(seed)
    overlap = roll.randint(0, 20)
    asked: set[date] = set()
    as_of = date(2026, 1, 1)
    queue_tracks(warehouse, 1)
    for _ in range(8):
        as_of += timedelta(days=roll.randint(0, 60))
        history = roll.randint(30, 400)
        run_sql(warehouse, "update ops.work set state = 'pending', next_try_at = now() - interval '1 s'")
        (item,) = store.lease(warehouse, "me", ["track_metadata"], 1)
        spans = missing_ranges(as_of, history, overlap, item.covered_from, item.covered_until)
        days = [first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)]
        assert len(days) == len(set(days)), "a day asked for twice"
        asked |= set(days)
        assert {as_of - timedelta(days=n) for n in range(history)} <= asked
        covered = (min(days), max(days)) if days else (None, None)
        with warehouse.begin() as connection:
            assert store.finish(connection, "me", item, Ending("stored", None, *covered))
