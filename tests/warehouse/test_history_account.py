"""Rows of the account form beside fuller ones: never twice, in any order of files."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine, text

from tests.emptied import empty
from tests.warehouse.histories import AUDIO, account, books, content, found, heard, load, total, written

PLAYS = "select count(*) filter (where form = 'extended'), count(*) filter (where form = 'account') from core.play "
FORMS = f"{PLAYS} join core.play_context using (context_id)"


def load_one(engine: Engine, folder: Path, name: str, rows: list[dict[str, Any]]) -> Any:
    """A folder of its own for each file, so that only that one is loaded."""
    (loaded,) = load(engine, written(folder / name.replace(".", "_"), {name: rows}))
    return loaded.counts


FULL = [heard("2024-05-01T10:00:40Z", 1, 60_000), heard("2024-05-01T10:05:10Z", 2, 50_000)]
SHORT = [
    account("2024-05-01 10:00", 1, 60_000, trackName="SONG (1)"),
    account("2024-05-01 10:05", 2, 50_000),
    account("2024-05-01 10:05", 2, 50_001),
    account("2024-05-01 12:00", 1, 60_000),
]


def test_account_rows_that_a_fuller_row_tells_of_are_there_already(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, AUDIO.format(0), FULL)
    counts = load_one(warehouse, tmp_path, "StreamingHistory0.json", SHORT)
    assert (counts.read, counts.loaded, counts.already, counts.plays, counts.played_ms) == (4, 2, 2, 2, 110_001)
    assert found(warehouse, FORMS) == [(2, 2)]
    assert books(warehouse) == []


def test_fuller_rows_take_the_place_of_account_rows(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, "StreamingHistory0.json", SHORT)
    counts = load_one(warehouse, tmp_path, AUDIO.format(0), FULL)
    assert (counts.read, counts.loaded, counts.already, counts.replaced) == (2, 2, 0, 2)
    assert found(warehouse, FORMS) == [(2, 2)]
    assert books(warehouse) == []


def test_an_account_file_given_again_in_parts_is_there_already(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, AUDIO.format(0), FULL)
    load_one(warehouse, tmp_path, "StreamingHistory0.json", SHORT)
    before = content(warehouse)
    counts = load_one(warehouse, tmp_path, "StreamingHistory1.json", SHORT[1:])
    assert (counts.loaded, counts.already) == (0, 3)
    assert content(warehouse) == before


def test_one_fuller_row_tells_of_one_account_row(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, AUDIO.format(0), [heard("2024-05-01T10:00:40Z")])
    rows = [account("2024-05-01 10:00"), account("2024-05-01 10:01")]
    assert load_one(warehouse, tmp_path, "StreamingHistory0.json", rows).already == 1


def test_another_user_is_not_touched(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, "StreamingHistory0.json", SHORT)
    load(warehouse, written(tmp_path / "x", {AUDIO.format(0): FULL}), user="Bob")
    assert found(warehouse, FORMS) == [(2, 4)]


def test_marks_are_of_all_days_that_changed(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, "StreamingHistory0.json", [account("2024-05-01 00:00")])
    with warehouse.begin() as connection:
        connection.exec_driver_sql("delete from ops.listening_mark")
    load_one(warehouse, tmp_path, AUDIO.format(0), [heard("2024-04-30T23:59:40Z")])
    days = found(warehouse, "select distinct heard_on::text from ops.listening_mark order by 1")
    assert days == [("2024-04-30",), ("2024-05-01",)]


def all_orders(engine: Engine, tmp_path: Path, files: dict[str, list[dict[str, Any]]]) -> None:
    """One content, whatever the order of files; the books close in each."""
    paths = {name: written(tmp_path / name.replace(".", "_"), {name: rows}) for name, rows in files.items()}
    contents = set()
    for order in permutations(paths):
        empty(engine)
        loaded = [one for name in order for one in load(engine, paths[name])]
        assert total(loaded).closes
        assert books(engine) == [], order
        contents.add(str(content(engine)))
    assert len(contents) == 1


def test_any_order_of_files_gives_one_content(warehouse: Engine, tmp_path: Path) -> None:
    files = {
        # names of one id in two spellings, of which only the later one is the account form's
        AUDIO.format(0): [heard("2024-05-01T10:00:40Z", 1, master_metadata_track_name="Song 1 - Remastered"), *FULL],
        "endsong_0.json": [heard("2024-05-02T10:00:40Z", 1), FULL[1], heard("2024-05-01T12:00:20Z", 1)],
        "StreamingHistory0.json": SHORT,
        "StreamingHistory_music_0.json": [
            *SHORT[2:],
            account("2024-05-01 10:04", 2, 50_000),
            account("2024-05-02 10:01"),
        ],
    }
    all_orders(warehouse, tmp_path, files)


def test_a_row_comes_back_when_an_earlier_one_needs_what_told_of_it(warehouse: Engine, tmp_path: Path) -> None:
    load_one(warehouse, tmp_path, AUDIO.format(0), [heard("2024-05-01T10:00:40Z")])
    assert load_one(warehouse, tmp_path, "StreamingHistory1.json", [account("2024-05-01 10:01")]).loaded == 0
    assert load_one(warehouse, tmp_path, "StreamingHistory0.json", [account("2024-05-01 10:00")]).loaded == 0
    rows = "select to_char(played_at, 'HH24:MI:SS') from core.play order by 1"
    assert found(warehouse, rows) == [("10:00:40",), ("10:01:00",)]
    assert found(warehouse, "select sum(rows_loaded), sum(rows_already) from ops.history_file") == [(2, 1)]
    assert books(warehouse) == []


ENDS = some.integers(0, 239)
FULLER = some.lists(some.builds(lambda end: heard(f"2024-05-01T10:{end // 60:02d}:{end % 60:02d}Z"), ENDS), max_size=4)
SHORTER = some.lists(
    some.builds(lambda minute: account(f"2024-05-01 10:{minute:02d}"), some.integers(0, 4)), max_size=4
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FULLER, FULLER, SHORTER, SHORTER)
def test_however_plays_lie_the_order_of_files_makes_no_difference(
    shared_warehouse: Engine,
    tmp_path_factory: pytest.TempPathFactory,
    full: list[dict[str, Any]],
    fuller: list[dict[str, Any]],
    short: list[dict[str, Any]],
    shorter: list[dict[str, Any]],
) -> None:
    files = {"endsong_0.json": full, "endsong_1.json": fuller, "StreamingHistory0.json": short}
    if shorter:
        files["StreamingHistory1.json"] = shorter
    orders = list(permutations(files))[:: 5 if len(files) == 4 else 1]
    tmp_path = tmp_path_factory.mktemp("orders")
    paths = {name: written(tmp_path / name.replace(".", "_"), {name: rows}) for name, rows in files.items()}
    contents = set()
    for order in orders:
        empty(shared_warehouse)
        for name in order:
            load(shared_warehouse, paths[name])
        assert books(shared_warehouse) == []
        contents.add(str(content(shared_warehouse)))
    assert len(contents) == 1


def test_a_play_is_what_the_warehouse_counts_as_one(warehouse: Engine, tmp_path: Path) -> None:
    with warehouse.begin() as connection:
        connection.execute(text("update ops.listening_basis set least_play_ms = 60001"))
    full = [heard("2024-05-01T10:00:40Z", 1, 60_000), heard("2024-05-01T10:05:10Z", 2, 60_001)]
    short = [account("2024-05-01 10:00", 1, 60_000), account("2024-05-01 10:05", 2, 60_001)]
    assert load_one(warehouse, tmp_path, AUDIO.format(0), full).plays == 1
    assert load_one(warehouse, tmp_path, "StreamingHistory0.json", short).plays == 0
    assert books(warehouse) == []
