"""Badges of a small roster: judged with the weeks, by the cards and rules there are, the same in parts and at once."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import FRIDAY, Linked

ARTISTS, WEEKS = 30, 22
FIRST = FRIDAY - timedelta(weeks=WEEKS - 1)
STAR = "Artist 7"
BADGE = (
    "select b.tier, b.is_raw, b.direction, b.threshold, b.threshold_rule, b.floor, b.this_week, b.last_week, b.extra "
    "from mart.badge b join core.artist a using (artist_id) where a.name = :name and b.week_on = :week "
    "and b.track_id is "
)


@pytest.fixture
def roster(warehouse: Engine) -> Linked:
    """30 artists with a track each, quiet but for one that triples in the newest week; one has no confirmed card."""
    linked = Linked(warehouse)
    roll = np.random.default_rng(5)
    for number in range(ARTISTS):
        name = f"Artist {number}"
        linked.artist(name, label="North" if number else None)
        linked.run("update app.artist_card set team = 'Sea' where artist_id = :id", id=linked.ids[name])
        linked.track(f"Track {number}", [name])
        level = 200 * 1.3**number * np.exp(roll.normal(0, 0.06, WEEKS * 7))
        if name == STAR:
            level[-7:] *= 3
        linked.streams(f"Track {number}", roll.poisson(level).tolist(), FIRST)
    return linked


def seen(linked: Linked, track: str = "null", name: str = STAR) -> list[tuple[object, ...]]:
    return linked.rows(BADGE + track, name=name, week=FRIDAY)


def test_a_jump_is_confirmed_with_its_inputs(roster: Linked) -> None:
    roll_up(roster.engine)
    (badge,) = seen(roster)
    week = "select this_week, last_week from mart.artist_week where artist_id = :id and week_on = :week"
    ((this, last),) = roster.rows(week, id=roster.ids[STAR], week=FRIDAY)
    assert badge == ("confirmed", True, "up", 2.0, "global", 1000, this, last, this - last)
    assert [row[0] for row in seen(roster, "not null")] == ["confirmed"], "its one track stands out as it does"
    others = roster.rows(
        "select distinct a.name from mart.badge join core.artist a using (artist_id) where tier = 'confirmed'"
    )
    assert others == [(STAR,)]
    quiet = roster.rows("select count(*) from mart.badge where week_on = :week and track_id is null", week=FRIDAY)
    assert quiet == [(ARTISTS - 1,)], "an artist without a confirmed card is not judged"


def test_a_rule_holds_from_its_setting_on(roster: Linked) -> None:
    roll_up(roster.engine)
    before = roster.rows(
        "select count(*), max(loaded_at) from mart.badge where week_on < :w", w=FRIDAY - timedelta(weeks=1)
    )
    for team, artist, threshold, rule in (("Sea", None, 3.5, "team"), (None, STAR, 4.0, "artist")):
        roster.run(
            "select app.set_threshold('track_luminate_streams', :threshold, null, :team, :artist, 'Test')",
            threshold=threshold,
            team=team,
            artist=roster.ids[artist] if artist else None,
        )
        roll_up(roster.engine)
        (badge,) = seen(roster)
        assert badge[:2] == ("rising", False)
        assert badge[3:5] == (threshold, rule)
    after = roster.rows(
        "select count(*), max(loaded_at) from mart.badge where week_on < :w", w=FRIDAY - timedelta(weeks=1)
    )
    assert after == before, "older badges keep the rule they were given by"
    roster.run("select app.unset_threshold('track_luminate_streams', null, :artist, 'Test')", artist=roster.ids[STAR])
    roll_up(roster.engine)
    assert seen(roster)[0][3:5] == (3.5, "team")


def test_day_by_day_is_as_all_at_once(roster: Linked) -> None:
    columns = (
        "artist_id, track_id, week_on, tier, is_raw, reason, is_held, days_matched, round(expected::numeric, 3), "
        "round(z::numeric, 6), round(p_value::numeric, 8), weeks_known"
    )
    query = f"select {columns} from mart.badge order by 1, 2, 3"
    roll_up(roster.engine)
    for number in range(0, ARTISTS, 3):
        roster.streams(f"Track {number}", [5000], FRIDAY + timedelta(days=7))
    roll_up(roster.engine)
    for number in range(ARTISTS):
        roster.streams(f"Track {number}", [4000 + number, 3000], FRIDAY + timedelta(days=8))
    roll_up(roster.engine)
    in_parts = roster.rows(query)
    roll_up(roster.engine, full=True)
    assert roster.rows(query) == in_parts
    assert len(in_parts) > ARTISTS * (WEEKS - 2)
