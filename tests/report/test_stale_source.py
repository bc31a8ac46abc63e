"""A source the report waits for is behind: the tile turns, one note goes out, the report is held; then it is over."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine

from db.datadir import DataDir
from flows.checks import run_checks
from flows.run_context import RunContext
from flows.weekly_report import send_report, standing_against
from tasks.checks import disks
from tasks.report.errors import ReportHeld
from tests.mail.listed import enlist
from tests.mail.post_office import PostOffice, opened
from tests.report.followed import WEEK, deliver_label
from tests.warehouse.delivered import ingest, song_day, write
from tests.warehouse.queued import run_sql

DATASET = Path(__file__).parents[2] / "superset/assets/datasets/source_freshness.yaml"
TEAM, READER = "data@label.example", "ann@label.example"
SOURCE, NAME = "LUMINATE_DAILY_SONG_METRICS", "Luminate: streams of songs, daily"
IN_TIME, LATE = date(2026, 11, 21), date(2026, 11, 26)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with opened(PostOffice()) as office:
        given = {"HOST": "127.0.0.1", "PORT": str(office.port), "SECURITY": "none", "SENDER": "reports@label.example"}
        for name, value in given.items():
            monkeypatch.setenv(f"GROUNDSWELL_MAIL_{name}", value)
        monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", TEAM)
        monkeypatch.delenv("PREFECT_API_URL", raising=False)
        monkeypatch.setattr(disks, "MOST_USED", 2.0)
        yield office


def today_is(engine: Engine, day: date) -> None:
    run_sql(engine, "delete from ops.world")
    run_sql(engine, "insert into ops.world (end_on) values (:day)", day=day)


def tile(engine: Engine) -> int:
    """What the tile Sources late shows."""
    [metric] = yaml.safe_load(DATASET.read_text("utf-8"))["metrics"]
    [(late,)] = run_sql(engine, f"select {metric['expression']} from mart.source_freshness")
    return int(late)


def mails(office: PostOffice, words: str) -> list[tuple[str, str]]:
    """(address, subject) of mails whose subject has the words."""
    found = [(str(mail["To"]), str(mail["Subject"]).strip()) for mail in office.mails]
    return [(to, subject) for to, subject in found if words in subject]


def test_it_turns_the_tile_is_told_once_holds_the_report_and_is_told_over(
    warehouse: Engine, office: PostOffice, tmp_path: Path
) -> None:
    deliver_label(warehouse, tmp_path / "drops")
    enlist(warehouse, READER)
    url = warehouse.url.render_as_string(hide_password=False)
    context = RunContext(DataDir.open(tmp_path / "data", create=True), warehouse, url, IN_TIME)
    today_is(warehouse, IN_TIME)
    others = tile(warehouse)  # sources that never delivered here
    run_checks(context)
    assert (standing_against(context, WEEK), mails(office, NAME)) == ([], [])

    today_is(warehouse, LATE)
    assert tile(warehouse) == others + 1
    for _ in range(2):
        run_checks(context)
    late = f"{NAME} is behind: figures up to Thu 19 Nov, delivered 20 Nov, 5 days behind"
    assert mails(office, NAME) == [(TEAM, f"Groundswell: {late}")]
    for _ in range(2):
        with pytest.raises(ReportHeld, match=f"{NAME}: figures up to Thu 19 Nov, .* 5 days behind"):
            send_report(context, WEEK)
    assert sorted(mails(office, "report is held")) == [
        (READER, "All labels: the weekly report is held"),
        (TEAM, "All labels: the weekly report is held"),
    ]
    assert list(context.data_dir.reports.rglob("*.pdf")) == []

    days = [song_day(71, str(date(2026, 11, 20) + timedelta(days=n)), 100) for n in range(5)]
    write(tmp_path / "drops" / str(LATE), SOURCE, days)
    ingest(warehouse, tmp_path / "drops")
    assert (tile(warehouse), standing_against(context, WEEK)) == (others, [])
    for _ in range(2):
        run_checks(context)
    assert mails(office, NAME) == [(TEAM, f"Groundswell: {late}"), (TEAM, f"Groundswell: Over: {late}")]
