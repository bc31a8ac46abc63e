"""What becomes of a link when its track is asked for again."""

from dataclasses import replace

import pytest

from tasks.providers.spotify.records import ArtistHead, Track
from tasks.works.check import Checked, checked

TRACK = Track("t", "Harbour", "GBAYE2000001", 200_000, None, (ArtistHead("rue", "Rue"),), 1, 1)
LIVE = Checked("live")


def test_a_track_that_is_as_it_was_lives() -> None:
    assert checked(TRACK, TRACK, LIVE) == LIVE
    assert checked(replace(TRACK, name="HARBOUR"), TRACK, Checked("dead", "gone", 3)) == LIVE


def test_two_absences_running_make_it_dead() -> None:
    first = checked(None, TRACK, LIVE)
    assert (first.state, first.absences) == ("live", 1)
    second = checked(None, TRACK, first)
    assert (second.state, second.absences) == ("dead", 2)
    assert checked(TRACK, TRACK, first).absences == 0


@pytest.mark.parametrize(
    ("track", "words"),
    [
        (replace(TRACK, name="Harvest"), "title"),
        (replace(TRACK, isrc="GBAYE2000009"), "ISRC"),
        (replace(TRACK, isrc=None), "ISRC"),
        (replace(TRACK, artists=(ArtistHead("x", "Somebody"),)), "artist"),
    ],
)
def test_another_title_artist_or_isrc_is_a_change(track: Track, words: str) -> None:
    found = checked(track, TRACK, LIVE)
    assert found.state == "changed"
    assert found.reason is not None
    assert words in found.reason


def test_regions_are_told_only_where_the_answer_tells_them() -> None:
    assert checked(TRACK, TRACK, LIVE, ["GB"]).state == "live"
    assert checked(replace(TRACK, is_playable=False), TRACK, LIVE, ["GB"]).state == "region_lost"
    assert checked(replace(TRACK, markets=("US",)), TRACK, LIVE, ["GB", "DE"]) == Checked(
        "region_lost", "not playable in DE, GB"
    )
    assert checked(replace(TRACK, markets=("US", "DE")), TRACK, LIVE, ["GB", "DE"]).state == "live"
    assert checked(replace(TRACK, markets=()), TRACK, LIVE).state == "live", "no market was asked for"
