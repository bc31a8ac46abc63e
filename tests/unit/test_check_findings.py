"""What counts as wrong: bounds of runs, queue, budgets, disks, sources and mails, each from both sides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks.checks.budgets import Budget, budget_findings
from tasks.checks.disks import GB, Disk, disk_findings
from tasks.checks.runs import PrefectRun, RecordedRun, run_findings, waiting_findings
from tasks.checks.settings import CheckSettings, channel_name
from tasks.checks.sources import SourceState, source_findings
from tasks.checks.undelivered import Undelivered, mail_findings
from tasks.checks.work_queue import KindOfWork, queue_findings

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DONE = RecordedRun("daily", "completed", None, NOW - 7 * HOUR, NOW - 6 * HOUR, "r1")
CRASHED = PrefectRun("r2", "daily", "daily", "CRASHED", "Crashed", "Killed.", NOW - 5 * HOUR, NOW - 4 * HOUR)
LATE = PrefectRun("r3", "daily", "nightly", "SCHEDULED", "Late", None, NOW - 10 * MINUTE, NOW)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("failed", "daily failed, 29 Nov 06:00 UTC.\nNo disk."),
        ("partial", "daily ended in part, 29 Nov 06:00 UTC.\nNo disk."),
        ("crashed", "daily crashed, 29 Nov 06:00 UTC.\nNo disk."),
    ],
)
def test_a_run_that_did_not_go_well_is_found(state: str, words: str) -> None:
    [finding] = run_findings([replace(DONE, state=state, reason="No disk.")], ())
    assert (finding.key, finding.what) == ("run:daily", words)


def test_a_run_that_went_well_is_not() -> None:
    assert run_findings([DONE], ()) == ()


def test_a_run_of_more_than_a_day_is_looked_at() -> None:
    [finding] = run_findings([replace(DONE, state="running", ended_at=None)], ())
    assert finding.what == "daily runs since 29 Nov 05:00 UTC, longer than a day."


def test_what_prefect_alone_knows_is_found() -> None:
    [finding] = run_findings([], [CRASHED])
    assert (finding.key, finding.what) == ("run:daily", "daily crashed, 29 Nov 08:00 UTC.\nKilled.")
    assert run_findings([DONE], [CRASHED]) == (finding,)


def test_the_record_of_a_run_or_of_a_later_one_goes_before_prefect() -> None:
    assert run_findings([replace(DONE, prefect_id="r2")], [CRASHED]) == ()
    assert run_findings([replace(DONE, ended_at=NOW - 3 * HOUR)], [CRASHED]) == ()
    [finding] = run_findings([replace(DONE, state="failed", reason="No disk.", prefect_id="r2")], [CRASHED])
    assert finding.what.endswith("No disk.")


def test_a_run_is_late_after_ten_minutes() -> None:
    [finding] = waiting_findings([LATE], NOW)
    assert (finding.key, finding.what) == ("late:nightly", "nightly was to begin 29 Nov 11:50 UTC and has not.")
    assert waiting_findings([replace(LATE, expected_at=NOW - 9 * MINUTE)], NOW) == ()
    assert waiting_findings([replace(LATE, state_name="AwaitingRetry")], NOW) == ()


def test_many_late_runs_of_a_deployment_are_one_matter_since_the_first() -> None:
    runs = [replace(LATE, expected_at=NOW - hours * HOUR) for hours in (1, 3, 2)]
    [finding] = waiting_findings(runs, NOW)
    assert "29 Nov 09:00 UTC" in finding.what


def test_a_run_is_blocked_after_an_hour_in_line() -> None:
    waiting = replace(LATE, state_name="AwaitingConcurrencySlot", expected_at=NOW - HOUR)
    assert [finding.key for finding in waiting_findings([waiting], NOW)] == ["blocked:nightly"]
    assert waiting_findings([replace(waiting, expected_at=NOW - 59 * MINUTE)], NOW) == ()


TAGS = KindOfWork("tags", "tags", 3, NOW - 24 * HOUR, NOW - 24 * HOUR, 0, None)


def test_a_queue_stands_still_when_a_day_passes_without_an_item_done() -> None:
    [finding] = queue_findings([TAGS], NOW)
    assert finding.key == "queue:tags"
    assert "3 items of tags due, the oldest since 28 Nov 12:00 UTC" in finding.what
    assert "the last one was done 28 Nov 12:00 UTC" in finding.what
    assert queue_findings([replace(TAGS, last_done_at=None)], NOW) != ()


def test_a_queue_that_is_long_and_drains_does_not() -> None:
    assert queue_findings([replace(TAGS, last_done_at=NOW - 23 * HOUR)], NOW) == ()
    assert queue_findings([replace(TAGS, oldest_due_at=NOW - 23 * HOUR)], NOW) == ()
    assert queue_findings([replace(TAGS, due_items=0, oldest_due_at=None)], NOW) == ()


def test_items_that_were_given_up_are_found_with_their_reason() -> None:
    [finding] = queue_findings(
        [replace(TAGS, oldest_due_at=None, dead_items=1, dead_reason="500 from the server")], NOW
    )
    assert (finding.key, finding.what) == ("dead:tags", "1 item of tags given up.\nMost often: 500 from the server")


@pytest.mark.parametrize(("limit", "spent", "is_found"), [(100, 80, True), (100, 79, False), (None, 10**6, False)])
def test_a_budget_is_told_of_at_80_percent(limit: int | None, spent: int, is_found: bool) -> None:
    found = budget_findings([Budget("Spotify", limit, spent, None, "open")])
    assert bool(found) is is_found
    if found:
        assert found[0].what == "Spotify: 80 % of the day's calls are spent, 80 of 100."


def test_a_provider_that_is_blocked_is_found_with_its_reason() -> None:
    [finding] = budget_findings([Budget("Spotify", None, 0, NOW, "the quota is used up")])
    assert finding.what == "Spotify is not called until 29 Nov 12:00 UTC.\nthe quota is used up"


@pytest.mark.parametrize(("free", "is_found"), [(15 * GB, True), (16 * GB, False)])
def test_a_disk_is_told_of_at_85_percent(free: int, is_found: bool) -> None:
    found = disk_findings([Disk("/data", 100 * GB, free)])
    assert bool(found) is is_found
    if found:
        assert found[0].what == "The disk of /data is 85 % full, 15.0 GB are free."


LUMINATE = SourceState("L", "Luminate", True, True, "figures up to Thu 12 Nov", "9 days behind what is expected.")


def test_a_source_that_is_late_and_one_mostly_rejected_are_two_matters() -> None:
    spoilt = replace(LUMINATE, spoilt_at=NOW, spoilt_rejected=812, spoilt_read=1000)
    late, rejected = source_findings([spoilt])
    assert late.key == "source:L"
    assert "figures up to Thu 12 Nov. The weekly report waits for it." in late.what
    assert rejected.key == "rejected:L"
    assert "812 of 1,000 rows were rejected" in rejected.what
    assert source_findings([replace(LUMINATE, is_late=False)]) == ()


def test_mails_that_did_not_arrive_are_found_by_address() -> None:
    [finding] = mail_findings([Undelivered("bob@label.example", "refused", 2, "weekly-1", "550 No such user")])
    assert finding.what == "2 mails to bob@label.example refused by the mail server.\n550 No such user"
    assert "groundswell mail resend weekly-1 bob@label.example" in finding.next_step


def test_addresses_are_read_and_what_is_secret_in_them_is_nowhere_in_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_REPORT_DATA_TEAM", "Ann@label.example, bob@label.example,ann@label.example")
    monkeypatch.setenv("GROUNDSWELL_CHECKS_APPRISE", "slack://TokenA/TokenB/TokenC  json://user:pass@host/path")
    settings = CheckSettings()
    assert settings.addresses == ["ann@label.example", "bob@label.example"]
    names = list(settings.channels)
    assert [name.partition("-")[0] for name in names] == ["slack", "json"]
    assert not any(word in " ".join(names) for word in ("Token", "user", "pass", "host"))
    assert channel_name("slack://a") != channel_name("slack://b")
    assert "TokenA" not in repr(settings)
