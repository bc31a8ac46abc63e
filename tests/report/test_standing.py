"""Who comes first in the report's tables, what counts as news, and what is asked of whom."""

from dataclasses import replace

import pytest

from tasks.report import standing
from tasks.report.decisions import Case, decisions
from tasks.report.panels import PanelWeek, ReleaseMark, panels
from tasks.report.records import Cause, Sentence
from tasks.report.standing import Badge
from tasks.report.tiles import bridge_parts
from tests.report.test_story import MOVER, bare

BADGE = Badge(1, "confirmed", "up", "▲ confirmed", 1, 100, 2.4, 2.25, 2.649, "x")


def test_confirmed_come_before_rising_before_bigger_ones() -> None:
    movers = [
        replace(MOVER, artist_id=number, change=change) for number, change in ((1, 10), (2, 900), (3, 20), (4, -5))
    ]
    badges = {
        1: BADGE,
        3: replace(BADGE, artist_id=3, tier="rising", extra=20),
        4: replace(BADGE, artist_id=4, extra=300),  # its total fell with a single, like for like it rose
    }
    assert [mover.artist_id for mover in standing.risers(movers, badges)] == [4, 1, 3, 2]
    assert standing.fallers(movers, badges) == []


def test_falls_mirror_rises() -> None:
    movers = [replace(MOVER, artist_id=number, change=change) for number, change in ((1, -10), (2, -900), (3, 50))]
    badges = {1: replace(BADGE, direction="down", extra=-10)}
    assert [mover.artist_id for mover in standing.fallers(movers, badges)] == [1, 2]
    assert [mover.artist_id for mover in standing.risers(movers, badges)] == [3]


@pytest.mark.parametrize(
    ("badge", "change", "is_news"),
    [(None, 99, False), (None, -100, True), (BADGE, 1, True), (replace(BADGE, tier="raw only"), 900, False)],
)
def test_news_has_a_badge_or_a_tenth(badge: Badge | None, change: int, is_news: bool) -> None:
    mover = replace(MOVER, change=change, last_week=1000)
    assert standing.is_news(mover, {1: badge} if badge else {}) is is_news


def test_the_interval_is_of_the_usual() -> None:
    assert BADGE.usual == "2.2–2.6× its usual"
    assert replace(BADGE, ratio_low=None).usual == ""
    assert replace(BADGE, ratio=0.9).usual == "still 2.2–2.6× its usual"
    assert replace(BADGE, ratio_low=1.06, ratio_high=1.14).usual == "1.06–1.14× its usual"


@pytest.mark.parametrize(("share", "words"), [(None, "x"), (0.05, "x"), (0.616, "x (62 % of the change)"), (1.2, "x")])
def test_a_cause_says_its_share_where_it_is_a_part(share: float | None, words: str) -> None:
    assert bare(Cause(1, Sentence("x"), share).words) == words


def test_decisions_name_who_and_what() -> None:
    cases = [
        Case("late source", "Luminate", "3 days behind.", 3, 1, 3),
        Case("rise without sound", "Ann", "confirmed", 2, 2, 5),
        Case("unlinked tracks", "Ben", "not in the table", 4, 1, 4),
    ]
    assert [bare(decision.plain) for decision in decisions(cases)] == [
        "Data team: The source the report waits for is late: Luminate, 3 days behind.",
        "Marketing: Ann is confirmed and has no TikTok sound: link one; 2 suggestions to choose from. "
        "The same for 1 other artist.",
        "Catalogue: 4 tracks of 1 artist bring no streams, most of Ben (4, not in the table). "
        "Link them, or ask the vendor.",
    ]
    assert decisions([]) == []


def test_a_bridge_ends_where_the_week_does() -> None:
    from tasks.report.records import Bridge

    parts = bridge_parts(Bridge(100, 5, -20, 30, 0, -1, 114))
    assert [(part["from"], part["to"]) for part in parts] == [
        (0, 100), (100, 105), (105, 85), (85, 115), (115, 115), (115, 114), (0, 114)]  # fmt: skip


def test_panels_are_powers_of_two_of_the_median_week() -> None:
    from datetime import date

    weeks = [PanelWeek(1, date(2026, 11, 6), 100, None), PanelWeek(1, date(2026, 11, 13), 100, 0)]
    weeks += [PanelWeek(1, date(2026, 11, 20), 3200, 7)]
    data = panels({1: "Ann"}, weeks, [ReleaseMark(1, date(2026, 11, 13), "Song")], date(2026, 11, 6))
    (item,) = data["items"]
    assert item["streams"] == [0, 0, 4]  # 32 times is beyond the axis, which ends at 16
    assert item["posts"] == [None, None, 0]
    assert (item["marks"], data["low"], data["high"]) == ([1.0], -1, 4)
