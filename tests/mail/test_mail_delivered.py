"""Mails through a real server: once to each person, in one connection, as people read them."""

from dataclasses import replace
from pathlib import Path

import pytest
from post_office import NO_PATIENCE, QUICK, PostOffice
from sqlalchemy import Engine

from tasks.mail.errors import MailError
from tasks.mail.issue_mail import dry_run, send_issue, waiting_scopes
from tasks.mail.mailed_issue import MailedIssue, Scope
from tests.mail.listed import enlist, states


def test_each_person_gets_an_issue_once(listed: Engine, office: PostOffice, issue: MailedIssue) -> None:
    first = send_issue(listed, office.settings(), issue)
    again = send_issue(listed, office.settings(), issue)
    assert (first.sent_now, again.sent_now) == (2, 0)
    assert first.is_whole
    assert again.sentence == "0 mails sent, 2 before."
    assert office.addresses == ["ann@label.example", "bob@label.example"]
    assert office.connections == 1
    assert all(answer.answer == "250 2.0.0 taken as number 7" for answer in first.deliveries)


def test_the_mail_is_the_issue_in_text_and_html_with_its_pdf(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    send_issue(listed, office.settings(reply_to="data@label.example"), issue)
    mail = office.mails[0]
    assert mail["Subject"] == issue.subject
    assert mail["From"].addresses[0].addr_spec == "reports@label.example"
    assert mail["Reply-To"] == "data@label.example"
    assert mail["Date"].datetime.tzinfo is not None
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    for words in (issue.headline, "Luna Vega", "−18 % to 210K; spike over.", "13 – 19 November 2026"):
        assert words in text
        assert words in html
    assert "Ōkami & Sons" in text
    assert "Ōkami &amp; Sons" in html
    [pdf] = mail.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == ("weekly-report-2026-11-13.pdf", "application/pdf")
    assert pdf.get_content() == b"%PDF-1.7 a report"


def test_one_click_ends_the_mails_of_that_person_alone(listed: Engine, office: PostOffice, issue: MailedIssue) -> None:
    send_issue(listed, office.settings(), issue)
    links = [mail["List-Unsubscribe"] for mail in office.mails]
    assert len(set(links)) == 2
    assert all(link.startswith("<https://pages.example/marketing/unsubscribe/") for link in links)
    assert {mail["List-Unsubscribe-Post"] for mail in office.mails} == {"List-Unsubscribe=One-Click"}
    assert {mail["List-Id"] for mail in office.mails} == {"Weekly report <weekly-report.groundswell.label.example>"}


def test_without_an_address_of_the_pages_people_unsubscribe_by_mail(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    send_issue(listed, office.settings(pages_url=None), issue)
    assert office.mails[0]["List-Unsubscribe"] == "<mailto:reports@label.example?subject=unsubscribe>"
    assert office.mails[0]["List-Unsubscribe-Post"] is None


def test_a_mail_keeps_its_message_id(listed: Engine, office: PostOffice, issue: MailedIssue) -> None:
    office.refusals["ann@label.example"] = ["451 greylisted"]
    send_issue(listed, office.settings(), issue, patience=QUICK)
    send_issue(listed, office.settings(), replace(issue, issue_id="weekly-2026-11-20"))
    ids = [mail["Message-ID"] for mail in office.mails]
    assert len(set(ids)) == 4
    assert all(number.endswith("@label.example>") for number in ids)


@pytest.mark.parametrize("hostile", ["A\nBcc: eve@evil.example", "B\r\n\r\n<p>x", "C\u2028D", "e\x00f"])
def test_no_name_begins_a_header(listed: Engine, office: PostOffice, issue: MailedIssue, hostile: str) -> None:
    send_issue(listed, office.settings(), replace(issue, label=hostile, subject=hostile))
    for mail in office.mails:
        assert mail["Bcc"] is None
        assert len(mail["To"].addresses) == 1
        assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]


@pytest.mark.parametrize("name", ["Björk", "宇多田ヒカル", "فيروز", "\u2068Ana\u2069 “x” <y>", "Ж" * 120])
def test_names_of_every_script_arrive(listed: Engine, office: PostOffice, issue: MailedIssue, name: str) -> None:
    send_issue(listed, office.settings(), replace(issue, label=name, subject=f"{name}: up"))
    bare = name.strip("\u2068\u2069").replace("\u2069", "").replace("\u2068", "")
    assert "".join(str(office.mails[0]["Subject"]).split()) == "".join(f"{bare}: up".split())
    html = office.mails[0].get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert name.replace("<y>", "&lt;y&gt;") in html


def test_scopes_get_an_issue_of_their_own(warehouse: Engine, office: PostOffice, issue: MailedIssue) -> None:
    enlist(warehouse, "all@label.example")
    enlist(warehouse, "north@label.example", label="North")
    assert waiting_scopes(warehouse, issue.issue_id) == [Scope(), Scope("North")]
    send_issue(warehouse, office.settings(), issue)
    assert states(warehouse) == {"all@label.example": "sent"}
    assert waiting_scopes(warehouse, issue.issue_id) == [Scope("North")]
    send_issue(warehouse, office.settings(), replace(issue, scope=Scope("North"), headline="North alone"))
    assert "North alone" in office.mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert waiting_scopes(warehouse, issue.issue_id) == []


def test_people_on_no_list_get_a_notice_without_a_link(
    warehouse: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    done = send_issue(warehouse, office.settings(), replace(issue, pdf=None), addresses=["Data@label.example "])
    assert done.addresses("sent") == ["data@label.example"]
    assert office.mails[0]["List-Unsubscribe"] is None


def test_a_dry_run_writes_files_and_logs_nothing(listed: Engine, issue: MailedIssue, tmp_path: Path) -> None:
    office = PostOffice()
    done = dry_run(listed, office.settings(host=None, sender=None), issue, tmp_path / "mails")
    assert [path.name for path in done.files] == [
        "weekly-2026-11-13-ann@label.example.eml",
        "weekly-2026-11-13-bob@label.example.eml",
    ]
    assert b"%PDF" not in done.files[0].read_bytes()  # it is there in base64
    assert states(listed) == {}
    assert "none was sent" in done.sentence


def test_nobody_on_the_list_is_said(warehouse: Engine, issue: MailedIssue) -> None:
    done = send_issue(warehouse, PostOffice().settings(), issue, patience=NO_PATIENCE)
    assert "Nobody is on the list" in done.sentence


def test_a_file_that_is_gone_stops_it_before_anybody_is_mailed(listed: Engine, issue: MailedIssue) -> None:
    with pytest.raises(MailError, match=r"gone\.pdf is to be mailed and is not there"):
        send_issue(listed, PostOffice().settings(), replace(issue, pdf=Path("gone.pdf")))
    assert states(listed) == {}
