"""From evidence to shares: worked by hand, and laws that hold for any evidence."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.tags.distribution import Distribution, Priors, distribute
from tasks.tags.evidence import TaggedTarget, scale_tags
from tasks.tags.mapping import Mapped
from tasks.tags.rounding import millionths
from tasks.tags.tag_source import RawTag

PRIORS = Priors(
    {"musicbrainz": 1.0, "discogs": 0.9, "lastfm": 0.8, "theaudiodb": 0.4},
    {"track": 1.0, "album": 0.6, "artist": 0.4},
    source_cap=0.6,
    broad=0.5,
)
ROOTS = {
    "rock": ["rock"],
    "pop": ["pop"],
    "electronic": ["electronic"],
    "shoegaze": ["rock"],
    "dream pop": ["rock", "pop"],
    "techno": ["electronic"],
}
MEANINGS = {
    **{name: Mapped("genre", ((name, 1.0),)) for name in ROOTS},
    "gothenburg techno": Mapped("genre", (("techno", 0.6),), (), ("place",)),
    "sad shoegaze": Mapped("genre", (("shoegaze", 0.95),), (("sad", 0.95),)),
    "sad": Mapped("mood", (), (("sad", 1.0),)),
    "calm": Mapped("mood", (), (("calm", 1.0),)),
    "bittersweet": Mapped("mood", (), (("sad", 0.5), ("happy", 0.5))),
    "sweden": Mapped("place", (), (), ("place",)),
    "seen live": Mapped("opinion", (), (), ("opinion",)),
    "qwertz": Mapped("unknown"),
}


def said(tags: dict[str, int], field: str = "tag") -> list[RawTag]:
    return [RawTag(field, tag, weight, MEANINGS[tag]) for tag, weight in tags.items()]


def target(source: str, level: str, tags: dict[str, int], key: str = "x") -> TaggedTarget:
    return scale_tags(source, level, key, said(tags))


def found(*targets: TaggedTarget) -> Distribution:
    return distribute(targets, PRIORS, ROOTS)


def scaled(one: TaggedTarget) -> dict[str, float]:
    return {tag.tag: pytest.approx(tag.scaled) for tag in one.tags}


def test_lastfm_is_scaled_by_its_weights() -> None:
    assert scaled(target("lastfm", "track", {"rock": 100, "sad": 25})) == {"rock": 0.8, "sad": 0.2}


def test_musicbrainz_votes_count_less_the_more_there_are() -> None:
    # 1 vote weighs 1/2, 3 votes 3/4
    assert scaled(target("musicbrainz", "track", {"rock": 1, "shoegaze": 3})) == {"rock": 0.4, "shoegaze": 0.6}


def test_discogs_genres_and_styles_count_alike() -> None:
    one = scale_tags("discogs", "album", "x", [*said({"rock": 1}, "genre"), *said({"shoegaze": 1, "pop": 1}, "style")])
    assert scaled(one) == {"rock": 1 / 3, "shoegaze": 1 / 3, "pop": 1 / 3}


def test_theaudiodb_fields_count_alike() -> None:
    one = scale_tags("theaudiodb", "track", "x", [*said({"rock": 1, "pop": 1}, "genre"), *said({"sad": 1}, "mood")])
    assert scaled(one) == {"rock": 1 / 4, "pop": 1 / 4, "sad": 1 / 2}


def test_what_musicbrainz_has_as_genre_and_as_tag_is_said_once() -> None:
    one = scale_tags("musicbrainz", "track", "x", [*said({"rock": 1}, "genre"), *said({"rock": 3, "pop": 3}, "tag")])
    assert scaled(one) == {"rock": 0.5, "pop": 0.5}


def test_one_source_alone() -> None:
    # 80 % rock, 20 % techno at 0.6: 0.8 and 0.12 of 0.92
    alone = found(target("lastfm", "track", {"rock": 80, "gothenburg techno": 20}))
    assert alone.genres == {"rock": 869_565, "techno": 130_435}
    assert alone.moods == {}


def test_levels_are_mixed_by_prior_and_by_how_much_they_say() -> None:
    # track: one tag, 1 x 1/3; artist: two tags of a half each, 0.4 x 2/4 x 1/2
    mixed = found(target("musicbrainz", "track", {"rock": 3}), target("musicbrainz", "artist", {"pop": 1, "techno": 1}))
    rock, other = Fraction(1, 3), Fraction(2, 5) * Fraction(1, 2) * Fraction(1, 2)
    assert mixed.genres["rock"] == round(rock / (rock + 2 * other) * 1_000_000)
    assert mixed.genres["pop"] == pytest.approx(mixed.genres["techno"], abs=1)


def test_two_artists_of_a_track_share_the_artists_level() -> None:
    two = found(
        target("lastfm", "artist", {"rock": 100}, "ann"), target("lastfm", "artist", {"pop": 50, "techno": 50}, "bob")
    )
    assert two.genres == {"pop": 250_000, "rock": 500_000, "techno": 250_000}


def test_a_root_beside_its_own_genres_counts_half() -> None:
    # rock 1/2 x 0.5 against shoegaze 1/2; electronic has nothing below it here
    assert found(target("discogs", "album", {"rock": 1, "shoegaze": 1})).genres == {
        "rock": 333_333,
        "shoegaze": 666_667,
    }
    assert found(target("discogs", "album", {"electronic": 1, "shoegaze": 1})).genres["electronic"] == 500_000


def test_no_source_drowns_the_others() -> None:
    # by weight musicbrainz would have 1 x 1 x 1/3 against 0.4 x 0.4 x 1/3 (86 %); it is held at 60 %
    both = found(target("musicbrainz", "track", {"rock": 9}), target("theaudiodb", "artist", {"pop": 1}))
    assert both.genres == {"pop": 400_000, "rock": 600_000}


@pytest.mark.parametrize("cap", [0.1, 0.34, 0.5])
def test_a_cap_that_can_not_be_kept_gives_equal_parts(cap: float) -> None:
    tight = Priors(PRIORS.sources, PRIORS.levels, source_cap=cap, broad=1)
    both = [target("musicbrainz", "track", {"rock": 9}), target("theaudiodb", "artist", {"pop": 1})]
    assert distribute(both, tight, ROOTS).genres == {"pop": 500_000, "rock": 500_000}


def test_a_cap_below_one_half_holds_several() -> None:
    tight = Priors(PRIORS.sources, PRIORS.levels, source_cap=0.4, broad=1)
    three = [
        target("musicbrainz", "track", {"rock": 9}),
        target("discogs", "track", {"pop": 1}),
        target("theaudiodb", "artist", {"techno": 1}),
    ]
    assert distribute(three, tight, ROOTS).genres == {"pop": 400_000, "rock": 400_000, "techno": 200_000}


def test_moods_and_genres_are_apart() -> None:
    both = found(target("lastfm", "track", {"sad shoegaze": 60, "calm": 20, "rock": 20}))
    # sad 0.6 x 0.95 = 0.57, calm 0.2; shoegaze 0.57, rock 0.2 x 0.5
    assert both.moods == {"calm": 259_740, "sad": 740_260}
    assert both.genres == {"rock": 149_254, "shoegaze": 850_746}


def test_what_was_understood_is_accounted_for() -> None:
    one = found(
        target("lastfm", "track", {"rock": 50, "sad": 25, "sweden": 15, "qwertz": 10}),
        target("discogs", "album", {"rock": 1}),
    )
    assert one.parts == {"genre": 750_000, "mood": 125_000, "noise": 75_000, "unknown": 50_000}
    assert (one.tags, one.sources) == (5, 2)


def test_without_a_tag_that_names_a_genre_there_is_none() -> None:
    one = found(target("lastfm", "track", {"sweden": 60, "qwertz": 40}))
    assert (one.genres, one.moods) == ({}, {})
    assert one.parts == {"genre": 0, "mood": 0, "noise": 600_000, "unknown": 400_000}


def test_each_contribution_says_what_it_rests_on() -> None:
    (one,) = found(target("lastfm", "album", {"gothenburg techno": 60, "qwertz": 40})).genre_contributions
    assert one[:9] == ("techno", "lastfm", "album", "x", "tag", "gothenburg techno", 60, 0.6, 0.6)
    assert one.effective == pytest.approx(0.6 * 0.6 * 0.8 * 0.6 / 3)


SUBJECTS = st.lists(
    st.builds(
        target,
        st.sampled_from(sorted(PRIORS.sources)),
        st.sampled_from(sorted(PRIORS.levels)),
        st.dictionaries(st.sampled_from(sorted(MEANINGS)), st.integers(1, 100), min_size=1),
        st.sampled_from(["x", "y", "z"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: (one.source, one.level, one.key),
)


@given(SUBJECTS, st.randoms())
def test_shares_sum_to_one_whatever_the_evidence_and_its_order(targets: list[TaggedTarget], chance: object) -> None:
    one = found(*targets)
    for shares, contributions in ((one.genres, one.genre_contributions), (one.moods, one.mood_contributions)):
        assert sum(shares.values()) == (1_000_000 if contributions else 0)
        assert all(share > 0 for share in shares.values())
        assert set(shares) <= {each.name for each in contributions}
    assert sum(one.parts.values()) == 1_000_000
    assert found(*reversed(targets)).genres == one.genres


@given(SUBJECTS)
def test_no_source_has_more_than_its_cap_when_several_speak(targets: list[TaggedTarget]) -> None:
    contributions = found(*targets).genre_contributions
    sources = {one.source for one in contributions}
    total = sum(one.effective for one in contributions)
    for source in sources if len(sources) > 1 else ():
        assert sum(one.effective for one in contributions if one.source == source) <= (0.6 + 1e-9) * total


@settings(max_examples=50)
@given(st.dictionaries(st.text(max_size=8), st.floats(0, 1e9), max_size=20))
def test_millionths_are_within_one_of_the_exact_part(masses: dict[str, float]) -> None:
    parts = millionths(masses)
    total = sum(Fraction(mass) for mass in masses.values())
    assert sum(parts.values()) == (1_000_000 if total else 0)
    for name, mass in masses.items():
        if total:
            assert abs(parts.get(name, 0) - Fraction(mass) / total * 1_000_000) <= 1 + 1e-6


def test_equal_remainders_go_by_name() -> None:
    assert millionths({"c": 1, "a": 1, "b": 1}) == {"a": 333_334, "b": 333_333, "c": 333_333}
