"""Senders that are killed at their worst moment, and two at once: one mail each, and honest words about the rest."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from post_office import PostOffice, opened
from sqlalchemy import Engine, text

from tasks.mail.issue_mail import send_issue
from tasks.mail.mailed_issue import MailedIssue
from tests.mail.listed import enlist, states

PEOPLE = [f"p{number:02}@label.example" for number in range(12)]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def people(warehouse: Engine) -> Engine:
    enlist(warehouse, *PEOPLE)
    return warehouse


def sender(engine: Engine, office: PostOffice, issue: MailedIssue, folder: Path) -> "subprocess.Popen[str]":
    file = folder / "issue.pickle"
    file.write_bytes(pickle.dumps(issue))
    url = engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-m", "tests.mail.sending_program", url, str(office.port), str(file)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def ended(program: "subprocess.Popen[str]") -> int:
    program.communicate(timeout=60)
    return program.returncode


def test_killed_between_send_and_log_nobody_gets_two(people: Engine, issue: MailedIssue, tmp_path: Path) -> None:
    office, running = PostOffice(), list[Any]()

    def kill(transport: Any) -> None:
        """The content is here, the answer is not given yet: the log can't have it."""
        if len(office.envelopes) == 4:
            os.kill(running[0].pid, signal.SIGKILL)

    office.at_content = kill
    with opened(office):
        running.append(sender(people, office, issue, tmp_path))
        assert ended(running[0]) == -signal.SIGKILL
        assert states(people)[PEOPLE[3]] == "sending"
        done = send_issue(people, office.settings(), issue)
    assert office.addresses == PEOPLE
    assert done.addresses("uncertain") == [PEOPLE[3]]
    assert done.sent_now == len(PEOPLE) - 4
    assert "The program ended after the mail was handed over" in done.sentence


def test_killed_before_the_mail_was_handed_over_it_is_sent_by_the_next(
    people: Engine, issue: MailedIssue, tmp_path: Path
) -> None:
    class Office(PostOffice):
        async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
            if address == PEOPLE[2] and running[0].poll() is None:
                os.kill(running[0].pid, signal.SIGKILL)
            return await super().handle_RCPT(server, session, envelope, address, options)

    office, running = Office(), list[Any]()
    with opened(office):
        running.append(sender(people, office, issue, tmp_path))
        assert ended(running[0]) == -signal.SIGKILL
        assert states(people)[PEOPLE[2]] == "claimed"
        assert send_issue(people, office.settings(), issue).is_whole
    assert office.addresses == PEOPLE


def test_two_senders_at_once_mail_each_person_once(people: Engine, issue: MailedIssue, tmp_path: Path) -> None:
    with opened(PostOffice()) as office:
        both = [sender(people, office, issue, tmp_path) for _ in range(2)]
        counts = [int(one.communicate(timeout=60)[0]) for one in both]
    assert sum(counts) == len(PEOPLE)
    assert office.addresses == PEOPLE
    assert set(states(people).values()) == {"sent"}


def test_a_mail_that_is_uncertain_is_sent_again_when_somebody_says_so(people: Engine, issue: MailedIssue) -> None:
    with opened(PostOffice()) as office:
        office.at_content = lambda transport: transport.abort() if len(office.envelopes) == 1 else None
        send_issue(people, office.settings(), issue)
        with people.begin() as connection:
            given = {"mail": issue.issue_id, "address": PEOPLE[0]}
            connection.execute(text("select app.resend_mail(:mail, :address, 'she has not got it', 'mia')"), given)
        assert send_issue(people, office.settings(), issue).is_whole
    assert office.addresses == sorted([PEOPLE[0], *PEOPLE])
