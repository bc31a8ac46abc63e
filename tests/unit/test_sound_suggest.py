"""A sound is suggested to whom it names; what only shares a title or half a name is not."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.roster.suggest import THRESHOLD, Artist, Sound, Suggestion, Track, suggest

ANA = Artist(1, ("Ana Cold",), (Track(11, 71, "Cold Water"), Track(12, 72, "Home - Live"), Track(13, None, "Apart")))
BEN = Artist(2, ("Ben Oak", "BENOAK"), (Track(21, 81, "Home"), Track(14, 71, "Cold Water (feat. Ana Cold)")))
HANA = Artist(3, ("星野はな",), (Track(31, 91, "夜の海"),))
ZOYA = Artist(4, ("Зоя Лес",), (Track(41, 95, "Белый снег"),))
ROSTER = [ANA, BEN, HANA, ZOYA]


def found(name: str, author: str = "", match: int | None = None) -> list[Suggestion]:
    return list(suggest([Sound(1, name, author, match)], ROSTER))


@pytest.mark.parametrize(
    ("name", "author", "artist_id", "track_id"),
    [
        ("Cold Water", "Ana Cold", 1, 71),
        ("cold water (sped up)", "anacold", 1, 71),
        ("COLD WATER", "Ana Colt", 1, 71),
        ("Ana Cold - Cold Water", "user8172635", 1, 71),
        ("Cold Water - Ana Cold", "user8172635", 1, 71),
        ("Cold Watr", "Ana Cold Official", 1, 71),
        ("Anna Colt - Cold Water", "Ana Cold", 1, 71),
        ("Home", "Ana Cold", 1, 72),
        ("Home", "Ben Oak", 2, 81),
        ("Apart", "Ana Cold", 1, None),
        ("夜の海", "星野はな", 3, 91),
        ("夜の海 (sped up)", "星野はな", 3, 91),
        ("белый снег", "зоя лес", 4, 95),
    ],
)
def test_author_and_title_give_artist_and_track(name: str, author: str, artist_id: int, track_id: int | None) -> None:
    [one] = found(name, author)
    assert (one.artist_id, one.track_id) == (artist_id, track_id)
    assert 0.85 <= one.score <= 0.95


@pytest.mark.parametrize("name", ["original sound - Ana Cold", "original sound", "sonido original - ana cold"])
def test_an_original_sound_is_known_by_its_author(name: str) -> None:
    [one] = found(name, "Ana Cold")
    assert (one.artist_id, one.track_id, one.score) == (1, None, 0.75)
    assert "the sound has no title" in one.evidence


def test_an_unknown_title_ranks_behind() -> None:
    [one] = found("Nobody knows this", "Ana Cold")
    assert THRESHOLD <= one.score < 0.75
    assert "no track has this title" in one.evidence


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Cold Water", ""),
        ("Cold Water", "user8172635"),
        ("Home", "Somebody Else"),
        ("original sound - Ana", "Ana"),
        ("original sound - Annabel Coldwell", "Annabel Coldwell"),
        ("夜の海", "山田"),
        ("", ""),
    ],
)
def test_a_title_or_half_a_name_is_not_enough(name: str, author: str) -> None:
    assert found(name, author) == []


def test_a_song_of_two_is_suggested_to_both() -> None:
    both = found("Cold Water (feat. Ben Oak)", "Ana Cold")
    assert {(one.artist_id, one.track_id) for one in both} == {(1, 71), (2, 71)}


def test_the_vendors_match_ranks_first_and_is_said_once() -> None:
    [one] = found("Cold Water", "Ana Cold", match=12)
    assert (one.artist_id, one.track_id, one.score) == (1, 72, 1.0)
    assert "The vendor matched it to the track “Home - Live”" in one.evidence
    assert one.score > found("Cold Water", "Ana Cold")[0].score


def test_evidence_names_what_is_alike() -> None:
    [one] = found("cold watr", "ana cold")
    assert one.evidence == (
        "“ana cold” is the artist's name (100% alike); “cold watr” is the track “Cold Water” (94% alike)."
    )


def test_the_name_that_fits_best_counts() -> None:
    [one] = found("Ana Colt - Cold Water", "Ana Cold")
    assert one.evidence.startswith("“Ana Cold” is the artist's name (100% alike)")


def test_a_name_that_many_share_is_still_found() -> None:
    many = [Artist(number, (f"Maria {number:04}",)) for number in range(100, 2000)]
    assert [
        one.artist_id for one in suggest([Sound(1, "original sound", "Maria")], [*many, Artist(7, ("Maria",))])
    ] == [7]


texts = st.sampled_from(
    ["Ana Cold", "Ben Oak", "Home", "Cold Water", "夜の海", "星野はな", "x", "original sound - Ana Cold", ""]
)


@given(sounds=st.lists(st.tuples(texts, texts, st.sampled_from([None, 11, 14, 99])), max_size=5), seed=st.integers())
def test_the_order_of_artists_and_names_of_a_sound_do_not_matter(
    sounds: list[tuple[str, str, int | None]], seed: int
) -> None:
    given_sounds = [Sound(number, *sound) for number, sound in enumerate(sounds)]
    shuffled = random.Random(seed).sample(ROSTER, len(ROSTER))
    ours, theirs = list(suggest(given_sounds, ROSTER)), list(suggest(given_sounds, shuffled))
    assert sorted(map(repr, ours)) == sorted(map(repr, theirs))
    assert len({(one.sound_id, one.artist_id) for one in ours}) == len(ours)
    assert all(THRESHOLD <= one.score <= 1 for one in ours)


def test_a_higher_threshold_leaves_the_better_ones() -> None:
    sounds = [Sound(1, "Cold Water", "Ana Cold"), Sound(2, "original sound", "Ana Cold")]
    assert [one.sound_id for one in suggest(sounds, ROSTER, 0.9)] == [1]
    assert [one.sound_id for one in suggest(sounds, [replace(ANA, tracks=())], 0.74)] == [2]
