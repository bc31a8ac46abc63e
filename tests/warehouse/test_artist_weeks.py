"""Artists' weeks over linked tracks and sounds: like for like, one basis, and a bridge whose parts add up."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.errors import GroundswellError
from tasks.trends.rollup_store import replayed, roll_up, then_and_now
from tests.warehouse.linked import FRIDAY, NEXT, Linked, at

AFTER = FRIDAY + timedelta(days=14)
STREAMS = "track_luminate_streams"
WEEK = (
    "select w.basis, w.value, w.this_week, w.last_week, w.days_present, w.days_matched, w.track_count "
    "from mart.artist_week w join core.metric m using (metric_id) where m.code = :metric and w.artist_id = :artist "
    "and w.week_on = :week"
)
BRIDGE = (
    "select b.total, b.last_total, b.real_listening, b.new_releases_change, b.newly_linked, b.missing_days, b.restated "
    "from mart.artist_bridge b join core.metric m using (metric_id) where m.code = :metric and b.artist_id = :artist "
    "and b.week_on = :week"
)


def one(linked: Linked, query: str, artist: str = "Ann", metric: str = STREAMS, week: Any = NEXT) -> tuple[Any, ...]:
    (row,) = linked.rows(query, artist=linked.ids[artist], metric=metric, week=week)
    return row


def test_two_whole_weeks(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.streams("One", [10] * 7 + [30] * 7, FRIDAY)
    roll_up(linked.engine)
    assert one(linked, WEEK) == ("tracks", 210, 210, 70, 7, 7, 1)
    assert one(linked, WEEK, week=FRIDAY) == ("tracks", 70, None, None, 7, 0, 1)
    assert one(linked, BRIDGE) == (210, 70, 140, 0, 0, 0, 0)


def test_a_missing_day_is_left_out_of_both_weeks(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.streams("One", [10, 10, 10, 40, 10, 10, 10, 20, 20, 20, None, 20, 20, 20], FRIDAY)
    roll_up(linked.engine)
    assert one(linked, WEEK) == ("tracks", 120, 120, 60, 6, 6, 1)
    assert one(linked, BRIDGE) == (120, 100, 60, 0, 0, -40, 0)


def test_two_spotify_tracks_of_one_song_count_once_and_a_shared_song_counts_for_both(linked: Linked) -> None:
    linked.track("One", ["Ann", "Bob"])
    linked.run(
        "insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from) "
        "values (:a, 77, true, '2026-01-01')",
        a=linked.ids["Ann"],
    )
    linked.run(
        "insert into core.song_link (spotify_track_id, track_id, method, known_from) values (77, :t, 'vendor', "
        "'2026-01-01')",
        t=linked.ids["One"],
    )
    linked.streams("One", [10] * 7 + [20] * 7, FRIDAY)
    roll_up(linked.engine)
    assert one(linked, WEEK)[1:4] == (140, 140, 70)
    assert one(linked, WEEK, "Bob")[1:4] == (140, 140, 70)
    labels = linked.rows(
        "select label, total, this_week, last_week from mart.label_week where week_on = :w and team is null", w=NEXT
    )
    assert sorted(labels) == [("All", 140, 140, 70), ("North", 140, 140, 70), ("South", 140, 140, 70)]


def test_a_release_of_the_week_is_no_growth_of_the_rest(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("New", ["Ann"], released_on=NEXT, linked=at(NEXT))
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("New", [100] * 7, NEXT)
    roll_up(linked.engine)
    assert one(linked, WEEK) == ("tracks", 770, 70, 70, 7, 7, 2)
    assert one(linked, BRIDGE) == (770, 70, 0, 700, 0, 0, 0)


def test_a_release_within_its_first_weeks_is_not_settled(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("New", ["Ann"], released_on=FRIDAY - timedelta(days=7))
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("New", [100] * 7 + [50] * 7, FRIDAY)
    roll_up(linked.engine)
    assert one(linked, WEEK)[1:4] == (420, 420, 770)
    settled = linked.rows(
        "select settled_this_week, settled_last_week, release_count from mart.artist_week where week_on = :w", w=NEXT
    )
    assert settled == [(70, 70, 1)]


def test_a_track_linked_late_is_a_part_of_its_own(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Late", ["Ann"], linked=at(NEXT + timedelta(days=5)))
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("Late", [100] * 7 + [110] * 7, FRIDAY)
    roll_up(linked.engine)
    # the comparison holds the same tracks on both sides; the bridge says what the report of last week lacked
    assert one(linked, WEEK)[1:4] == (840, 840, 770)
    assert one(linked, BRIDGE) == (840, 70, 70, 0, 700, 0, 0)


def test_a_track_unlinked_since_goes_out_of_both_weeks(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Wrong", ["Ann"])
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("Wrong", [100] * 14, FRIDAY)
    linked.unlink("Wrong", at(AFTER))
    roll_up(linked.engine)
    assert one(linked, WEEK)[1:4] == (70, 70, 70)
    assert one(linked, BRIDGE) == (70, 770, 0, 0, -700, 0, 0)


def test_an_override_wins_over_the_vendors_link_while_it_holds(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Other", [])
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("Other", [40] * 14, FRIDAY)
    linked.run(
        "insert into core.song_link (spotify_track_id, track_id, method, linked_by, known_from) "
        "values (:one, :other, 'override', 'Test', :since)",
        one=linked.ids["One"],
        other=linked.ids["Other"],
        since=at(NEXT + timedelta(days=5)),
    )
    roll_up(linked.engine)
    assert one(linked, WEEK)[1] == 280
    assert one(linked, BRIDGE) == (280, 70, 0, 0, 210, 0, 0)
    linked.run("update core.song_link set known_until = :t where method = 'override'", t=at(AFTER))
    linked.mark_artists()
    roll_up(linked.engine)
    assert one(linked, WEEK)[1] == 70


def test_what_was_restated_after_the_report_is_told(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.streams("One", [10] * 14, FRIDAY)
    linked.streams("One", [4], FRIDAY, known=at(NEXT + timedelta(days=6)))
    linked.streams("One", [8], FRIDAY + timedelta(days=1), known=at(NEXT + timedelta(days=2)))
    roll_up(linked.engine)
    # the second restated came before Monday's report and is part of it
    assert one(linked, BRIDGE) == (70, 68, 8, 0, 0, 0, -6)
    reported = linked.rows("select reported from mart.track_week order by week_on")
    assert reported == [(68,), (70,)]


def test_what_nobody_knew_then_was_not_reported(linked: Linked) -> None:
    linked.track("One", ["Ann"], linked=at(AFTER + timedelta(days=60)))
    linked.streams("One", [10] * 7 + [20] * 7, FRIDAY, known=at(AFTER + timedelta(days=60)))
    roll_up(linked.engine)
    assert one(linked, BRIDGE) == (140, 70, 70, 0, 0, 0, 0)


def test_the_account_speaks_where_few_tracks_are_linked(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Two", ["Bob"])
    for name in ("One", "Two"):
        linked.streams(name, [10] * 14, FRIDAY)
    ends = [FRIDAY + timedelta(days=6), NEXT + timedelta(days=6)]
    for artist, figures in (("Ann", (100, 160)), ("Bob", (80, 85))):
        linked.days(artist, "artist_luminate_streams", dict(zip(ends, figures, strict=True)))
    roll_up(linked.engine)
    assert one(linked, WEEK) == ("account", 160, 160, 100, 7, 7, None)
    assert one(linked, BRIDGE) == (160, 100, 60, 0, 0, 0, 0)
    assert one(linked, WEEK, "Bob") == ("tracks", 70, 70, 70, 7, 7, 1)
    shares = linked.rows(
        "select artist_id, round(coverage_share::numeric, 3) from mart.artist_week where week_on = :w", w=NEXT
    )
    assert {row[0]: float(row[1]) for row in shares} == {
        linked.ids["Ann"]: pytest.approx(140 / 260, abs=1e-3),
        linked.ids["Bob"]: pytest.approx(140 / 165, abs=1e-3),
    }


def test_a_day_that_holds_two_is_seen(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Two", ["Ann"])
    linked.streams("One", [10, 10, 10, 10, 10, 10, 10, 11, 10, None, 21, 10, 11, 10], FRIDAY)
    linked.streams("Two", [10, 10, 10, 10, 10, 10, 10, 30, 31, None, 30, 29, 30, 30], FRIDAY)
    roll_up(linked.engine)
    found = linked.rows("select track_id, double_days from mart.track_week where week_on = :w order by 1", w=NEXT)
    assert found == [(linked.ids["One"], 1), (linked.ids["Two"], 0)]


def test_posts_are_differences_and_removals_are_kept(linked: Linked) -> None:
    linked.sound("Dance", "Ann")
    linked.sound("Later", "Ann", since=at(NEXT + timedelta(days=5)))
    start = FRIDAY - timedelta(days=1)
    linked.days("Dance", "sound_tiktok_posts", {start + timedelta(days=n): 100 + 5 * n for n in range(15)})
    linked.days("Dance", "sound_tiktok_posts", {NEXT + timedelta(days=6): 130})
    linked.days("Later", "sound_tiktok_posts", {start + timedelta(days=n): 10 + n for n in range(15)})
    roll_up(linked.engine)
    posts = "sound_tiktok_posts"
    # 135 on the Thursday before, 165 on Wednesday, 130 on Thursday: 35 removed
    assert one(linked, WEEK, metric=posts) == ("sounds", 2, 2, 42, 7, 7, 2)
    assert linked.rows("select correction from mart.sound_week where week_on = :w order by 1", w=NEXT) == [(-35,), (0,)]
    assert one(linked, BRIDGE, metric=posts) == (2, 35, -40, 0, 7, 0, 0)


def test_a_replay_is_what_was_known_then(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Late", ["Ann"], linked=at(AFTER + timedelta(days=1)))
    linked.streams("One", [10] * 7 + [20] * 7, FRIDAY)
    linked.streams("Late", [5] * 14, FRIDAY)
    linked.streams("One", [3], NEXT, known=at(AFTER + timedelta(days=4)))
    roll_up(linked.engine)
    assert one(linked, WEEK)[1:4] == (158, 158, 105)
    query = WEEK.replace("mart.artist_week", "artist_week")
    with replayed(linked.engine, FRIDAY, at(AFTER)) as connection:
        (then,) = connection.execute(text(query), {"artist": linked.ids["Ann"], "metric": STREAMS, "week": NEXT})
    # Thursday's reading arrives on Saturday: on Friday six days are known, and what was restated later is not
    assert tuple(then) == ("tracks", 120, 120, 60, 6, 6, 1)
    assert one(linked, WEEK)[1:4] == (158, 158, 105), "a replay leaves everything as it was"


def test_what_is_told_otherwise_since_is_shown(linked: Linked) -> None:
    linked.track("One", ["Ann"])
    linked.track("Two", ["Bob"])
    for name in ("One", "Two"):
        linked.streams(name, [10] * 7 + [20] * 7, FRIDAY)
    linked.streams("One", [3], NEXT, known=at(AFTER + timedelta(days=14)))
    roll_up(linked.engine)
    (changed,) = then_and_now(linked.engine, NEXT)
    assert (changed["artist"], changed["this_week"], changed["this_week_now"]) == ("Ann", 140, 123)
    everybody = then_and_now(linked.engine, NEXT, show_all=True)
    assert [row["artist"] for row in everybody] == ["Ann", "Bob"]
    assert then_and_now(linked.engine, NEXT, at(AFTER + timedelta(days=15))) == []
    with pytest.raises(GroundswellError, match="no Friday"):
        then_and_now(linked.engine, NEXT + timedelta(days=1))
