"""A day that never came and the next one with both: the week is told as if nothing had been missing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import FRIDAY, Linked

START = FRIDAY - timedelta(days=14)
# Friday to Thursday: a weekend higher, as people listen
WEEKDAYS = (120, 132, 98, 101, 99, 104, 110)
GROWTH = (1.0, 1.03, 0.97, 1.22, 1.05)
TRUTH = [round(day * growth) for growth in GROWTH for day in WEEKDAYS]
SONGS = 5
LIKE_FOR_LIKE = "select week_on, this_week::float / last_week from mart.artist_week where this_week is not null"
TOTALS = "select week_on, total from mart.artist_bridge"


@pytest.fixture
def linked(warehouse: Engine) -> Linked:
    found = Linked(warehouse)
    found.artist("Ann", label="North")
    for song in range(SONGS):
        found.track(f"Song {song}", ["Ann"])
    return found


def torn(days: Sequence[int], missing: int) -> list[int | None]:
    """The same days without one, which comes with the day after."""
    found: list[int | None] = list(days)
    found[missing], found[missing + 1] = None, days[missing] + days[missing + 1]
    return found


def weeks(linked: Linked, query: str) -> dict[date, Any]:
    return dict(linked.rows(query))


@pytest.mark.parametrize(
    ("missing", "days"),
    [
        (21, 7),  # Friday and Saturday of the week that grew
        (24, 7),  # Monday and Tuesday
        (26, 7),  # Wednesday and Thursday
        (20, 5),  # Thursday before and Friday of it
        (27, 6),  # Thursday of it and Friday after
    ],
)
def test_the_change_is_that_of_a_world_without_holes(linked: Linked, missing: int, days: int) -> None:
    for song in range(SONGS):
        scale = 10 * (song + 1)
        values = [value * scale for value in TRUTH]
        # two of five songs, as a feed does it
        linked.streams(f"Song {song}", torn(values, missing) if song % 3 == 0 else values, START)
    roll_up(linked.engine)
    grown = FRIDAY + timedelta(days=7)
    found = weeks(linked, LIKE_FOR_LIKE)
    for place, week in enumerate(sorted(found), 1):
        truth = sum(TRUTH[7 * place : 7 * place + 7]) / sum(TRUTH[7 * place - 7 : 7 * place])
        assert found[week] == pytest.approx(truth, rel=0.005), (week, found[week], truth)
    compared = "select days_matched from mart.track_week where track_id = :t and week_on = :w"
    assert linked.rows(compared, t=linked.ids["Song 0"], w=grown) == [(days,)]


def test_two_days_of_one_week_are_in_its_total(linked: Linked) -> None:
    linked.streams("Song 0", torn(TRUTH, 24), START)
    roll_up(linked.engine)
    found = weeks(linked, TOTALS)
    assert [found[week] for week in sorted(found)][:5] == [sum(TRUTH[at : at + 7]) for at in range(0, 35, 7)]


def test_a_friday_with_the_thursday_before_is_in_no_total(linked: Linked) -> None:
    linked.streams("Song 0", torn(TRUTH, 20), START)
    roll_up(linked.engine)
    found = weeks(linked, TOTALS)
    assert found[FRIDAY] == sum(TRUTH[14:20])
    assert found[FRIDAY + timedelta(days=7)] == sum(TRUTH[22:28])
    caveat = "select detail from mart.week_caveat where entity_kind = 'track' and caveat = 'double day'"
    assert linked.rows(caveat) == [("1 reading holds two days: compared together or not at all",)]
