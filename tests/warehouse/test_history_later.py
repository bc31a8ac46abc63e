"""Two exports of one listener a month apart, in both orders: the warehouse holds what was heard, once."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from sandbox.history.later import APART, DIFFERENCES, write_two_exports
from sandbox.history.rows import extended_row
from sandbox.library import make_library
from sandbox.listening import Heard, Listener, make_listeners
from sandbox.world import make_world
from tests.emptied import empty
from tests.warehouse.histories import books, content, found, load, total

PLAYS = """
select p.played_at, h.kind, h.item_id_spotify, h.name, p.ms_played
from core.play p join core.heard_item h using (heard_item_id)"""


@pytest.fixture(scope="module")
def ada() -> Listener:
    world = make_world(7, 20, 60)
    return make_listeners(make_library(world), world.end_on, days=60)[0]


def one_play(row: Heard) -> tuple[Any, ...]:
    return row.ended_at, row.kind, row.id, row.name, row.ms


def test_two_exports_a_month_apart_hold_what_was_heard(warehouse: Engine, tmp_path: Path, ada: Listener) -> None:
    truth = Counter(map(one_play, set(ada.heard)))
    first, later = write_two_exports(ada, tmp_path)
    contents = []
    for order in ((first, later), (later, first)):
        empty(warehouse)
        counts = [total(load(warehouse, path, ada.name)) for path in order]
        assert Counter(found(warehouse, PLAYS)) == truth
        assert books(warehouse) == []
        contents.append(content(warehouse))
        # all of the first export is told again by the later one
        until = ada.heard[-1].ended_at - APART
        again = sum(at <= until for at, *_ in truth.elements())
        assert counts[1].already == again
        assert counts[1].loaded == (truth.total() - again if order[0] is first else 0)
    assert contents[0] == contents[1]


def test_the_later_export_differs_in_all_it_may(ada: Listener) -> None:
    row = next(row for row in ada.heard if row.kind == "music" and row.offline is False)
    for name, change in DIFFERENCES.items():
        changed = change(row)
        assert one_play(changed) == one_play(row)
        assert (extended_row(changed) != extended_row(row)) == (name != "file")
        assert (changed.is_video != row.is_video) == (name == "file")
