"""A matter opens, stays, and is over only when a look that could judge it sees it no more; each step is told once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks.checks.finding import Finding, Look
from tasks.checks.matters import Changes, Matter, compare
from tasks.checks.messages import Logged, messages_due

AT = datetime(2026, 11, 29, 5, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=15)
FAILED = Finding("run:daily", "run", "daily failed, 29 Nov 05:00 UTC.\nThe disk is full.", "Look.")
OPEN = Matter(7, "run:daily", "run", "fail", FAILED.what, "Look.", AT)
OVER = replace(OPEN, over_at=LATER)
NAME = "matter-run:daily-20261129-050000000000"
ANN, BOB = "ann@label.example", "bob@label.example"


def test_what_nobody_had_seen_opens_a_matter() -> None:
    assert compare([], [Look("run", (FAILED,))]) == Changes((FAILED,), (), ())


def test_what_is_open_is_seen_again_with_its_newest_words() -> None:
    again = replace(FAILED, what="daily failed, 29 Nov 06:00 UTC.")
    assert compare([OPEN], [Look("run", (again,))]) == Changes((), ((7, again),), ())


def test_what_is_seen_no_more_is_over_and_what_was_over_opens_anew() -> None:
    assert compare([OPEN], [Look("run")]) == Changes((), (), (7,))
    assert compare([OVER], [Look("run")]) == Changes((), (), ())
    assert compare([OVER], [Look("run", (FAILED,))]) == Changes((FAILED,), (), ())


@pytest.mark.parametrize(
    "look",
    [
        Look("source"),
        Look("run", unjudged="Prefect's server does not answer."),
        Look("run", unjudged_keys=frozenset({"run:daily"})),
    ],
    ids=["another kind", "not looked at", "not made"],
)
def test_what_could_not_be_judged_is_not_over(look: Look) -> None:
    assert compare([OPEN], [look]) == Changes((), (), ())


def test_one_key_of_two_looks_is_one_matter() -> None:
    assert compare([], [Look("run", (FAILED,)), Look("run", (FAILED,))]).opened == (FAILED,)


def due(matter: Matter, **states: tuple[str, datetime]) -> list[tuple[str, str]]:
    """Names and addresses of what is due; ``states``: first and last message to Ann, as the log has them."""
    names = {"first": NAME, "last": f"{NAME}-over"}
    log = {(names[key], ANN): Logged(*state) for key, state in states.items()}
    return [(message.mail, message.address) for message in messages_due([matter], log, [ANN])]


def test_an_open_matter_is_told_once_to_each() -> None:
    log = {(NAME, ANN): Logged("sent", AT)}
    assert [(one.mail, one.address) for one in messages_due([OPEN], log, [ANN, BOB])] == [(NAME, BOB)]
    assert messages_due([OPEN], {}, []) == []


@pytest.mark.parametrize("state", ["sent", "uncertain", "refused", "sending", "claimed"])
def test_what_was_handed_over_or_refused_is_not_told_again(state: str) -> None:
    assert due(OPEN, first=(state, AT)) == []


@pytest.mark.parametrize("state", ["waiting", "deferred"])
def test_what_was_put_off_is_tried_again(state: str) -> None:
    assert due(OPEN, first=(state, AT)) == [(NAME, ANN)]


def test_who_was_told_is_told_once_that_it_is_over() -> None:
    assert due(OVER, first=("sent", AT)) == [(f"{NAME}-over", ANN)]
    assert due(OVER, first=("uncertain", LATER + timedelta(hours=1))) == [(f"{NAME}-over", ANN)]
    assert due(OVER, first=("sent", AT), last=("deferred", LATER)) == [(f"{NAME}-over", ANN)]
    assert due(OVER, first=("sent", AT), last=("sent", LATER)) == []


def test_who_was_told_nothing_is_not_told_that_it_is_over() -> None:
    assert due(OVER) == []
    assert due(OVER, first=("refused", AT)) == []


def test_who_could_not_be_reached_in_time_gets_one_message_of_both() -> None:
    assert due(OVER, first=("deferred", AT)) == [(NAME, ANN)]
    assert due(OVER, first=("sent", LATER + timedelta(seconds=1))) == []


def test_a_message_says_what_is_wrong_since_when_and_what_to_do() -> None:
    [message] = messages_due([OPEN], {}, [ANN])
    assert message.subject == "daily failed, 29 Nov 05:00 UTC"
    assert message.lines == (
        "daily failed, 29 Nov 05:00 UTC.",
        "The disk is full.",
        "Look.",
        "Seen first 29 Nov 05:00 UTC.",
    )


def test_a_message_of_its_end_says_so_and_asks_for_nothing() -> None:
    [message] = messages_due([OVER], {(NAME, ANN): Logged("sent", AT)}, [ANN])
    assert message.subject == "Over: daily failed, 29 Nov 05:00 UTC"
    assert message.lines[-1] == "Seen first 29 Nov 05:00 UTC. It is over since 29 Nov 05:15 UTC."
    assert "Look." not in message.lines


def test_a_warning_is_called_one() -> None:
    [message] = messages_due([replace(OPEN, severity="warn")], {}, [ANN])
    assert message.subject == "Warning: daily failed, 29 Nov 05:00 UTC"
