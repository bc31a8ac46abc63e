"""Actions from found to closed: made once, told anew, dismissed for a while, gone with their reason."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tasks.roster.entry_store import EntryRefused
from tests.warehouse.acted import TODAY, enter, enter_followed_label, items, refresh, rise
from tests.warehouse.carded import artist, audited, run


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    return enter_followed_label(warehouse)


def test_a_track_that_rises_without_a_sound_is_an_action_once(label: Engine) -> None:
    assert refresh(label).made == 1
    [item] = items(label)
    assert item["title"] == "Rises without a sound: Song 71"
    assert item["state"] == "open"
    [(evidence, owner)] = run(label, "select evidence, owner from mart.action")
    assert evidence.startswith("streams this week: 9,000 (Luminate, week of 2026-11-06); times last week: 3.0 (badge")
    assert owner == "Frontline"
    again = refresh(label)
    assert (again.made, again.kept, again.open) == (0, 1, 1)
    assert len(items(label)) == 1


def test_what_is_small_linked_or_of_a_past_week_is_none(label: Engine) -> None:
    run(label, "update mart.badge set this_week = 999")
    assert refresh(label).made == 0
    run(label, "update mart.badge set this_week = 9000")
    enter(label, "add_sound", artist_id=artist(label, "Ana"), sound_id_tiktok="6956990112127585029",
          track_id=run(label, "select track_id from mart.badge")[0][0], done_by="Mia")  # fmt: skip
    assert refresh(label).made == 0
    run(label, "delete from core.artist_sound")
    rise(label, 72, tier=None, week=date(2026, 11, 13))
    assert refresh(label).made == 0


def test_an_item_whose_reason_is_gone_closes_itself_and_says_so(label: Engine) -> None:
    rise(label, 72)
    refresh(label)
    first, second = items(label)
    enter(label, "start_action", action_id=second["action_id"], owner="Mia", done_by="Mia")
    run(label, "update mart.badge set tier = 'raw only'")
    assert refresh(label).closed == 2
    gone, done = items(label)
    assert (gone["state"], gone["state_reason"]) == ("gone", "Its reason went away by itself.")
    assert (done["state"], done["done_on"], done["state_reason"]) == (
        "done",
        TODAY,
        "Its reason went away while Mia was at it.",
    )
    # back again: what went by itself is made anew, what was done has its four weeks
    run(label, "update mart.badge set tier = 'confirmed'")
    assert refresh(label).made == 1
    assert [one["subject"] for one in items(label)[2:]] == [first["subject"]]


def test_what_can_not_be_judged_stays_open(label: Engine) -> None:
    refresh(label)
    run(label, "delete from mart.badge")
    assert refresh(label).closed == 0
    assert [one["state"] for one in items(label)] == ["open"]


def test_dismissed_stays_away_for_a_while_and_has_its_reason(label: Engine) -> None:
    refresh(label)
    [item] = items(label)
    with pytest.raises(EntryRefused, match="the reason"):
        enter(label, "dismiss_action", action_id=item["action_id"], reason=" ", done_by="Mia")
    enter(label, "dismiss_action", action_id=item["action_id"], reason="No budget.", done_by="Mia")
    assert refresh(label).made == 0
    run(label, "update app.action_item set state_at = now() - interval '91 days'")
    assert refresh(label).made == 1
    assert [one["state_reason"] for one in items(label)] == ["No budget.", None]


def test_done_is_not_found_again_in_its_four_weeks(label: Engine) -> None:
    refresh(label)
    [item] = items(label)
    enter(label, "finish_action", action_id=item["action_id"], done_on=date(2026, 11, 1), done_by="Mia")
    assert refresh(label).made == 0
    run(label, "update app.action_item set done_on = date '2026-10-22'")
    assert refresh(label).made == 1


def test_every_step_has_a_row_of_the_audit(label: Engine) -> None:
    refresh(label)
    number = items(label)[0]["action_id"]
    enter(label, "start_action", action_id=number, owner=None, done_by="Mia")
    enter(label, "finish_action", action_id=number, done_on=None, done_by="Mia")
    enter(label, "reopen_action", action_id=number, done_by="Ned")
    enter(label, "dismiss_action", action_id=number, reason="No.", done_by="Ned")
    told = [(who, action, before["state"], after["state"]) for who, action, before, after in audited(label)]
    assert told == [
        ("Mia", "start_action", "open", "doing"),
        ("Mia", "finish_action", "doing", "done"),
        ("Ned", "reopen_action", "done", "open"),
        ("Ned", "dismiss_action", "open", "dismissed"),
    ]


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        ("finish_action", {"action_id": 999, "done_on": None}, "There is no action 999"),
        ("finish_action", {"done_on": date(2099, 1, 1)}, "2099-01-01 has not come yet"),
        ("finish_action", {"done_on": date(2020, 1, 1)}, "more than a year before"),
        ("reopen_action", {}, "there is nothing to open again"),
    ],
)
def test_what_is_entered_wrongly_is_refused(label: Engine, function: str, given: dict[str, Any], message: str) -> None:
    refresh(label)
    number = items(label)[0]["action_id"]
    with pytest.raises(EntryRefused, match=message):
        enter(label, function, **{"action_id": number, "done_by": "Mia"} | given)
    assert audited(label) == []
