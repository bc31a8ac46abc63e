"""Monday's report on a real Postgres with a real mail server: sent once, or held with its reasons and no PDF."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import make_engine
from flows import weekly_report
from flows.run_context import RunContext
from flows.weekly_report import send_report
from tasks.report import issuing
from tasks.report.errors import ReportError, ReportHeld
from tasks.report.issue import IssueScope
from tasks.report.issue_store import next_edition, read_issues
from tasks.report.readiness import SourceState, due_week, reasons_against
from tasks.trends.rollup_store import roll_up
from tests.mail.listed import enlist
from tests.mail.post_office import PostOffice, opened
from tests.report.followed import WEEK, deliver_label, follow
from tests.warehouse.queued import run_sql

DAILY = "Luminate: streams of songs, daily"


@pytest.fixture(scope="module")
def label(module_warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = make_engine(module_warehouse)
    deliver_label(engine, tmp_path_factory.mktemp("drops"))
    run_sql(engine, "insert into ops.world (end_on) values ('2026-11-21')")
    enlist(engine, "ann@label.example")
    yield engine
    engine.dispose()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with opened(PostOffice()) as office:
        given = {"HOST": "127.0.0.1", "PORT": str(office.port), "SECURITY": "none", "SENDER": "reports@label.example"}
        for name, value in given.items():
            monkeypatch.setenv(f"GROUNDSWELL_MAIL_{name}", value)
        monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", "data@label.example")
        yield office


@pytest.fixture
def context(label: Engine, tmp_path: Path) -> RunContext:
    url = label.url.render_as_string(hide_password=False)
    return RunContext(DataDir.open(tmp_path / "data", create=True), label, url, date(2026, 11, 21))


@pytest.fixture
def nothing_mailed(label: Engine) -> None:
    run_sql(label, "delete from app.mail_delivery")
    run_sql(label, "delete from app.report_recipient where address = 'late@label.example'")
    run_sql(label, "delete from core.report_figure")
    run_sql(label, "delete from core.report_issue")


def pdfs(context: RunContext) -> list[str]:
    return sorted(path.name for path in context.data_dir.reports.rglob("*.pdf"))


@pytest.mark.usefixtures("nothing_mailed")
def test_it_is_sent_once_to_each(context: RunContext, office: PostOffice) -> None:
    assert send_report(context, WEEK) == "1 mail sent (all artists to ann@label.example)."
    (mail,) = office.mails
    assert mail["to"] == "ann@label.example"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["weekly-report-2026-11-13.1.pdf"]
    assert "everybody on the list has this week's report" in send_report(context, WEEK)
    assert (len(office.mails), len(read_issues(context.engine))) == (1, 1)
    enlist(context.engine, "late@label.example")
    told = "1 mail sent, 1 before (all artists to ann@label.example, late@label.example)."
    assert send_report(context, WEEK) == told
    assert office.addresses == ["ann@label.example", "late@label.example"]
    ((summary, state),) = run_sql(context.engine, "select summary, state from ops.run order by run_id desc limit 1")
    assert (state, summary["mail"]) == ("completed", told)


@pytest.mark.usefixtures("nothing_mailed")
def test_people_of_a_team_are_sent_the_report_of_the_team(context: RunContext, office: PostOffice) -> None:
    follow(context.engine, "Bob", "Club", team="Night")
    roll_up(context.engine)
    enlist(context.engine, "late@label.example", team="Night")
    told = "2 mails sent (all artists to ann@label.example; the team Night to late@label.example)."
    assert send_report(context, WEEK) == told
    (mail,) = (mail for mail in office.mails if mail["to"] == "late@label.example")
    assert [part.get_filename() for part in mail.iter_attachments()] == ["weekly-report-2026-11-13-team-night.1.pdf"]
    words = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Streams at 350 after 350" in words  # Bob's 50 a day; all artists have 1,110
    assert "Ann" not in words
    # a label whose files would be called alike has an edition of its own
    assert next_edition(context.engine, WEEK, IssueScope("Team Night")) == 2


def a_failing_cell(*given: object, **named: object) -> None:
    raise ReportError("The report of 2026-11-13 failed (ValueError in cell 4)")


@pytest.mark.usefixtures("nothing_mailed")
@pytest.mark.parametrize(
    ("week", "place", "instead", "reason"),
    [
        (date(2026, 11, 20), None, None, f"{DAILY}: figures up to Thu 19 Nov, delivered 20 Nov, in time"),
        (date(2026, 11, 20), None, None, "the week of Fri 20 Nov is not closed; the newest is that of Fri 13 Nov"),
        (WEEK, (weekly_report, "find_orphans"), lambda *given: [{}], "1 thing that charts name is unaccounted for"),
        (WEEK, (issuing, "render_report"), a_failing_cell, "failed (ValueError in cell 4)"),
        (WEEK, (issuing, "empty_sections"), lambda blocks: ["the section “tiles” is empty"], "“tiles” is empty"),
    ],
    ids=["source behind", "week open", "failing check", "failing cell", "empty section"],
)
def test_what_stands_against_it_holds_it(
    context: RunContext,
    office: PostOffice,
    monkeypatch: pytest.MonkeyPatch,
    week: date,
    place: tuple[object, str] | None,
    instead: object,
    reason: str,
) -> None:
    if place is not None:
        monkeypatch.setattr(*place, instead)
    for _ in range(2):  # run again it tells nobody twice
        with pytest.raises(ReportHeld) as caught:
            send_report(context, week)
        assert reason in str(caught.value)
    assert (pdfs(context), read_issues(context.engine)) == ([], [])
    bodies = {str(mail["to"]): mail.get_body(("plain",)).get_content() for mail in office.mails}  # type: ignore[union-attr]
    assert sorted(office.addresses) == ["ann@label.example", "data@label.example"]
    assert reason in bodies["data@label.example"].replace("\u2068", "").replace("\u2069", "")
    assert reason not in bodies["ann@label.example"]
    assert run_sql(context.engine, "select state from ops.run order by run_id desc limit 1") == [("failed",)]


@pytest.mark.usefixtures("nothing_mailed", "office")
def test_what_is_late_is_waited_for_until_the_hour_that_is_set(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_REPORT_LATEST", "00:00")
    monkeypatch.setattr(weekly_report, "standing_against", lambda *given: ["a source is behind"])
    with pytest.raises(ReportHeld, match="a source is behind"):
        send_report(context, WEEK, is_waiting=True)
    answers = iter([["a source is behind"], ["a source is behind"], []])
    monkeypatch.setenv("GROUNDSWELL_REPORT_LATEST", "23:59:59.999")
    monkeypatch.setenv("GROUNDSWELL_REPORT_DELAY_NOTICE", "false")
    monkeypatch.setattr(weekly_report, "standing_against", lambda *given: next(answers))
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    before = len(office.mails)
    assert send_report(context, WEEK, is_waiting=True) == "1 mail sent (all artists to ann@label.example)."
    assert slept[:2] == [weekly_report.LOOK_AGAIN_S] * 2
    # the data team's notice that it is late, once, and the report
    assert [str(mail["to"]) for mail in office.mails[before:]] == ["data@label.example", "ann@label.example"]


@pytest.mark.usefixtures("nothing_mailed")
def test_without_a_mail_server_it_is_made_and_says_so(context: RunContext, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "SENDER"):
        monkeypatch.delenv(f"GROUNDSWELL_MAIL_{name}", raising=False)
    assert send_report(context, WEEK).startswith("Nobody was mailed: No mail can be sent: GROUNDSWELL_MAIL_HOST and ")
    assert pdfs(context) == ["weekly-report-2026-11-13.1.pdf", "weekly-report-2026-11-13.pdf"]


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 11, 16), date(2026, 11, 6)),  # the Monday after it
        (date(2026, 11, 22), date(2026, 11, 6)),
        (date(2026, 11, 23), date(2026, 11, 13)),
    ],
)
def test_a_week_is_due_on_the_monday_after_it(today: date, week: date) -> None:
    assert due_week(today) == week


WHOLE = SourceState("Daily", date(2026, 11, 19), False, "in time")


@pytest.mark.parametrize(
    ("newest", "sources", "broken", "orphans", "count"),
    [
        (WEEK, [WHOLE], [], 0, 0),
        (date(2026, 11, 20), [WHOLE], [], 0, 0),
        (WEEK, [SourceState("Daily", date(2026, 11, 18), False, "in time")], [], 0, 1),
        (WEEK, [SourceState("Daily", date(2026, 11, 19), True, "4 days behind")], [], 0, 1),
        (WEEK, [SourceState("Catalogue", None, False, "in time")], [], 0, 0),
        (None, [], [], 0, 1),
        (date(2026, 11, 6), [], ["North", "All"], 3, 3),
    ],
)
def test_reasons(newest: date | None, sources: list[SourceState], broken: list[str], orphans: int, count: int) -> None:
    assert len(reasons_against(WEEK, newest, sources, broken, orphans)) == count
