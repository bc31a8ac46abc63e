"""A release beside the artist's earlier ones, day by day since release."""

from datetime import date, timedelta
from typing import Any

import pytest

from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import BARE, FRIDAY, LONG, NEXT, Linked


@pytest.fixture
def linked(linked: Linked) -> Linked:
    """And what is no release, which no comparison may take for one."""
    linked.sound("Dance", "Ann")
    linked.days("Dance", "sound_tiktok_posts", {FRIDAY + timedelta(days=each): 100 + each for each in range(-14, 14)})
    linked.track("Always", ["Ann", "Bob"])
    linked.streams("Always", [1000] * 14, FRIDAY)
    return linked


def release(linked: Linked, name: str, artists: list[str], on: date, values: list[int | None]) -> None:
    linked.track(name, artists, released_on=on)
    linked.streams(name, values, on)


def told(linked: Linked, week: date = NEXT) -> list[tuple[Any, ...]]:
    roll_up(linked.engine)
    return linked.rows(
        f"select artist, streams, compared, last_compared, days_compared, {BARE} from mart.new_release "
        "where week_on = :w order by artist, song",
        w=week,
    )


def test_a_release_is_compared_on_the_same_days(linked: Linked) -> None:
    """Five days with the first five of the last one, not with its week."""
    release(linked, "First", ["Ann"], LONG, [1000] * 7 + [1] * 30)
    release(linked, "Second", ["Ann"], NEXT + timedelta(days=2), [1400] * 5)
    sentence = "“Second” 7.0K in its first 5 days, 1.4 times “First” at the same day"
    assert told(linked) == [("Ann", 7000, 7000, 5000, 5, sentence)]


def test_a_hundredfold_is_told_by_both_figures(linked: Linked) -> None:
    release(linked, "First", ["Ann"], LONG, [1000] * 7)
    release(linked, "Second", ["Ann"], NEXT, [100_000] * 7)
    sentence = "“Second” 700K in its first 7 days, after 7.0K of “First” at the same day"
    assert told(linked) == [("Ann", 700_000, 700_000, 7000, 7, sentence)]


def test_a_missing_day_is_named_and_left_out_on_both_sides(linked: Linked) -> None:
    release(linked, "First", ["Ann"], LONG, [1000, 1000, None, 1000, 1000, 1000, 1000])
    release(linked, "Second", ["Ann"], NEXT, [500] * 5 + [None, 500])
    ((_, *figures, sentence),) = told(linked)
    assert figures == [3000, 2500, 5000, 5]
    assert sentence == (
        "“Second” 3.0K in its first 7 days, 0.50 times “First” at the same day "
        "(day 6 of “Second” is missing; day 3 of “First” is missing; compared over the other 5)"
    )


def test_two_days_in_one_reading_are_compared_together(linked: Linked) -> None:
    release(linked, "First", ["Ann"], LONG, [1000] * 7)
    release(linked, "Second", ["Ann"], NEXT, [2000, 2000, None, 4000, 2000, 2000, 2000])
    sentence = "“Second” 14.0K in its first 7 days, 2.0 times “First” at the same day"
    assert told(linked) == [("Ann", 14000, 14000, 7000, 7, sentence)]


def test_a_shared_release_has_a_row_for_each_artist_and_each_one_s_own_last(linked: Linked) -> None:
    release(linked, "Of Ann", ["Ann"], LONG, [1000] * 7)
    release(linked, "Both", ["Ann", "Bob"], NEXT, [1000] * 7)
    assert [(artist, sentence) for artist, *_, sentence in told(linked)] == [
        ("Ann", "“Both” 7.0K in its first 7 days, level with “Of Ann” at the same day"),
        ("Bob", "“Both” 7.0K in its first 7 days, the artist's first release with figures"),
    ]


def test_of_an_album_the_strongest_song_is_the_last_release(linked: Linked) -> None:
    for name, plays in (("Quiet", 10), ("Loud", 2000)):
        release(linked, name, ["Ann"], LONG, [plays] * 7)
    release(linked, "Older", ["Ann"], LONG - timedelta(days=7), [9000] * 7)
    release(linked, "Second", ["Ann"], NEXT, [1000] * 7)
    assert told(linked)[0][-1] == "“Second” 7.0K in its first 7 days, 0.50 times “Loud” at the same day"


def test_a_release_nothing_came_of_has_no_figure(linked: Linked) -> None:
    release(linked, "First", ["Ann"], LONG, [10] * 7)
    linked.track("Silent", ["Ann"], released_on=NEXT + timedelta(days=5))
    ((_, streams, *_, sentence),) = told(linked)
    assert streams is None
    assert sentence == (
        "“Silent” no figure in its first 2 days, no day of which can be compared with “First” "
        "(days 1 and 2 of “Silent” are missing)"
    )


def test_days_since_release(linked: Linked) -> None:
    release(linked, "First", ["Ann"], LONG, [5] * 40)
    release(linked, "Second", ["Ann"], NEXT, [30, 20, None, 40, None, 10, 10])
    roll_up(linked.engine)
    query = "select day, streams, days_read, total, release_place from mart.release_day where song = :song order by day"
    assert linked.rows(query, song="Second") == [
        (1, 30, 1, 30, 1),
        (2, 20, 1, 50, 1),
        (4, 40, 2, 90, 1),
        (6, 10, 1, None, 1),
        (7, 10, 1, None, 1),
    ]
    assert [row[:2] for row in linked.rows(query, song="First")] == [(day, 5) for day in range(1, 29)]
