"""Every figure of a week again, from the drops alone."""

import random
from datetime import date
from typing import Any

import pytest

from tests.trends.by_hand import POSTS, STREAMS, Row, artist_posts, artist_streams, reported, weeks_of_song
from tests.trends.conftest import Planted

ARTIST_WEEKS = """
    select w.* from mart.artist_week w
    join core.metric m using (metric_id) join core.artist a using (artist_id)
    where m.code = :metric and a.artist_id_spotify = :artist order by w.week_on
"""
TRACK_WEEKS = """
    select w.* from mart.track_week w join core.metric m using (metric_id) join core.track t using (track_id)
    where m.code = :metric and t.song_id_luminate = :song order by w.week_on
"""


@pytest.fixture(scope="module")
def artists(planted: Planted) -> list[str]:
    return random.Random(20).sample(sorted(planted.drops.roster), 20)


def test_the_artists_chosen_show_every_case(planted: Planted, artists: list[str]) -> None:
    weeks = [row for artist in artists for row in artist_streams(planted.drops, artist).values()]
    assert {row["basis"] for row in weeks} == {"tracks", "account"}
    assert {row["days_matched"] for row in weeks} >= {0, 5, 6, 7}
    assert any(row["release_count"] for row in weeks)
    assert any(row["coverage_share"] is None for row in weeks)
    posts = [row for artist in artists for row in artist_posts(planted.drops, artist).values()]
    assert {row["days_matched"] for row in posts} >= {0, 6, 7}
    assert any(row["correction"] for row in posts)


@pytest.mark.parametrize(("metric", "by_hand"), [(STREAMS, artist_streams), (POSTS, artist_posts)])
def test_weeks_of_artists(planted: Planted, artists: list[str], metric: str, by_hand: Any) -> None:
    compared = 0
    for artist in artists:
        wanted = by_hand(planted.drops, artist)
        found = {row["week_on"]: row for row in planted.rows(ARTIST_WEEKS, metric=metric, artist=artist)}
        assert list(found) == list(wanted), artist
        for week, row in wanted.items():
            assert_same(found[week], row, (artist, metric, week))
            compared += 1
    assert compared > 700


def test_weeks_of_tracks(planted: Planted, artists: list[str]) -> None:
    songs = sorted({song for artist in artists for song in planted.drops.songs(artist)})
    compared = 0
    for song in songs:
        wanted = weeks_of_song(planted.drops, song)
        found = {row["week_on"]: row for row in planted.rows(TRACK_WEEKS, metric=STREAMS, song=song)}
        assert list(found) == list(wanted), song
        for week, row in wanted.items():
            row = {**row, "reported": reported(planted.drops, song, week)}
            assert_same(found[week], row, (song, week))
            compared += 1
    assert compared > 1_500


def assert_same(found: Row, wanted: Row, where: tuple[object, ...]) -> None:
    this, last = wanted["this_week"], wanted["last_week"]
    wanted = {**wanted, "change": None if this is None else this - last}
    share = wanted.pop("coverage_share", None)
    odd = {name: (found[name], value) for name, value in wanted.items() if found[name] != value}
    assert odd == {}, f"{where}: (found, by hand)"
    if "coverage_share" in found:
        assert found["coverage_share"] == (None if share is None else pytest.approx(share, rel=1e-12)), where


def test_a_week_is_friday_to_thursday(planted: Planted) -> None:
    weeks: list[date] = [row["week_on"] for row in planted.rows("select distinct week_on from mart.artist_week")]
    assert {week.weekday() for week in weeks} == {4}
