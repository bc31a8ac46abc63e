"""Deliveries of unknown truth, judged by `trends backtest --drops`: rises planted and counted by hand."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from flows.cli.trends import trends
from tests.warehouse.delivered import account, link, song_day, spotify_track, write

FIRST = date(2025, 1, 3)  # a Friday
NAMED_AT = "2025-01-01 03:00:00"
WEEKS, ARTISTS = 40, 30
SMALL = 5  # of 350 streams a week, others of 14,000 and more
# artist, first week, weeks, times the usual
PLANTED = (
    (1, 30, 2, 3.0),  # holds: 3 times what was expected a week later
    (2, 33, 2, 4.0),  # holds
    (3, 31, 1, 3.0),  # is over a week later
    (SMALL, 35, 2, 3.0),  # holds, but 700 streams more are less than the floor
    (4, 39, 1, 3.0),  # the last week, so nobody knows whether it holds
)
# kind: rises, those that held, the part of the three plain rises that held
EXPECTED = {
    "plain rule": (4, 3, 1.0),
    "confirmed": (3, 2, 2 / 3),
    "raw only": (1, 1, 1 / 3),
    "rising": (3, 0, 0.0),  # the second weeks of the three that hold, each before the fall to normal
}


def days(artist: int) -> list[int]:
    """Streams of each day: a level, two percent of chance, and what was planted."""
    roll = np.random.default_rng(artist)
    level = (50 if artist == SMALL else 2_000 + 500 * artist) * np.exp(roll.normal(0, 0.02, WEEKS * 7))
    for planted, week, weeks, times in PLANTED:
        if planted == artist:
            level[week * 7 : (week + weeks) * 7] *= times
    return [round(value) for value in level.tolist()]


@pytest.fixture(scope="module")
def drops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three deliveries, of 30, 6 and 4 weeks; the last has a day of a song that nobody can read."""
    folder = tmp_path_factory.mktemp("drops")
    streams = {artist: days(artist) for artist in range(1, ARTISTS + 1)}
    for start, stop in ((0, 30), (30, 36), (36, WEEKS)):
        delivery = folder / (FIRST + timedelta(days=stop * 7 + 1)).isoformat()
        write(delivery, "SPOTIFY_ACCOUNTS", [account(artist, UPDATED_AT=NAMED_AT) for artist in streams])
        write(delivery, "SPOTIFY_TRACKS", [spotify_track(artist, artist, UPDATED_AT=NAMED_AT) for artist in streams])
        write(
            delivery,
            "SPOTIFY_ACCOUNT_TRACKS",
            [{"ID": artist, "SPOTIFY_ACCOUNT_ID": artist, "SPOTIFY_TRACK_ID": artist, "PRIMARY": "true"}
             for artist in streams],
        )  # fmt: skip
        write(delivery, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", [link(artist, artist) for artist in streams])
        rows = [
            song_day(artist, (FIRST + timedelta(days=day)).isoformat(), of_day[day])
            for artist, of_day in streams.items()
            for day in range(start * 7, stop * 7)
        ]
        write(delivery, "LUMINATE_DAILY_SONG_METRICS", rows, suffix=".csv.gz")
    spoilt = song_day(9, (FIRST + timedelta(days=1)).isoformat(), "many")
    write(delivery, "LUMINATE_DAILY_SONG_METRICS", [spoilt, *rows], suffix=".csv.gz")
    lines = [f"https://open.spotify.com/artist/{account(artist)['SPOTIFY_ID']},North" for artist in streams]
    (folder / "roster.csv").write_text("\n".join(["link,label", *lines]) + "\n", "utf-8")
    return folder


@pytest.fixture
def found(drops: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    result = CliRunner().invoke(trends, ["backtest", "--drops", str(drops), "--json"])
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_rises_that_hold_are_counted_by_tier_and_size(found: dict[str, Any]) -> None:
    kinds = {kind: (of["rises"], of["held"], pytest.approx(of["recall"])) for kind, of in found["kinds"].items()}
    assert {kind: kinds[kind] for kind in EXPECTED} == EXPECTED
    assert (found["artists"], found["weeks"]) == (ARTISTS, WEEKS - 1), "the first week has none before it"
    small, big = found["by_size"]["100 to 999"], found["by_size"]["10,000 to 99,999"]
    assert (small["plain rule"]["rises"], small["raw only"]["held"]) == (1, 1)
    assert (big["plain rule"]["rises"], big["confirmed"]["held"]) == (3, 2)
