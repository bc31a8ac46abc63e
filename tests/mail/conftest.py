"""What the tests of mail work with: a mail server, an issue to send, people on the list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hook import Hook, opened_hook
from matters_seen import ANN, BOB
from post_office import PostOffice, opened
from sqlalchemy import Engine

from db.datadir import DataDir
from flows.run_context import RunContext
from tasks.checks import disks
from tasks.mail.mailed_issue import Line, MailedIssue, Tile
from tests.mail.listed import enlist

WEEK = date(2026, 11, 13)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with opened(PostOffice()) as office:
        yield office


@pytest.fixture
def issue(tmp_path: Path) -> MailedIssue:
    pdf = tmp_path / "weekly-report-2026-11-13.pdf"
    pdf.write_bytes(b"%PDF-1.7 a report")
    return MailedIssue(
        issue_id="weekly-2026-11-13",
        subject="North, 13 – 19 November: streams up 12 % to 4.1M",
        headline="Streams up 12 % to 4.1M: new releases of Luna Vega brought +310K.",
        lines=(
            Line("up", "Luna Vega", "+48 % to 1.2M; new release “Second Season”."),
            Line("down", "Ōkami & Sons", "−18 % to 210K; spike over."),
        ),
        tiles=(Tile("Streams", "4.1M", "▲ +12 %", "up", "3.7M last week"),),
        week=WEEK,
        label="North",
        pdf=pdf,
        note="Figures up to Thu 19 Nov",
    )


@pytest.fixture
def listed(warehouse: Engine) -> Engine:
    """A warehouse with two people on the list of all artists."""
    enlist(warehouse, "ann@label.example", "bob@label.example")
    return warehouse


@pytest.fixture
def hook() -> Iterator[Hook]:
    with opened_hook(Hook()) as hook:
        yield hook


@pytest.fixture
def context(warehouse: Engine, office: PostOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunContext:
    """A warehouse in which nothing is wrong, and two people of the data team."""
    given = {"HOST": "127.0.0.1", "PORT": str(office.port), "SECURITY": "none", "SENDER": "reports@label.example"}
    for name, value in given.items():
        monkeypatch.setenv(f"GROUNDSWELL_MAIL_{name}", value)
    monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", f"{ANN},{BOB}")
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(disks, "MOST_USED", 2.0)
    url = warehouse.url.render_as_string(hide_password=False)
    return RunContext(DataDir.open(tmp_path / "data", create=True), warehouse, url, date(2026, 11, 29))
