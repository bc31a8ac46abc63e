"""Scores by hand, from the weights in the head of the module: what each blemish costs, and no more."""

import pytest

from tasks.identity.match import By, Wanted, decide
from tasks.providers.musicbrainz.records import Recording
from tests.unit.recordings import recording, release

TIDES = ("The Tides",)

# by search: title 0.50, artist 0.30, length 0.20; by ISRC: 0.5 + 0.5 x (title 0.40, artist 0.25, length 0.35)
SCORES: list[tuple[str, Wanted, Recording, By, float]] = [
    ("nothing differs", Wanted("Slow Light", TIDES, None, 200_000), recording("Slow Light"), "search", 1.0),
    ("a soft cut", Wanted("Slow Light", TIDES, None, 200_000), recording("Slow Light (Mono)"), "search", 0.97),
    ("a soft cut by ISRC", Wanted("Slow Light", TIDES, None, 200_000), recording("Slow Light (Mono)"), "isrc", 0.97),
    (
        "the lead is credited second",  # 0.50 + 0.30 x 0.95 + 0.20
        Wanted("Slow Light", TIDES, None, 200_000),
        recording("Slow Light", ("Bruno Falk", "The Tides")),
        "search",
        0.985,
    ),
    (
        "the lead is credited second, by ISRC",  # 0.5 + 0.5 x (0.40 + 0.25 x 0.95 + 0.35)
        Wanted("Slow Light", TIDES, None, 200_000),
        recording("Slow Light", ("Bruno Falk", "The Tides")),
        "isrc",
        0.99375,
    ),
    (
        "one has a subtitle",  # 0.50 x 0.93 + 0.30 + 0.20
        Wanted("Slow Light (Winter Harbor Song)", TIDES, None, 200_000),
        recording("Slow Light"),
        "search",
        0.965,
    ),
    (
        "8.5 s apart is half of the way from 2 to 15",  # 0.50 + 0.30 + 0.20 x 0.5
        Wanted("Slow Light", TIDES, None, 200_000),
        recording("Slow Light", seconds=208.5),
        "search",
        0.90,
    ),
    (
        "8.5 s apart by ISRC",  # 0.5 + 0.5 x (0.40 + 0.25 + 0.35 x 0.5)
        Wanted("Slow Light", TIDES, None, 200_000),
        recording("Slow Light", seconds=208.5),
        "isrc",
        0.9125,
    ),
    ("no length", Wanted("Slow Light", TIDES), recording("Slow Light"), "search", 0.92),
    ("no length by ISRC", Wanted("Slow Light", TIDES), recording("Slow Light"), "isrc", 1.0),
]


@pytest.mark.parametrize(("track", "candidate", "by", "score"), [one[1:] for one in SCORES], ids=[o[0] for o in SCORES])
def test_score(track: Wanted, candidate: Recording, by: By, score: float) -> None:
    found = decide(track, [candidate], by)
    assert found.recording == candidate, found.reasons
    assert found.score == pytest.approx(score, abs=1e-4)


def test_on_other_albums_only_and_without_a_length_scores_a_tenth_less() -> None:
    elsewhere = recording("Slow Light", releases=(release("Harbor"),))
    found = decide(Wanted("Slow Light", TIDES, "Motorway"), [elsewhere], "search")
    assert found.recording is None
    assert found.reasons["nearest"]["score"] == pytest.approx(0.92 * 0.90)


@pytest.mark.parametrize(
    ("seconds", "is_it"),
    # 0.5 + 0.3 + 0.2 x (1 - (apart - 2) / 13) is 0.85 at 11.75 s; a search allows 10
    [(10.0, True), (10.1, False)],
)
def test_a_search_allows_ten_seconds(seconds: float, is_it: bool) -> None:
    candidate = recording("Slow Light", seconds=200 + seconds)
    assert (decide(Wanted("Slow Light", TIDES, None, 200_000), [candidate], "search").recording == candidate) is is_it


@pytest.mark.parametrize(("seconds", "is_it"), [(15.0, True), (15.1, False)])
def test_an_isrc_allows_fifteen_seconds(seconds: float, is_it: bool) -> None:
    candidate = recording("Slow Light", seconds=200 + seconds)
    # 15 s apart leave 0.5 + 0.5 x 0.65 = 0.825, which is not sure enough: the length is said in the reason only beyond
    found = decide(Wanted("Slow Light", TIDES, None, 200_000), [candidate], "isrc")
    assert ("sure enough" in found.reasons["why"]) is is_it
    assert ("longer or shorter" in found.reasons["why"]) is not is_it


@pytest.mark.parametrize(("seconds", "is_it"), [(3.0, True), (3.1, False)])
def test_another_cut_is_at_most_three_seconds_apart(seconds: float, is_it: bool) -> None:
    candidate = recording("Slow Light (Edit)", seconds=200 + seconds)
    assert (decide(Wanted("Slow Light", TIDES, None, 200_000), [candidate], "search").recording == candidate) is is_it


@pytest.mark.parametrize(("gap", "is_known"), [(10.0, True), (10.1, False)])
def test_twins_of_lengths_up_to_ten_seconds_apart_are_one_song(gap: float, is_known: bool) -> None:
    twins = [recording("Slow Light", seconds=200, id="a"), recording("Slow Light", seconds=200 + gap, id="b")]
    assert (decide(Wanted("Slow Light", TIDES), twins, "search").recording is not None) is is_known
