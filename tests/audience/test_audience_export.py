"""The Excel file of a question holds what the warehouse answers to it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, text

from db.errors import GroundswellError
from tasks.audience.workbook_store import find_artists, write_workbook
from tests.audience.conftest import Audience, every_day
from tests.unit.workbook_answers import lines
from workbooks.audience import Question

ROOT = Path(__file__).parents[2]
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


def question(artists: list[str], **changed: Any) -> Question:
    from_on, to_on = SEPTEMBER
    given = {"artists": artists, "platforms": None, "from_on": from_on, "to_on": to_on, "country": None}
    asked = {"is_daily": True, "asked_by": "ana", "made_at": datetime(2026, 11, 28, tzinfo=UTC)}
    return Question(**{**given, **asked, **changed})


@pytest.fixture
def shared(audience: Audience) -> Engine:
    """Two artists share a song; of another three days were read at once."""
    audience.given(
        tracks=[{"name": "Both", "artists": ["Ana", "Bo"]}, {"name": "Hers", "artists": ["Ana"]}],
        readings=[
            {"of": "Both", "metric": "track_spotify_streams", **every_day("2026-09-01", 1000, 100, 50, 50)},
            {"of": "Hers", "metric": "track_spotify_streams", **every_day("2026-09-01", 0, 10, None, None, 60)},
            {"of": "Hers", "metric": "track_youtube_views", **every_day("2026-09-01", 50, 7, 8)},
        ],
    )
    return audience.engine


def test_days_add_up_to_tracks_and_tracks_to_the_total(shared: Engine, tmp_path: Path) -> None:
    path = tmp_path / "audience.xlsx"
    assert write_workbook(shared, path, question(find_artists(shared, ["Ana", "bo"]))) == 2
    book = load_workbook(path)
    head, *rows = lines(book, "Summary")
    assert [(row[1], row[3]) for row in rows[:3]] == [
        ("Spotify streams", 270),
        ("YouTube views", 15),
        (None, 285),
    ]
    assert [row[head.index("Share of plays")] for row in rows[:3]] == [
        pytest.approx(270 / 285),
        pytest.approx(15 / 285),
        1,
    ]
    tracks = lines(book, "By track")[1:]
    assert sorted((row[0], row[2], row[3]) for row in tracks) == [
        ("Both", "Spotify streams", 200),
        ("Hers", "Spotify streams", 70),
        ("Hers", "YouTube views", 15),
    ]
    days = lines(book, "Daily by track")[1:]
    assert [(row[0].day, row[1], row[2], *row[3:]) for row in days] == [
        (1, 1, "Both", 100, None),
        (1, 1, "Hers", 10, 7),
        (2, 1, "Both", 50, None),
        (2, 1, "Hers", None, 8),
        (3, 1, "Both", 50, None),
        (4, 3, "Hers", 60, None),
    ]
    assert {row[0]: row[1] for row in lines(book, "Daily")[-2:]} == {"Several days at once": 60, "The period": 270}


def test_a_wrong_question_is_answered_in_words_and_leaves_no_file(shared: Engine, tmp_path: Path) -> None:
    for wrong, words in (
        ({"platforms": ["myspace"]}, "No platform is called “myspace”"),
        ({"from_on": date(2025, 1, 1)}, "more than 12 months"),
    ):
        with pytest.raises(GroundswellError, match=words):
            write_workbook(shared, tmp_path / "audience.xlsx", question(find_artists(shared, ["Ana"]), **wrong))
    with pytest.raises(GroundswellError, match="No artist is called “Nobody”"):
        find_artists(shared, ["Nobody"])
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".yaml"] == []


def test_the_verb_writes_the_last_full_month(
    audience: Audience, spotify_track: Callable[..., None], tmp_path: Path
) -> None:
    spotify_track(**every_day("2026-09-01", 0, *[5] * 61))
    with audience.engine.begin() as connection:
        connection.execute(text("insert into ops.world (end_on) values ('2026-11-19') on conflict do nothing"))
    url = audience.engine.url.render_as_string(hide_password=False)

    def groundswell(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from flows.cli.main import main; main()", "export", "audience", *arguments],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
        )

    path = tmp_path / "ana.xlsx"
    done = groundswell("--artist", "Ana", "-o", str(path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"file": str(path), "from": "2026-10-01", "to": "2026-10-31", "figures": 1}
    assert lines(load_workbook(path), "Summary")[1][3] == 31 * 5
    refused = groundswell("--artist", "Ana", "-o", str(tmp_path / "ana.pdf"))
    assert refused.returncode == 1
    assert "a name that ends in .xlsx" in " ".join(refused.stderr.split())
