"""Files of checks say what they are; what their results mean, and when they are made."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.checks.data_check_store import read_checks
from tasks.checks.data_checks import CheckResult, NotACheck, data_look, is_due, oldest_result, parse_check, unmade_look

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FOUND = CheckResult("mart/weeks_are_gone", "warn", "A week.", NOW, 2, {"week_on": "2026-11-13"})
UNMADE = CheckResult("core/slow", "fail", "A row.", NOW, None, None, "canceling statement due to statement timeout")


def test_every_file_says_how_bad_a_row_is_and_what_it_is() -> None:
    checks = read_checks()
    assert {check.name.partition("/")[0] for check in checks} == {"cascade", "core", "listening", "mart"}
    assert {check.severity for check in checks} == {"fail", "warn"}
    assert all(check.what.endswith(".") and "{kind}" not in check.what for check in checks)
    assert len({check.name for check in checks}) == len(checks)


def test_a_file_that_does_not_is_refused_by_name() -> None:
    with pytest.raises(NotACheck, match=r"db/sql/checks/mart/odd\.sql does not say what it is"):
        parse_check("mart", "odd", "-- Rows that are odd.\nselect 1")


def test_what_a_check_found_is_a_finding_of_its_severity_with_an_example() -> None:
    look = data_look([FOUND], [FOUND.name])
    [finding] = look.findings
    assert (finding.key, finding.severity) == ("data:mart/weeks_are_gone", "warn")
    assert finding.what == 'Weeks are gone: 2 rows.\nA week.\nFor example {"week_on": "2026-11-13"}'


def test_of_a_check_that_was_not_made_nothing_is_known() -> None:
    look = data_look([UNMADE], [UNMADE.name, "core/new"])
    assert look.findings == ()
    assert look.unjudged_keys == {"data:core/slow", "data:core/new"}
    [finding] = unmade_look([UNMADE, FOUND]).findings
    assert finding.what == (
        "1 check of data could not be made.\ncore/slow: canceling statement due to statement timeout"
    )
    assert unmade_look([FOUND]).findings == ()


def test_a_check_whose_file_is_gone_says_nothing() -> None:
    assert data_look([FOUND], []).findings == ()


@pytest.mark.parametrize(
    ("last", "daily", "due"),
    [
        (None, None, True),
        (NOW - DAY, None, True),
        (NOW - DAY / 2, None, False),
        (NOW - DAY / 2, NOW - DAY / 3, True),
        (NOW - DAY / 3, NOW - DAY / 2, False),
    ],
)
def test_checks_are_made_once_a_day_and_after_each_daily_run(
    last: datetime | None, daily: datetime | None, due: bool
) -> None:
    assert is_due(last, daily, NOW) is due


def test_a_new_check_is_due_at_once() -> None:
    assert oldest_result([FOUND], [FOUND.name]) == NOW
    assert oldest_result([FOUND], [FOUND.name, "core/new"]) is None
