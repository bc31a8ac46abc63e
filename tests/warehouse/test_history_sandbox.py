"""The sandbox's listeners, loaded: what the warehouse holds is what they heard, counted apart from the reader."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sandbox.history.__main__ import main, write_all
from sandbox.history.export import write_history
from sandbox.library import make_library
from sandbox.listening import Heard, Listener, make_listeners
from sandbox.world import make_world
from tests.warehouse.histories import books, content, found, load, total


@pytest.fixture(scope="module")
def listeners() -> tuple[Listener, ...]:
    world = make_world(7)
    return make_listeners(make_library(world), world.end_on, days=500)


def rows_of(listener: Listener) -> Counter[Heard]:
    """What was heard; the same twice in one second is one row."""
    return Counter(set(listener.heard))


def test_all_that_was_heard_is_there_once(warehouse: Engine, tmp_path: Path, listeners: tuple[Listener, ...]) -> None:
    paths = write_all(listeners, tmp_path)
    assert {path.suffix for path in paths} == {".zip", ""}
    for listener, path in zip(listeners, paths, strict=True):
        loaded = load(warehouse, path, listener.name, listener.time_zone)
        assert {one.state for one in loaded} == {"loaded"}
        counts, rows = total(loaded), rows_of(listener)
        assert counts.closes
        assert counts.rejected == 0
        assert counts.loaded - counts.replaced == rows.total()
        assert counts.read > rows.total()
    assert books(warehouse) == []
    kinds = found(
        warehouse,
        """select u.name, h.kind, count(*)::int, sum(p.ms_played)::int, count(p.offline_at)::int,
                  count(*) filter (where c.is_video)::int
           from core.play p join core.listening_user u using (user_id) join core.heard_item h using (heard_item_id)
           join core.play_context c using (context_id) group by 1, 2""",
    )
    expected = {
        (listener.name, kind): (
            len(its := [row for row in rows_of(listener) if row.kind == kind]),
            sum(row.ms for row in its),
            sum(row.offline_at is not None for row in its),
            sum(row.is_video for row in its),
        )
        for listener in listeners
        for kind in {row.kind for row in listener.heard}
    }
    assert {(name, kind): tuple(counted) for name, kind, *counted in kinds} == expected
    assert found(warehouse, "select count(*) from core.play join core.play_context using (context_id) "
                            "where form = 'account'") == [(0,)]  # fmt: skip
    names = {row.id: (row.name, row.artist, row.album) for listener in listeners for row in listener.heard if row.id}
    said = found(warehouse, "select item_id_spotify, kind, name, artist_name, album_name from core.heard_item "
                            "where item_id_spotify is not null")  # fmt: skip
    assert {one: tuple(rest) for one, kind, *rest in said if kind == "music"} == {
        one: names[one] for one, kind, *_ in said if kind == "music"
    }
    assert {one for one, *_ in said} == set(names)


def test_a_zip_and_a_folder_say_the_same(warehouse: Engine, tmp_path: Path, listeners: tuple[Listener, ...]) -> None:
    ada = listeners[0]
    load(warehouse, write_history(ada, tmp_path, 1, is_zipped=True), ada.name)
    before = content(warehouse)
    again = total(load(warehouse, write_history(ada, tmp_path, 1), ada.name))
    assert (again.loaded, again.replaced) == (0, 0)
    assert content(warehouse) == before


def test_the_writer_writes_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["--seed", "3", "--days", "40", "--to", str(tmp_path / name)]) == 0
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.[zj]*")}
        for name in ("a", "b")
    )
    assert one == other
    assert len((tmp_path / "a" / "users.csv").read_text().splitlines()) == 7
