"""Last week beside what was told of it: by its issue where one is kept, else by what was known the Monday after it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tasks.report.data import Week
from tasks.report.issue import ALL_ARTISTS, IssueScope
from tasks.report.issue_store import put_issue, read_week
from tasks.report.sections import Sections
from tasks.trends.rollup_store import roll_up
from tests.report.followed import WEEK, deliver_label
from tests.warehouse.delivered import ingest, song_day, write

LAST_WEEK = WEEK - timedelta(days=7)
MADE_AT = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def label(warehouse: Engine, tmp_path: Path) -> tuple[Engine, Path]:
    """Ann has 100 and 10 streams a day."""
    deliver_label(warehouse, tmp_path)
    return warehouse, tmp_path


def issued(engine: Engine, scope: IssueScope = ALL_ARTISTS) -> int:
    """An issue of last week with its figures as they stand; no files."""
    files = dict.fromkeys(("pdf_file", "pdf_sha256", "notebook_file", "notebook_sha256"), "x")
    issue = {"week_on": LAST_WEEK, "label": scope.label, "team": scope.team, "edition": 1, "made_at": MADE_AT,
             "as_of": MADE_AT, "parameters": {}, "appendix_file": None, "appendix_sha256": None, **files}  # fmt: skip
    return put_issue(engine, issue, [], read_week(engine, LAST_WEEK, scope))


def revisions(engine: Engine, label: str = "All") -> tuple[str, dict[str, tuple[str, str, str]]]:
    payload = Sections(Week(engine, WEEK, label), label, "track_luminate_streams", ()).revisions().payload
    rows = payload["rows"]
    return payload["intro"], {row["name"]: (row["reported"], row["restated"], row["now"]) for row in rows}


def test_last_week_is_compared_with_its_issue(label: tuple[Engine, Path]) -> None:
    engine, drops = label
    number = issued(engine)
    later = [song_day(71, "2026-11-08", 40, UPDATED_ON="2026-11-22")]
    write(drops / "2026-11-23", "LUMINATE_DAILY_SONG_METRICS", later)
    ingest(engine, drops / "2026-11-23")
    roll_up(engine)
    words, rows = revisions(engine)
    assert f"What issue {number}, made Fri 20 Nov 2026, 07:00 UTC, told of its week" in words
    # 7 days of 110; of one of them 60 were taken back
    assert rows == {"All of them": ("770", "−60", "710"), "Ann": ("770", "−60", "710")}
    # of the label no issue is kept: with what was known the Monday after it, which is nothing here
    words, _ = revisions(engine, "North")
    assert words.startswith("No issue of the report of last week is kept; it is compared with what was known")
    assert issued(engine, IssueScope("North")) > number
    assert revisions(engine, "North")[1] == {"All of them": ("710", "0", "710")}
