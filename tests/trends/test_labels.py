"""Label totals: every linked song and sound once, whoever shares it."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

import pytest

from tests.trends.by_hand import POSTS, STREAMS, Row, song_weeks, sound_weeks, summed
from tests.trends.conftest import Planted

ALL = "All"
LABELS = """
    select l.* from mart.label_week l join core.metric m using (metric_id) where m.code = :metric
"""
FIGURES = ("value", "this_week", "last_week", "days_present", "track_count", "tracks_compared")


@pytest.mark.parametrize("metric", [STREAMS, POSTS])
def test_labels_count_a_shared_song_or_sound_once(planted: Planted, metric: str) -> None:
    drops, held = planted.drops, dict[str, set[Any]]()
    for artist, label in drops.roster.items():
        mine: Set[Any] = drops.songs(artist) if metric == STREAMS else drops.sounds.get(artist, set())
        held.setdefault(label, set()).update(mine)
        held.setdefault(ALL, set()).update(mine)
    found = {(row["label"], row["week_on"]): row for row in planted.rows(LABELS, metric=metric)}
    wanted = {
        (label, week): row for label, parts in held.items() for week, row in totals(planted, metric, parts).items()
    }
    assert found.keys() == wanted.keys()
    assert len(held) > 2
    for place, row in wanted.items():
        assert {name: found[place][name] for name in FIGURES} == {name: row[name] for name in FIGURES}, place


def totals(planted: Planted, metric: str, parts: Set[Any]) -> Mapping[date, Row]:
    """Weeks of a set of songs or sounds."""
    drops = planted.drops
    weeks = (
        [song_weeks(drops.streams(song)) for song in parts]
        if metric == STREAMS
        else [sound_weeks(drops.posts[sound]) for sound in parts if sound in drops.posts]
    )
    days = {day for each in weeks for day in each}
    return {day: summed([each[day] for each in weeks if day in each]) for day in days}


def test_songs_are_shared_between_artists_and_labels(planted: Planted) -> None:
    """Else counting once would show nothing."""
    drops = planted.drops
    holders: dict[int, list[str]] = {}
    for artist in drops.roster:
        for song in drops.songs(artist):
            holders.setdefault(song, []).append(artist)
    shared = [artists for artists in holders.values() if len(artists) > 1]
    assert len(shared) > 5
    assert any(len({drops.roster[artist] for artist in artists}) > 1 for artists in shared)
