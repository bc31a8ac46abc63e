"""A history is loaded: every row accounted for, once, and nothing of what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine

from tasks.listening.files import Counts
from tasks.readers.history import history
from tests.emptied import empty
from tests.warehouse.histories import AUDIO, account, books, content, found, heard, load, total, written

RECORDED = Path(__file__).parents[1] / "recorded" / "spotify_history"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "providers" / "spotify_history"
SOON = "2024-05-01T10:{:02d}:00Z"


def test_what_became_of_each_row(warehouse: Engine, tmp_path: Path) -> None:
    one, two, three = (heard(SOON.format(minute), track=minute) for minute in (1, 2, 3))
    short = heard(SOON.format(4), ms=29_999)
    podcast = heard(SOON.format(5), spotify_track_uri=None, spotify_episode_uri="spotify:episode:" + "e" * 22,
                    episode_name="E", episode_show_name="S")  # fmt: skip
    broken = heard("never")
    first = [one, two, two, broken, short, podcast]
    files = {AUDIO.format(0): first, AUDIO.format(1): [two, three, three]}
    before, after = load(warehouse, written(tmp_path, files))
    assert before.counts == Counts(6, 4, 0, 1, 1, 0, plays=2, played_ms=60_000 * 3 + 29_999)
    assert after.counts == Counts(3, 1, 1, 1, 0, 0, plays=1, played_ms=60_000)
    assert found(warehouse, "select count(*), sum(ms_played) from core.play") == [(5, 60_000 * 4 + 29_999)]
    assert books(warehouse) == []


def test_a_row_is_what_the_export_said(warehouse: Engine, tmp_path: Path) -> None:
    row = heard("2024-05-01T10:00:07Z", 7, 1234, skipped=True, offline=True, offline_timestamp=1714557600123,
                conn_country="ZZ", shuffle=None, username="jane.doe")  # fmt: skip
    load(warehouse, written(tmp_path, {"Streaming_History_Video_2024.json": [row]}))
    said = found(
        warehouse,
        """select u.name, p.played_at::text, p.ms_played, p.offline_at::text, h.kind, h.item_id_spotify, h.name,
                  h.artist_name, h.album_name, c.form, c.is_video, c.platform, c.country_code, c.reason_start,
                  c.reason_end, c.is_shuffle, c.is_skipped, c.is_offline, c.is_incognito, f.origin, f.form
           from core.play p join core.heard_item h using (heard_item_id) join core.play_context c using (context_id)
           join core.listening_user u using (user_id) join ops.history_file f using (file_id)""",
    )
    assert said == [
        ("Ann", "2024-05-01 10:00:07+00", 1234, "2024-05-01 10:00:00+00", "music", f"{7:022d}", "Song 7", "Band",
         "Record", "extended", True, "ios", None, "trackdone", "trackdone", None, True, True, False,
         "Streaming_History_Video_2024.json", "extended video")
    ]  # fmt: skip


def test_rejects_are_kept_without_the_person(warehouse: Engine, tmp_path: Path) -> None:
    rows = [heard(SOON.format(1)), {**heard("never"), "username": "jane.doe", "user_agent_decrypted": "Mozilla\0"}]
    load(warehouse, written(tmp_path, {AUDIO.format(0): rows}))
    ((source, line, item, reason),) = found(warehouse, "select source, line, item::text, reason from ops.reject")
    assert (source, line) == ("spotify history", 2)
    assert json.loads(item)["spotify_track_uri"] == rows[1]["spotify_track_uri"]
    assert "time" in reason
    dumped = str(found(warehouse, "select r::text, f::text from ops.reject r join ops.history_file f using (file_id)"))
    assert not [secret for secret in ("jane.doe", "203.0.113.7", "Mozilla") if secret in dumped]


def test_the_same_file_again_is_known_and_changes_nothing(warehouse: Engine, tmp_path: Path) -> None:
    rows = [heard(SOON.format(1)), heard(SOON.format(1)), heard("never")]
    path = written(tmp_path, {AUDIO.format(0): rows})
    load(warehouse, path)
    before = content(warehouse)
    (again,) = load(warehouse, path)
    assert (again.state, again.counts) == ("known", Counts(read=3, already=1, duplicates=1, rejected=1))
    assert content(warehouse) == before
    assert found(warehouse, "select count(*) from ops.history_file") == [(1,)]


def test_the_same_rows_in_other_files_are_there_already(warehouse: Engine, tmp_path: Path) -> None:
    rows = [heard(SOON.format(minute), track=minute) for minute in range(20)]
    load(warehouse, written(tmp_path / "a", {AUDIO.format(0): rows}))
    before = content(warehouse)
    files = {AUDIO.format(0): rows[:7], "old/endsong_0.json": [{**row, "username": "x"} for row in rows[5:]]}
    assert total(load(warehouse, written(tmp_path / "b", files))) == Counts(read=22, already=22)
    assert content(warehouse) == before


def test_an_empty_list_is_a_file_of_no_rows(warehouse: Engine, tmp_path: Path) -> None:
    (loaded,) = load(warehouse, written(tmp_path, {AUDIO.format(0): []}))
    assert (loaded.state, loaded.counts) == ("loaded", Counts())


@pytest.mark.parametrize(
    "bad", [b"", b'[{"ts": "2024-05-01T10:00:00Z", "ms_played": 5}, {"ts', b'{"a": 1}', b'[{"ts": 1}, {"ts": 2}]']
)
def test_a_refused_file_leaves_nothing_and_keeps_nobody_back(warehouse: Engine, tmp_path: Path, bad: bytes) -> None:
    files = {AUDIO.format(0): [heard(SOON.format(1))], AUDIO.format(1): bad, AUDIO.format(2): [heard(SOON.format(2))]}
    states = [loaded.state for loaded in load(warehouse, written(tmp_path, files))]
    assert states == ["loaded", "refused", "loaded"]
    assert found(warehouse, "select count(*) from core.play") == [(2,)]
    ((state, rows, reason),) = found(
        warehouse, "select state, rows_read, reason from ops.history_file where origin = :name", name=AUDIO.format(1)
    )
    assert (state, rows) == ("refused", 0)
    assert reason
    assert found(warehouse, "select count(*) from ops.reject") == [(0,)]


def test_a_refused_file_leaves_no_word_of_it(warehouse: Engine, tmp_path: Path) -> None:
    text = json.dumps([heard(SOON.format(1), 99, platform="never seen")])[:-1].encode()
    files = {AUDIO.format(0): text, AUDIO.format(1): [heard(SOON.format(2), 1)]}
    load(warehouse, written(tmp_path, files))
    assert found(warehouse, "select name from core.heard_item") == [("Song 1",)]
    assert found(warehouse, "select platform from core.play_context") == [("ios",)]


def test_where_all_is_refused_there_is_no_user(warehouse: Engine, tmp_path: Path) -> None:
    load(warehouse, written(tmp_path, {AUDIO.format(0): b""}))
    assert found(warehouse, "select count(*) from core.listening_user") == [(0,)]
    assert found(warehouse, "select user_id, state from ops.history_file") == [(None, "refused")]


def test_a_large_file_is_read_in_pieces_to_the_same_end(
    warehouse: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Any] = [heard(SOON.format(minute % 60), track=minute, ms=minute) for minute in range(200)]
    rows[50], rows[151] = heard("never"), rows[150]
    path = written(tmp_path, {AUDIO.format(0): rows})
    (whole,) = load(warehouse, path, "Whole")
    monkeypatch.setattr(history, "KEPT_BYTES", 8000)
    monkeypatch.setattr(history, "ROWS_TOGETHER", 30)
    monkeypatch.setattr(history, "PIECE_BYTES", 8000)
    (pieced,) = load(warehouse, path, "Pieced")
    assert pieced.counts == whole.counts
    assert pieced.counts == Counts(200, 198, 0, 1, 1, 0, plays=0, played_ms=sum(range(200)) - 50 - 151)
    both = found(warehouse, "select row_hash, played_at, count(*) from core.play group by 1, 2 having count(*) <> 2")
    assert both == []
    assert found(warehouse, "select distinct line from ops.reject") == [(51,)]


def test_a_large_file_cut_off_at_its_end_leaves_nothing(
    warehouse: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_BYTES", 8000)
    monkeypatch.setattr(history, "ROWS_TOGETHER", 30)
    monkeypatch.setattr(history, "PIECE_BYTES", 8000)
    text = json.dumps([heard(SOON.format(minute % 60), track=minute) for minute in range(200)]).encode()
    (loaded,) = load(warehouse, written(tmp_path, {AUDIO.format(0): text[:-5]}))
    assert loaded.state == "refused"
    for table in ("core.play", "core.heard_item", "core.play_context"):
        assert found(warehouse, f"select count(*) from {table}") == [(0,)]


@pytest.mark.parametrize("path", sorted({*RECORDED.glob("*.json"), *SHARED.glob("*.json")}), ids=lambda path: path.name)
def test_recorded_exports_are_loaded_to_the_last_row(warehouse: Engine, path: Path) -> None:
    rows = json.loads(path.read_text("utf-8"))
    (loaded,) = load(warehouse, path)
    assert loaded.counts == Counts(
        read=len(rows),
        loaded=len(rows),
        plays=sum(row["spotify_track_uri"] is not None and row["ms_played"] >= 30_000 for row in rows),
        played_ms=sum(row["ms_played"] for row in rows),
    )
    ids = {row["spotify_track_uri"].rsplit(":", 1)[1] for row in rows}
    assert {one for (one,) in found(warehouse, "select item_id_spotify from core.heard_item")} == ids
    times = sorted(row["ts"] for row in rows)
    said = found(warehouse, """select to_char(played_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from core.play order by 1""")
    assert [one for (one,) in said] == times
    assert "203.0.113.7" not in str(found(warehouse, "select p::text from core.play_context p"))


MOMENTS = some.builds(
    lambda kind, minute, track, ms: kind(minute, track, ms),
    some.sampled_from(
        [
            lambda minute, track, ms: heard(SOON.format(minute), track, ms),
            lambda minute, track, ms: heard(f"2024-05-01T10:{minute:02d}:31Z", track, ms, skipped=True),
            lambda minute, track, ms: account(f"2024-05-01 10:{minute:02d}", track, ms),
            lambda minute, track, ms: heard("never", track, ms),
        ]
    ),
    some.integers(0, 3),
    some.integers(1, 2),
    some.sampled_from([1000, 60_000]),
)
PARTS = some.lists(some.lists(MOMENTS, max_size=6), min_size=1, max_size=4)


def by_form(parts: list[list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """A file holds rows of one form."""
    files = {}
    for number, rows in enumerate(parts):
        files[AUDIO.format(number)] = [row for row in rows if "ts" in row]
        files[f"StreamingHistory{number}.json"] = [row for row in rows if "endTime" in row]
    return files


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS)
def test_books_close_and_a_second_time_is_a_no_op(
    shared_warehouse: Engine, tmp_path_factory: pytest.TempPathFactory, parts: list[list[dict[str, Any]]]
) -> None:
    empty(shared_warehouse)
    path = written(tmp_path_factory.mktemp("history"), by_form(parts))
    loaded = total(load(shared_warehouse, path))
    assert loaded.closes
    assert books(shared_warehouse) == []
    before = content(shared_warehouse)
    again = total(load(shared_warehouse, path))
    assert again.loaded == again.replaced == 0
    assert content(shared_warehouse) == before
