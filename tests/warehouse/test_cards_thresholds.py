"""Thresholds: one for all from the start, others for a team or an artist; what is not said comes from what held."""

from typing import Any

import pytest
from carded import ANA, artist, audited, enter_label, run
from sqlalchemy import Engine
from test_cards import add, entered, refused

STREAMS, POSTS = "track_luminate_streams", "sound_tiktok_posts"
SEEDED = [(POSTS, None, None, 2.0, 50, "groundswell"), (STREAMS, None, None, 2.0, 1000, "groundswell")]


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def rules(engine: Engine) -> list[tuple[Any, ...]]:
    return run(
        engine,
        "select metric, team, a.name, threshold, floor, set_by from app.spike_rule "
        "left join core.artist a using (artist_id) order by metric, team nulls first, a.name nulls first",
    )


def put(engine: Engine, **given: Any) -> int:
    nothing = {"metric": STREAMS, "threshold": None, "floor": None, "team": None, "artist_id": None}
    number: int = entered(engine, "set_threshold", **nothing | given)
    return number


def test_a_new_warehouse_has_one_for_all_of_each(label: Engine) -> None:
    assert rules(label) == SEEDED


def test_the_one_for_all_is_changed_in_place(label: Engine) -> None:
    first = put(label, threshold=3)
    assert put(label, floor=500) == first
    assert rules(label)[1] == (STREAMS, None, None, 3.0, 500, "eve")
    assert [(entry[2]["threshold"], entry[3]["threshold"], entry[3]["floor"]) for entry in audited(label)] == [
        (2, 3, 1000),
        (3, 3, 500),
    ]


def test_team_and_artist_have_their_own(label: Engine) -> None:
    add(label, ANA, team="pop")
    put(label, team="pop", threshold=1.5)
    put(label, artist_id=artist(label, "Ben"), floor=10)
    assert rules(label)[2:] == [(STREAMS, None, "Ben", 2.0, 10, "eve"), (STREAMS, "pop", None, 1.5, 1000, "eve")]
    entered(label, "unset_threshold", metric=STREAMS, team="pop", artist_id=None)
    entered(label, "unset_threshold", metric=STREAMS, team=None, artist_id=artist(label, "Ben"))
    assert rules(label) == SEEDED
    _, action, before, after = audited(label)[-1]
    assert (action, before["floor"], after) == ("unset_threshold", 10, None)


def test_what_a_team_had_stays_when_it_is_not_said(label: Engine) -> None:
    add(label, ANA, team="pop")
    put(label, team="pop", threshold=1.5, floor=7)
    put(label, team="pop", threshold=1.6)
    put(label, team="pop", floor=8)
    assert rules(label)[2:] == [(STREAMS, "pop", None, 1.6, 8, "eve")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"metric": "streams"}, f"watched are {POSTS}, {STREAMS}"),
        ({"threshold": 1}, "more than once"),
        ({"threshold": float("nan")}, "more than once"),
        ({"threshold": float("inf")}, "at most 1000 times"),
        ({"floor": -1}, "give 0 or more"),
        ({"team": "rock"}, "No card is with the team “rock”"),
        ({"artist_id": 4711}, "no artist 4711"),
        ({"team": "rock", "artist_id": 1}, "for a team or for an artist"),
    ],
)
def test_what_is_given_wrongly_is_named(label: Engine, given: dict[str, Any], said: str) -> None:
    right = {"metric": STREAMS, "threshold": 2, "floor": 0, "team": None, "artist_id": None}
    assert said in refused(label, "set_threshold", **right | given)
    assert rules(label) == SEEDED


def test_the_one_for_all_stays(label: Engine) -> None:
    assert "can't be taken away" in refused(label, "unset_threshold", metric=STREAMS, team=None, artist_id=None)
    assert "No threshold of" in refused(label, "unset_threshold", metric=STREAMS, team="pop", artist_id=None)
