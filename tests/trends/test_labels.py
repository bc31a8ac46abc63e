"""Label totals: every linked song and sound once, whoever shares it, and what only accounts know."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

import pytest

from tests.trends.by_hand import (
    POSTS,
    STREAMS,
    Row,
    artist_posts,
    artist_streams,
    is_new_at_end,
    sound_weeks,
    weeks_of_song,
)
from tests.trends.conftest import Planted
from tests.trends.drops import WEEK, Drops

ALL = "All"
FIGURES = "select * from mart.label_figures where metric = :metric"
MEMBERS = """
    select week_on, label, metric, sum(total) as total, sum(last_total) as last_total, sum(change) as change,
           sum(new_releases) as new_releases, count(*) filter (where artist = '(shared)') as shared
    from mart.label_member group by week_on, label, metric
"""
TOLD = ("total", "new_releases", "account_remainder", "like_for_like_this", "like_for_like_last")
Weeks = Mapping[Any, Mapping[date, Row]]


class LabelsByHand:
    """Songs or sounds of each label, and its artists, from the drops."""

    def __init__(self, drops: Drops, metric: str) -> None:
        self.drops, self.metric = drops, metric
        by_artist = artist_streams if metric == STREAMS else artist_posts
        self.artists: Weeks = {artist: by_artist(drops, artist) for artist in drops.roster}
        self.parts: Weeks = {
            part: weeks_of_song(drops, part) if metric == STREAMS else sound_weeks(drops.posts[part])
            for part in {part for artist in drops.roster for part in self.held(artist)}
        }

    def held(self, artist: str) -> set[Any]:
        if self.metric == STREAMS:
            return self.drops.songs(artist)
        return {sound for sound in self.drops.sounds.get(artist, set()) if sound in self.drops.posts}

    def basis(self, artist: str, week: date) -> str:
        """Of a week without any figure it is that of the week before."""
        weeks = self.artists[artist]
        return weeks.get(week, weeks.get(week - WEEK, {"basis": "none"}))["basis"]

    def of(self, label: str) -> list[str]:
        return [artist for artist, name in self.drops.roster.items() if label in (name, ALL)]

    def week(self, label: str, week: date) -> Row:
        artists = self.of(label)
        holders = Counter(chain.from_iterable(self.held(artist) for artist in artists))
        seen = {part: self.parts[part][week] for part in holders if week in self.parts[part]}
        total = sum(row["value"] or 0 for row in seen.values())
        new = [p for p in seen if self.metric == STREAMS and is_new_at_end(self.drops.released_song(p), week)]
        remainder = sum(self.remainders([a for a in artists if self.basis(a, week) == "account"], week))
        return {
            "total": total + remainder,
            "account_remainder": remainder,
            "new_releases": sum(seen[part]["value"] for part in new),
            **{
                f"like_for_like_{side}": self.like_for_like(f"{side}_week", artists, seen, week)
                for side in ("this", "last")
            },
        }

    def remainders(self, artists: list[str], week: date) -> Iterator[int]:
        for artist in artists:
            linked = sum(self.parts[part].get(week, {"value": 0})["value"] for part in self.held(artist))
            yield max(self.drops.account_weeks[artist].get(week, 0) - linked, 0)

    def like_for_like(self, side: str, artists: list[str], seen: Mapping[Any, Row], week: date) -> int | None:
        """Each artist's figure, less what a song adds for the second artist who has it, and the third."""
        own = {artist: self.artists[artist].get(week, {}).get(side) for artist in artists}
        known = {artist for artist, figure in own.items() if figure is not None}
        again = Counter(chain.from_iterable(self.held(artist) for artist in known))
        twice = sum((times - 1) * (seen[part][side] or 0) for part, times in again.items() if part in seen)
        return sum(own[artist] for artist in known) - twice if known else None


@pytest.mark.parametrize("metric", [STREAMS, POSTS])
def test_labels_count_a_shared_song_or_sound_once(planted: Planted, metric: str) -> None:
    by_hand = LabelsByHand(planted.drops, metric)
    found = planted.rows(FIGURES, metric=metric)
    assert {row["label"] for row in found} == {ALL, *planted.drops.roster.values()}
    assert len({row["week_on"] for row in found}) > 50
    for row in found:
        wanted = by_hand.week(row["label"], row["week_on"])
        assert {name: row[name] for name in TOLD} == {name: wanted[name] for name in TOLD}, (row, wanted)
    assert any(row["account_remainder"] for row in found) == (metric == STREAMS)


@pytest.mark.parametrize("metric", [STREAMS, POSTS])
def test_the_week_before_is_that_of_now_less_what_changed_since(planted: Planted, metric: str) -> None:
    """As reported, restated and linked since, it is what is known now: both weeks on this week's basis."""
    by_hand, restated = LabelsByHand(planted.drops, metric), 0
    for row in planted.rows(FIGURES, metric=metric):
        before, artists = row["week_on"] - WEEK, by_hand.of(row["label"])
        parts = set(chain.from_iterable(by_hand.held(artist) for artist in artists))
        seen = sum(by_hand.parts[part].get(before, {"value": 0})["value"] or 0 for part in parts)
        on_account = [a for a in artists if by_hand.basis(a, row["week_on"]) == "account"]
        now = seen + sum(by_hand.remainders(on_account, before))
        assert row["last_total"] + row["restated"] + row["newly_linked"] == now, row
        restated += bool(row["restated"])
    assert restated > 20 or metric == POSTS


def test_who_made_the_change_adds_up_to_the_label(planted: Planted) -> None:
    names = ("total", "last_total", "change", "new_releases")
    found = {(row["week_on"], row["label"], row["metric"]): row for row in planted.rows(MEMBERS)}
    labels = {
        (row["week_on"], row["label"], row["metric"]): row for row in planted.rows("select * from mart.label_figures")
    }
    assert found.keys() == labels.keys()
    assert len(labels) > 300
    for place, row in labels.items():
        assert {name: found[place][name] for name in names} == {name: row[name] for name in names}, place
        assert found[place]["shared"] == 1


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
