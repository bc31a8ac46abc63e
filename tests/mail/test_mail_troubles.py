"""What servers and networks do to mails: nobody gets one twice, and what became of each is in the log."""

import time
from dataclasses import replace

import pytest
from post_office import NO_PATIENCE, QUICK, PostOffice, opened
from sqlalchemy import Engine

from tasks.mail.errors import MailError, MailServerAway
from tasks.mail.issue_mail import send_issue
from tasks.mail.mailed_issue import MailedIssue
from tests.mail.listed import enlist, states

ANN, BOB = "ann@label.example", "bob@label.example"


def test_one_refused_address_keeps_nobody_else_from_theirs(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    office.refusals[ANN] = ["550 5.1.1 No such user\x1b[31m"]
    done = send_issue(listed, office.settings(), issue)
    assert states(listed) == {ANN: "refused", BOB: "sent"}
    assert done.sentence == "1 mail sent; 1 refused: ann@label.example (550 5.1.1 No such user\\x1b[31m)."
    assert send_issue(listed, office.settings(), issue).sent_now == 0
    assert office.addresses == [BOB]


def test_greylisting_is_waited_out(listed: Engine, office: PostOffice, issue: MailedIssue) -> None:
    office.refusals[ANN] = ["451 4.7.1 Greylisted, try again"] * 2
    began = time.monotonic()
    done = send_issue(listed, office.settings(), issue, patience=QUICK)
    assert done.is_whole
    assert done.sent_now == 2
    assert time.monotonic() - began >= 0.6  # two pauses: 0.2 and 0.4 s
    assert office.addresses == [ANN, BOB]


def test_what_is_still_put_off_when_patience_ends_is_sent_by_a_later_run(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    office.refusals[ANN] = ["451 busy"]
    done = send_issue(listed, office.settings(), issue, patience=replace(NO_PATIENCE, first_s=0.3))
    assert states(listed) == {ANN: "deferred", BOB: "sent"}
    assert "1 put off by the mail server (run it again): ann@label.example (451 busy)" in done.sentence
    time.sleep(0.3)
    assert send_issue(listed, office.settings(), issue).sent_now == 1
    assert office.addresses == [ANN, BOB]


def test_a_server_that_ends_the_connection_is_called_again(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    office.refusals[ANN] = ["421 too many, good-bye"]
    assert send_issue(listed, office.settings(), issue, patience=QUICK).is_whole
    assert office.connections == 3  # Ann's refusal, Bob, Ann again


def test_a_cut_in_the_middle_of_the_content_is_tried_again(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    assert issue.pdf is not None
    issue.pdf.write_bytes(b"%PDF" + b"x" * 8_000_000)  # more than the network holds in between
    office.cuts = 1
    with opened(office, data_size_limit=20_000_000):
        assert send_issue(listed, office.settings(), issue).is_whole
    assert office.addresses == [ANN, BOB]


def test_a_cut_after_the_content_is_uncertain_and_never_sent_again_by_itself(
    listed: Engine, office: PostOffice, issue: MailedIssue
) -> None:
    office.at_content = lambda transport: transport.abort() if len(office.envelopes) == 1 else None
    done = send_issue(listed, office.settings(), issue, patience=QUICK)
    assert states(listed) == {ANN: "uncertain", BOB: "sent"}
    assert "1 uncertain, not sent again by itself" in done.sentence
    assert send_issue(listed, office.settings(), issue).sent_now == 0
    assert office.addresses == [ANN, BOB]


def test_a_server_that_is_away_leaves_everybody_waiting(listed: Engine, issue: MailedIssue) -> None:
    with opened(PostOffice()) as office:
        settings = office.settings()
    with pytest.raises(MailServerAway, match=r"127\.0\.0\.1:\d+ can't be reached \(Connection refused\)"):
        send_issue(listed, settings, issue, patience=NO_PATIENCE)
    assert set(states(listed).values()) == {"waiting"}
    with opened(PostOffice()) as office:
        assert send_issue(listed, office.settings(), issue).is_whole


def test_settings_that_lack_something_are_named(listed: Engine, issue: MailedIssue) -> None:
    with pytest.raises(MailError, match="GROUNDSWELL_MAIL_HOST and GROUNDSWELL_MAIL_SENDER are not set"):
        send_issue(listed, PostOffice().settings(host=None, sender=None), issue)


def test_many_people_are_one_connection(warehouse: Engine, office: PostOffice, issue: MailedIssue) -> None:
    enlist(warehouse, *(f"p{number:03}@label.example" for number in range(60)))
    assert send_issue(warehouse, office.settings(), issue).sent_now == 60
    assert office.connections == 1
