"""The same play in two exports is one play: by hand, and by every order of files."""

from collections import Counter
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.emptied import empty
from tests.warehouse.histories import AUDIO, account, books, content, found, heard, load, written

AT = "2024-05-01T10:00:07Z"
ONE = heard(AT)
COUNT = "select count(*) from core.play"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (AUDIO.format(1), {"reason_end": "endplay"}),
        (AUDIO.format(1), {"skipped": False}),
        (AUDIO.format(1), {"platform": "iOS 17.4 (iPhone15,2)"}),
        (AUDIO.format(1), {"offline": True, "offline_timestamp": 1714557600}),
        (AUDIO.format(1), {"ts": "2024-05-01T10:00:07.400Z"}),
        ("Streaming_History_Video_2024.json", {}),
    ],
)
def test_a_later_export_tells_the_same_play_otherwise(
    warehouse: Engine, tmp_path: Path, name: str, change: dict[str, Any]
) -> None:
    load(warehouse, written(tmp_path / "a", {AUDIO.format(0): [ONE]}))
    # a second row, or a file that changes nothing but its name would be known by its bytes
    (later,) = load(warehouse, written(tmp_path / "b", {name: [{**ONE, **change}, heard(AT, 2)]}))
    assert (later.state, later.counts.loaded, later.counts.already) == ("loaded", 1, 1)
    assert found(warehouse, COUNT) == [(2,)]
    assert books(warehouse) == []


def test_circumstances_of_the_fuller_row_are_held(warehouse: Engine, tmp_path: Path) -> None:
    bare = {**ONE, "reason_end": None, "platform": None}
    for number, row in enumerate([bare, ONE, bare | {"shuffle": None}]):
        load(warehouse, written(tmp_path / str(number), {AUDIO.format(number): [row]}))
    told = "select platform, reason_end, is_shuffle from core.play join core.play_context using (context_id)"
    assert found(warehouse, told) == [("ios", "trackdone", False)]


def test_of_two_files_the_larger_count_is_held(warehouse: Engine, tmp_path: Path) -> None:
    two = [ONE, heard(AT, reason_end="endplay"), ONE]
    for number, (rows, expected) in enumerate([([heard(AT, shuffle=True)], 1), (two, 2), ([ONE], 2), (two[:2], 2)]):
        load(warehouse, written(tmp_path / str(number), {AUDIO.format(number): rows}))
        assert found(warehouse, COUNT) == [(expected,)]
    assert books(warehouse) == []


def test_another_item_length_or_second_is_another_play(warehouse: Engine, tmp_path: Path) -> None:
    others = [heard(AT, 2), heard(AT, 1, 60_001), heard("2024-05-01T10:00:08Z")]
    load(warehouse, written(tmp_path, {AUDIO.format(0): [ONE], AUDIO.format(1): others}))
    assert found(warehouse, COUNT) == [(4,)]


def a_row(random: Random) -> dict[str, Any]:
    """One of a few plays in one of many circumstances."""
    return heard(
        f"2024-05-01T10:00:0{random.randint(0, 1)}Z",
        random.randint(1, 2),
        platform=random.choice([None, "ios", "iOS 17"]),
        reason_end=random.choice([None, "endplay", "trackdone"]),
        skipped=random.choice([None, False]),
        offline_timestamp=random.choice([None, 1714557600]),
        offline=random.choice([None, True]),
    )


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_exports_makes_no_difference(warehouse: Engine, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    exports: dict[str, list[Any]] = {
        AUDIO.format(number): [a_row(random) for _ in range(random.randint(1, 9))] for number in range(3)
    }
    exports["StreamingHistory0.json"] = [account("2024-05-01 10:00", track) for track in (1, 1, 2)]
    paths = {name: written(tmp_path / name, {name: rows}) for name, rows in exports.items()}
    contents = set()
    # every third order: each export is the first, the last and in between
    for order in list(permutations(paths))[seed::3]:
        empty(warehouse)
        for name in order:
            load(warehouse, paths[name])
        assert books(warehouse) == [], order
        contents.add(str(content(warehouse)))
    assert len(contents) == 1
    counts: Counter[Any] = Counter()
    for name in list(exports)[:3]:
        rows = {tuple(sorted(row.items(), key=str)): (row["ts"], row["spotify_track_uri"]) for row in exports[name]}
        counts |= Counter(rows.values())
    # the two minutes of the account file are plays that a fuller row tells of, where there is one
    items = {uri for _, uri in counts}
    assert found(warehouse, COUNT) == [(counts.total() + 2 - len(items),)]


def test_an_export_cut_into_files_and_another_beside_it_in_any_order(warehouse: Engine, tmp_path: Path) -> None:
    """One cut into two files that overlap, and two later ones: one in the same folder, one in a folder of its own."""
    rows = [heard(f"2024-05-01T10:00:0{second}Z", second % 2 + 1) for second in range(6)]
    twice = heard("2024-05-01T10:00:03Z", 2, reason_end="endplay")  # a second row of that play, so two are held
    later = [{**row, "platform": "iOS 17", "skipped": False} for row in rows]
    files = {
        "a/endsong_0.json": [*rows[:3], rows[3], twice],
        "a/endsong_1.json": [rows[3], twice, *rows[4:]],
        "a/Streaming_History_Audio_2024_7.json": later,
        "b/Streaming_History_Audio_2024_7.json": [*later[:4], *later[3:], heard("2024-05-01T10:00:09Z")],
    }
    contents = set()
    for order in list(permutations(files))[::5]:
        empty(warehouse)
        for name in order:
            load(warehouse, written(tmp_path / name.replace("/", "-"), {name: files[name]}))
        assert books(warehouse) == []
        contents.add(str(content(warehouse)))
        assert found(warehouse, COUNT) == [(8,)]
    empty(warehouse)
    load(warehouse, written(tmp_path / "all", files))
    contents.add(str(content(warehouse)))
    assert len(contents) == 1
