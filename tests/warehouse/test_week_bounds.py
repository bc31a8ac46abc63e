"""Where a week's rules begin and end: days that look like two, sounds read irregularly, releases, links by hand."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import FRIDAY, Linked, at

NEXT = FRIDAY + timedelta(days=7)
POSTS = "sound_tiktok_posts"


@pytest.fixture
def linked(warehouse: Engine) -> Linked:
    found = Linked(warehouse)
    found.artist("Ann", label="North")
    return found


def test_a_day_after_a_gap_looks_like_two_from_1_6_to_2_6_times_the_rest_of_its_week(linked: Linked) -> None:
    after_gap = {159: 0, 160: 1, 200: 1, 260: 1, 261: 0}
    for value in after_gap:
        linked.track(f"up to {value}", ["Ann"])
        linked.streams(f"up to {value}", [100] * 9 + [None, value, 100, 100, 100], FRIDAY)
    # the rest of the week grew to 1.5 times: the bounds are 240 and 390
    after_gap_of_growing = {239: 0, 240: 1, 390: 1, 391: 0}
    for value in after_gap_of_growing:
        linked.track(f"growing to {value}", ["Ann"])
        linked.streams(f"growing to {value}", [100] * 7 + [150, 150, None, value, 150, 150, 150], FRIDAY)
    roll_up(linked.engine)
    query = "select double_days from mart.track_week where week_on = :w and track_id = :t"
    found = [linked.rows(query, w=NEXT, t=linked.ids[f"up to {value}"])[0][0] for value in after_gap]
    assert found == list(after_gap.values())
    found = [linked.rows(query, w=NEXT, t=linked.ids[f"growing to {value}"])[0][0] for value in after_gap_of_growing]
    assert found == list(after_gap_of_growing.values())


def test_sounds_are_compared_over_6_to_8_days(linked: Linked) -> None:
    monday = FRIDAY + timedelta(days=3)
    spans = [(7, 7), (7, 5), (7, 6), (7, 8), (7, 9), (5, 7), (6, 7), (8, 7), (9, 7), (6, 8)]
    for before, this in spans:
        name = f"{before} and {this}"
        linked.sound(name, "Ann")
        readings = {monday - timedelta(days=before): 100, monday: 150, monday + timedelta(days=this): 220}
        linked.days(name, POSTS, readings)
    roll_up(linked.engine)
    query = "select value, this_week, last_week, days_matched from mart.sound_week where week_on = :w and sound_id = :s"
    for before, this in spans:
        (row,) = linked.rows(query, w=NEXT, s=linked.ids[f"{before} and {this}"])
        is_compared = {before, this} <= {6, 7, 8}
        days = (7 if before == this == 7 else 6) if is_compared else 0
        assert row == (70, *((70, 50) if is_compared else (None, None)), days), (before, this)


@pytest.mark.parametrize(("days_out", "is_release"), [(28, True), (29, False)])
def test_a_track_is_a_release_until_four_weeks_old_when_the_week_before_ends(
    linked: Linked, days_out: int, is_release: bool
) -> None:
    linked.track("Old", ["Ann"])
    linked.track("New", ["Ann"], released_on=NEXT - timedelta(days=days_out))
    linked.streams("Old", [10] * 14, FRIDAY)
    linked.streams("New", [100] * 7 + [50] * 7, FRIDAY)
    roll_up(linked.engine)
    query = "select release_count, settled_this_week, settled_last_week from mart.artist_week where week_on = :w"
    assert linked.rows(query, w=NEXT) == [(1, 70, 70) if is_release else (0, 420, 770)]


@pytest.mark.parametrize(("days_out", "is_release"), [(-6, True), (0, True), (21, True), (22, False)])
def test_the_bridge_calls_new_what_is_out_for_less_than_four_weeks_at_the_end(
    linked: Linked, days_out: int, is_release: bool
) -> None:
    linked.track("Old", ["Ann"])
    linked.track("New", ["Ann"], released_on=NEXT - timedelta(days=days_out))
    linked.streams("Old", [10] * 14, FRIDAY)
    linked.streams("New", [100] * 7, NEXT)
    roll_up(linked.engine)
    query = "select new_releases_change, missing_days from mart.artist_bridge where week_on = :w"
    assert linked.rows(query, w=NEXT) == [(700, 0) if is_release else (0, 700)]


@pytest.mark.parametrize(
    ("days_out", "days", "new", "missing"),
    [
        # out for all of the week before: 5 days of 90 after 5 of 100, two days are missing
        (7, [100] * 7 + [90] * 5 + [None] * 2, -50, -200),
        (7, [None] + [100] * 6 + [90] * 7, -60, 90),
        (21, [100] * 7 + [None] * 7, 0, -700),
        # out since the Saturday of the week before, or of this week: the week it came out was no whole one
        (6, [None] + [100] * 6 + [90] * 5 + [None] * 2, -150, 0),
        (0, [None] * 7 + [90] * 6 + [None], 540, 0),
        (28, [100] * 7 + [90] * 5 + [None] * 2, 0, -200),
    ],
)
def test_a_missing_day_of_a_new_song_is_no_change_by_releases(
    linked: Linked, days_out: int, days: list[int | None], new: int, missing: int
) -> None:
    linked.artist("Bob", label="North")
    linked.track("Old", ["Ann"])
    linked.streams("Old", [10] * 14, FRIDAY)
    linked.track("New", ["Ann", "Bob"], released_on=NEXT - timedelta(days=days_out))
    linked.streams("New", days, FRIDAY)
    roll_up(linked.engine)
    for table in ("artist_bridge", "label_week"):
        query = f"select distinct new_releases_change, missing_days from mart.{table} where week_on = :w"
        assert linked.rows(query, w=NEXT) == [(new, missing)], table


@pytest.mark.parametrize("song", ["Other", None])
def test_a_link_by_hand_wins_whichever_was_entered_first(linked: Linked, song: str | None) -> None:
    """In views: the order of rows must not decide, nor which of both links is the older."""
    linked.track("Other", [])
    for name, linked_at in (("Before", at(FRIDAY - timedelta(days=20))), ("After", at(FRIDAY))):
        linked.track(name, ["Ann"], linked=None)
        by_hand = at(FRIDAY - timedelta(days=10))
        for method, to, since in sorted(
            [("override", song, by_hand), ("vendor", name, linked_at)], key=lambda one: one[2]
        ):
            linked.run(
                "insert into core.song_link (spotify_track_id, track_id, method, linked_by, known_from) "
                "values (:from, :to, :method, :by, :since)",
                **{"from": linked.ids[name], "to": linked.ids[to] if to else None, "method": method},
                by="Test" if method == "override" else None,
                since=since,
            )
    expected = [("Other",)] if song else []
    assert linked.rows("select song_name from mart.artist_song where artist_id = :a", a=linked.ids["Ann"]) == expected
    assert linked.rows("select distinct song_name from mart.track_link where artist_names = 'Ann'") == [(song,)]
    counted = "select linked_count, song_count from mart.artist_card where artist_name = 'Ann'"
    assert linked.rows(counted) == [(2, 1) if song else (0, 0)]
