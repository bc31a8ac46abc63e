"""Matters told by a web hook, which hangs or refuses, and by programs that are killed: nobody is told twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hook import TOKEN, Hook
from matters_seen import ANN, BOB, daily, matters, put_off_no_more, subjects
from post_office import PostOffice
from pydantic import SecretStr

from flows.checks import run_checks, send_test
from flows.run_context import SANDBOX_STATE, RunContext
from tasks.checks.settings import channel_name
from tasks.mail.apprise_channel import Channel, ChannelError
from tests.mail.listed import states
from tests.warehouse.queued import run_sql

ROOT = Path(__file__).parents[2]


def test_a_hook_is_told_beside_the_mails(
    context: RunContext, office: PostOffice, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url())
    daily(context, "failed", "The disk is full.")
    assert len(run_checks(context).sent) == 3
    daily(context, "completed")
    assert len(run_checks(context).sent) == 3
    assert [title.partition(",")[0] for title in hook.titles] == ["daily failed", "Over: daily failed"]
    assert "The disk is full." in hook.messages[0]["message"]
    assert set(states(context.engine).values()) == {"sent"}
    assert TOKEN not in str(run_sql(context.engine, "select * from app.mail_delivery"))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ({"status": 503}, "error=503"),
        ({"hangs_s": 30}, "A Connection error occurred"),
        ({"port": 9}, "A Connection error occurred"),
    ],
    ids=["refuses", "hangs", "away"],
)
def test_a_hook_in_trouble_costs_little_time_and_is_tried_again(
    context: RunContext,
    office: PostOffice,
    hook: Hook,
    monkeypatch: pytest.MonkeyPatch,
    trouble: dict[str, Any],
    words: str,
) -> None:
    well = {name: getattr(hook, name) for name in trouble}
    for name, value in trouble.items():
        setattr(hook, name, value)
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url(rto=0.5, cto=0.5))
    daily(context, "failed")
    run_sql(
        context.engine,
        "insert into ops.run (flow, parameters, state, ended_at) values ('rollup', '{}', 'failed', now())",
    )
    began = time.monotonic()
    done = run_checks(context)
    assert time.monotonic() - began < 15
    assert {one.address for one in done.sent} == {ANN, BOB}
    [failure] = done.failures
    assert words.lower() in failure.lower()
    assert TOKEN not in failure
    assert len(hook.messages) == (0 if "port" in trouble else 1)  # the second matter waits for the next run
    assert [key for key, _ in matters(context)] == ["run:daily", "run:rollup"]
    hook.messages.clear()
    for name, value in well.items():
        setattr(hook, name, value)
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url(rto=0.5, cto=0.5))
    put_off_no_more(context)
    run_checks(context)
    assert sorted(title.partition(",")[0] for title in hook.titles) == ["daily failed", "rollup failed"]
    assert run_checks(context).sent == ()


def test_a_hook_whose_answer_never_ends_is_left_after_a_while(hook: Hook) -> None:
    hook.drips = True
    began = time.monotonic()
    with pytest.raises(ChannelError, match="Nobody answered within 1 s"):
        Channel(SecretStr(hook.url()), longest_s=1).send("Title", "Body")
    assert time.monotonic() - began < 10


def test_an_address_apprise_can_not_read_is_said_without_its_secret(
    context: RunContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", f"nonsense://{TOKEN}")
    daily(context, "failed")
    [failure] = run_checks(context).failures
    assert "Apprise can't read the address that begins with nonsense" in failure
    assert TOKEN not in failure


def test_a_sandbox_calls_no_hook_and_mails_nobody(
    context: RunContext, office: PostOffice, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url())
    context.data_dir.write_state(SANDBOX_STATE, {"end_on": "2026-11-29"})
    daily(context, "failed")
    assert "its mailbox is not open" in run_checks(context).failures[0]
    assert (hook.messages, office.connections) == ([], 0)


def test_a_test_message_reaches_everybody(
    context: RunContext, office: PostOffice, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url())
    deliveries, failures = send_test(context)
    assert {(one.address, one.state) for one in deliveries} == {
        (ANN, "sent"),
        (BOB, "sent"),
        (channel_name(hook.url()), "sent"),
    }
    assert (failures, hook.titles) == ([], ["Test message"])
    assert send_test(context)[0][0].state == "sent"


@pytest.mark.parametrize("trouble", ["away", "busy"])
def test_a_test_message_nobody_takes_has_failed_and_is_not_sent_later(
    context: RunContext, office: PostOffice, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    if trouble == "away":
        monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", "9")
    else:
        office.refusals |= {ANN: ["451 busy"], BOB: ["451 busy"]}
    deliveries, failures = send_test(context)
    assert [(one.address, one.state) for one in deliveries] == [(ANN, "failed"), (BOB, "failed")]
    reason = "127.0.0.1:9 can't be reached" if trouble == "away" else "451 busy"
    assert all(reason in str(one.answer) for one in deliveries)
    assert (trouble == "away") == any(reason in failure for failure in failures)
    monkeypatch.setenv("GROUNDSWELL_MAIL_PORT", str(office.port))
    put_off_no_more(context)
    assert run_checks(context).wrong == ()
    assert office.mails == []


def killed_at_work(context: RunContext) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "tests.mail.checking_program", context.url, str(context.data_dir.path)]
    return subprocess.Popen(words, cwd=ROOT)


@pytest.mark.parametrize("by", ["mail", "hook"])
def test_killed_between_send_and_log_a_matter_is_told_once(
    context: RunContext, office: PostOffice, hook: Hook, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    running: list[subprocess.Popen[bytes]] = []

    def kill(*given: Any) -> None:
        """The message is here, its answer is not given yet: the log can't have it."""
        if running[0].poll() is None:
            os.kill(running[0].pid, signal.SIGKILL)

    if by == "hook":
        monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", "")
        monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", hook.url())
        hook.at_message = kill
    else:
        monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", ANN)
        office.at_content = kill
    daily(context, "failed")
    running.append(killed_at_work(context))
    assert running[0].wait(60) == -signal.SIGKILL
    assert list(states(context.engine).values()) == ["sending"]
    for _ in range(3):
        run_checks(context)
    heard = hook.titles if by == "hook" else [subject.removeprefix("Groundswell: ") for subject in subjects(office)]
    assert sum("daily failed" in words for words in heard) == 1
    # that nobody knows whether it came is a matter, too
    assert sum("may not have arrived" in words for words in heard) == 1
    assert len(heard) == 2
    # a person says so, and only then it is sent again
    again = "select app.resend_mail(mail, address, 'lost', 'mia') from app.mail_delivery where state = 'uncertain'"
    run_sql(context.engine, again)
    run_checks(context)
    heard = hook.titles if by == "hook" else subjects(office)
    assert sum("daily failed" in words for words in heard) == 2
    run_checks(context)
    assert matters(context)[0][1] is True  # it has arrived
