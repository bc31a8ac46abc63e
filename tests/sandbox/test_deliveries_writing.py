"""Drops are written up to the day asked for, the same bytes every time, of the smallest worlds too."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from sandbox.deliveries import Vendor, write_drops
from sandbox.world import World, make_world
from tests.sandbox.archive import Archive, last_words, song_figures
from tests.sandbox.standin import ROOT

DAY = timedelta(days=1)
SONGS = "LUMINATE_DAILY_SONG_METRICS"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def test_later_drops_bring_the_last_days(tmp_path: Path) -> None:
    vendor = Vendor(make_world(8, 20, 45))
    end = vendor.world.end_on
    write_drops(vendor, tmp_path, until=end + 4 * DAY)
    later = Archive(tmp_path)
    assert later.days()[-1] == end + 4 * DAY
    figures = song_figures(later.whole(SONGS, but=vendor.renamed_drop))
    words = last_words(figures, end + 4 * DAY)
    for song in vendor.songs():
        known = vendor.streams_known(song.song_id, "GLOBAL", noon(end + 4 * DAY))
        assert known == words[song.song_id, "GLOBAL"]
    assert max(known) == end
    accounts = vendor.accounts_known(noon(end + 4 * DAY))
    assert max(max(weeks) for weeks in accounts.values()) == end
    assert "LUMINATE_ACCOUNTS" in later.tables(end + 3 * DAY)


def test_it_ends_when_asked(tmp_path: Path) -> None:
    vendor = Vendor(make_world(7, 3, 5))
    folders = write_drops(vendor, tmp_path, until=vendor.first_drop + 3 * DAY)
    assert [folder.name for folder in folders] == ["2025-11-16", "2025-11-17", "2025-11-18", "2025-11-19"]


def test_the_same_bytes_from_every_process(tmp_path: Path) -> None:
    digests = []
    for hash_seed in ("1", "2"):
        folder = tmp_path / hash_seed
        arguments = ["--seed", "7", "--artists", "12", "--tracks", "25", "--to", str(folder)]
        subprocess.run(
            [sys.executable, "-m", "sandbox.deliveries", *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
        )
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*.csv*")):
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
        digests.append(digest.hexdigest())
    assert digests[0] == digests[1]


@pytest.mark.parametrize(("artists", "tracks"), [(1, 2), (2, 3)])
def test_the_smallest_worlds_have_drops(artists: int, tracks: int, tmp_path: Path) -> None:
    world: World = make_world(3, artists, tracks)
    assert len(write_drops(Vendor(world), tmp_path)) == 369
