"""Matters on a real Postgres, told by a real mail server: each once, and once more when it is over."""

import pytest
from matters_seen import ANN, BOB, daily, matters, put_off_no_more, subjects
from post_office import PostOffice

from flows.checks import run_checks
from flows.run_context import RunContext


def test_nothing_is_said_of_nothing(context: RunContext, office: PostOffice) -> None:
    daily(context, "completed")
    done = run_checks(context)
    assert (done.wrong, done.unjudged, done.failures, office.connections) == ((), {}, (), 0)


def test_a_run_that_fails_is_told_once_to_each_and_once_when_it_is_over(
    context: RunContext, office: PostOffice
) -> None:
    daily(context, "failed", "The disk is full.")
    assert len(run_checks(context).sent) == 2
    assert run_checks(context).sent == ()
    daily(context, "failed", "The disk is full again.")
    assert run_checks(context).sent == ()
    assert subjects(office) == ["Groundswell: daily failed"] * 2
    assert office.addresses == [ANN, BOB]
    words = office.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "The disk is full." in words
    assert "Look at the run in Prefect" in words
    daily(context, "completed")
    assert len(run_checks(context).sent) == 2
    assert run_checks(context).sent == ()
    assert subjects(office) == ["Groundswell: Over: daily failed"] * 2 + ["Groundswell: daily failed"] * 2
    assert matters(context) == [("run:daily", True)]
    daily(context, "failed", "Once more.")
    assert len(run_checks(context).sent) == 2
    assert matters(context) == [("run:daily", False), ("run:daily", True)]


def test_who_joins_the_team_is_told_of_what_is_open(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    run_checks(context)
    monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", f"{ANN},{BOB},cid@label.example")
    assert [one.address for one in run_checks(context).sent] == ["cid@label.example"]


def test_a_mail_server_that_is_away_hides_no_matter(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", "9")
    done = run_checks(context)
    assert done.sent == ()
    assert "The mail server 127.0.0.1:9 can't be reached" in done.failures[0]
    assert matters(context) == [("run:daily", False)]
    daily(context, "completed")
    assert run_checks(context).failures != ()
    assert matters(context) == [("run:daily", True)]
    monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", str(office.port))
    assert {one.address for one in run_checks(context).sent} == {ANN, BOB}
    assert subjects(office) == ["Groundswell: Over: daily failed"] * 2  # one mail of both
    assert run_checks(context).sent == ()


def test_a_mail_that_is_put_off_is_told_by_the_next_run_with_its_end(context: RunContext, office: PostOffice) -> None:
    daily(context, "failed")
    office.refusals[ANN] = ["451 busy"]
    assert [one.address for one in run_checks(context).sent] == [BOB]
    daily(context, "completed")
    put_off_no_more(context)
    assert {(one.address, one.mail.endswith("-over")) for one in run_checks(context).sent} == {
        (ANN, False),
        (BOB, True),
    }
    [mail] = [mail for mail in office.mails if mail["To"] == ANN]
    assert mail["Subject"].startswith("Groundswell: Over: daily failed")
    assert "It is over since" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert run_checks(context).sent == ()


def test_an_address_that_is_refused_is_a_matter_of_its_own(context: RunContext, office: PostOffice) -> None:
    daily(context, "failed")
    office.refusals[BOB] = ["550 No such user"] * 3
    run_checks(context)
    run_checks(context)
    run_checks(context)
    assert subjects(office) == ["Groundswell: 1 mail to bob@label.example refused by the mail server",
                                "Groundswell: daily failed"]  # fmt: skip
    assert matters(context) == [(f"mail:refused:{BOB}", False), ("run:daily", False)]


def test_what_can_not_be_looked_at_is_a_matter_and_ends_none(
    context: RunContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(context, "failed")
    run_checks(context)
    daily(context, "completed")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert "Prefect's server at http://127.0.0.1:9/api does not answer" in run_checks(context).unjudged["run"]
    assert matters(context) == [("look:run", False), ("run:daily", False)]
    monkeypatch.delenv("PREFECT_API_URL")
    run_checks(context)
    assert matters(context) == [("look:run", True), ("run:daily", True)]
