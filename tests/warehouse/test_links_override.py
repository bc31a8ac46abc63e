"""Links by hand win over the vendor's until they are taken back, and each is kept with its time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from carded import TRACK, audited, enter_label, marked, run
from sqlalchemy import Engine
from test_cards import entered, refused


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def links(engine: Engine, at: str | datetime = "infinity") -> dict[int, tuple[int, str]]:
    """Spotify track: (unified song, method)."""
    query = """
    select l.spotify_track_id, t.song_id_luminate, l.method
    from core.song_link_known(:at) l join core.track t using (track_id)
    """
    return {row[0]: (row[1], row[2]) for row in run(engine, query, at=at)}


def override(engine: Engine, track: str = f"{TRACK}14", song: int | None = 74, **more: Any) -> int:
    number: int = entered(engine, "override_link", track=track, song_id_luminate=song, **{"reason": "heard"} | more)
    return number


def test_a_link_by_hand_wins_and_is_undone(label: Engine) -> None:
    vendor = {11: (71, "vendor"), 12: (71, "vendor"), 13: (72, "vendor"), 14: (73, "vendor")}
    assert links(label) == vendor
    link = override(label)
    assert links(label) == vendor | {14: (74, "override")}
    assert marked(label) == ["Ana", "Ben"]
    entered(label, "undo_override", track="14")
    assert links(label) == vendor
    assert marked(label) == ["Ana", "Ben"]
    made, undone = audited(label)
    assert made[:3] == ("eve", "override_link", None)
    assert (made[3]["link_id"], made[3]["linked_by"], made[3]["reason"]) == (link, "eve", "heard")
    assert undone[1] == "undo_override"
    assert "known_until" not in undone[2]
    assert undone[3]["known_until"] is not None


def test_what_held_at_a_moment_stays_answerable(label: Engine) -> None:
    override(label, song=74)
    override(label, song=None)
    entered(label, "undo_override", track="14")
    spans = run(
        label,
        "select known_from, known_until from core.song_link where method = 'override' order by link_id",
    )
    (first_from, first_until), (second_from, second_until) = spans
    tick = timedelta(microseconds=1)
    assert first_until == second_from
    assert links(label, first_from - tick)[14] == (73, "vendor")
    assert links(label, first_from)[14] == links(label, second_from - tick)[14] == (74, "override")
    assert 14 not in links(label, second_from)
    assert 14 not in links(label, second_until - tick)
    assert links(label, second_until)[14] == (73, "vendor")


def test_a_link_to_no_song_unlinks(label: Engine) -> None:
    override(label, song=None)
    assert 14 not in links(label)
    assert "linked so by hand already (by eve: heard)" in refused(
        label, "override_link", track="14", song_id_luminate=None, reason="again"
    )
    assert 14 not in links(label)
    override(label, song=73)
    assert links(label)[14] == (73, "override")
    before = audited(label)[-1][2]
    assert (before["track_id"], before["reason"]) == (None, "heard")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"track": f"{TRACK}99"}, "does not hold the track"),
        ({"track": "99"}, "does not hold the track 99"),
        ({"track": "https://x"}, "is no Spotify id of a track"),
        ({"song_id_luminate": 99}, "No unified song 99 is known"),
        ({"reason": ""}, "Nothing was given for the reason"),
        ({"done_by": None}, "Nothing was given for who does this"),
    ],
)
def test_what_is_given_wrongly_is_named(label: Engine, given: dict[str, Any], said: str) -> None:
    right = {"track": f"{TRACK}14", "song_id_luminate": 74, "reason": "heard"}
    assert said in refused(label, "override_link", **right | given)
    assert links(label)[14] == (73, "vendor")
    assert audited(label) == []
    assert marked(label) == []


def test_a_track_the_vendor_holds_twice_is_named_by_number(label: Engine) -> None:
    run(label, "update core.spotify_track set track_id_spotify = :id where spotify_track_id = 13", id=f"{TRACK}14")
    right = {"song_id_luminate": 74, "reason": "heard"}
    assert "as 13 and 14" in refused(label, "override_link", track=f"{TRACK}14", **right)
    override(label, "13")
    assert links(label)[13] == (74, "override")


def test_there_is_nothing_to_take_back(label: Engine) -> None:
    assert "not linked by hand" in refused(label, "undo_override", track="14")


def preview(engine: Engine, track: str, song: int | None) -> list[tuple[Any, ...]]:
    query = """
    select artist_name, week_on::text, streams_now, streams_then, last_week_now, last_week_then, song_count_now,
           song_count_then
    from app.override_preview(:track, :song)
    """
    return run(engine, query, track=track, song=song)


def test_the_effect_is_foretold_and_comes_true(label: Engine) -> None:
    # 6 days of this week, 7 of last week; Ana has songs 71, 72 and 73, Ben 73 alone
    assert preview(label, "14", 74) == [
        ("Ana", "2026-11-13", 6 * 111, 6 * 1110, 7 * 111, 7 * 1110, 3, 3),
        ("Ben", "2026-11-13", 6 * 1, 6 * 1000, 7 * 1, 7 * 1000, 1, 1),
    ]
    override(label, "14", 74)
    assert preview(label, "14", 74)[1] == ("Ben", "2026-11-13", 6000, 6000, 7000, 7000, 1, 1)


def test_a_song_reached_by_another_track_is_not_lost(label: Engine) -> None:
    assert preview(label, f"{TRACK}12", None) == [("Ana", "2026-11-13", 666, 666, 777, 777, 3, 3)]
    assert preview(label, f"{TRACK}13", None) == [("Ana", "2026-11-13", 666, 606, 777, 707, 3, 2)]
    assert preview(label, f"{TRACK}14", None)[1] == ("Ben", "2026-11-13", 6, None, 7, None, 1, 0)
