"""What a tag means: genres, moods, and what is neither."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import load_taxonomy

ours = load_taxonomy()
CLASSES = {"genre", "mood", "unknown", *ours.ignore_classes}


def genres(tag: str, source: str = "") -> list[str]:
    return [genre for genre, _ in map_tag(ours, tag, source).genres]


def moods(tag: str) -> list[str]:
    return [mood for mood, _ in map_tag(ours, tag).moods]


@pytest.mark.parametrize(
    ("tag", "genre"),
    [
        ("Shoegaze", "shoegaze"),
        ("shoegazing", "shoegaze"),
        ("hiphop", "hip hop"),
        ("Hip-Hop", "hip hop"),
        ("rap", "hip hop"),
        ("Hip-Hop/Rap", "hip hop"),
        ("DnB", "drum and bass"),
        ("drum'n'bass", "drum and bass"),
        ("drum & bass", "drum and bass"),
        ("rnb", "r&b"),
        ("R&B", "r&b"),
        ("rhythm and blues", "rhythm & blues"),
        ("rock n roll", "rock and roll"),
        ("synthpop", "synth-pop"),
        ("jpop", "j-pop"),
        ("trash metal", "thrash metal"),
        ("ballads", "ballad"),
        ("Folk, World, & Country", "world"),
        ("eletronica", "electronica"),
        ("film score", "film score"),
        ("música popular brasileira", "mpb"),
        ("ocean of rock", None),
    ],
)
def test_a_name_is_found_however_it_is_spelt(tag: str, genre: str | None) -> None:
    assert genres(tag) == ([genre] if genre else [])


@pytest.mark.parametrize(
    ("tag", "genre"),
    [
        ("rock alternativo", "alternative rock"),
        ("rock progresivo", "progressive rock"),
        ("metal melodico", "melodic metal"),
        ("technohouse", "house"),
        ("atmospheric melodic death metal", "melodic death metal"),
        ("modern bluegrass music", "bluegrass"),
        ("underground deep house", "deep house"),
        ("mazovian death metal", "death metal"),
        ("rap lyonnais", "hip hop"),
        ("twilight soundtrack", "soundtrack"),
        ("рок", "rock"),
        ("レゲエ", "reggae"),
    ],
)
def test_by_a_rule_the_genre_is_less_sure(tag: str, genre: str) -> None:
    found = dict(map_tag(ours, tag).genres)
    assert 0 < found[genre] < 1
    assert found[genre] == max(found.values())


@pytest.mark.parametrize(
    ("tag", "genre", "noise"),
    [
        ("swedish death metal", "death metal", "place"),
        ("80s synthpop", "synth-pop", "era"),
        ("rock 80s", "rock", "era"),
        ("french rap", "hip hop", "place"),
        ("female fronted metal", "metal", "voice"),
        ("jazz guitar trio", "guitar jazz", "role"),
        ("favorite punk songs", "punk", "opinion"),
    ],
)
def test_a_tag_may_be_genre_and_something_else(tag: str, genre: str, noise: str) -> None:
    found = map_tag(ours, tag)
    assert found.tag_class == "genre"
    assert [name for name, _ in found.genres] == [genre]
    assert noise in found.noise


def test_a_tag_may_be_genre_and_mood() -> None:
    found = map_tag(ours, "sad indie rock")
    assert (found.tag_class, [name for name, _ in found.genres]) == ("genre", ["indie rock"])
    assert [name for name, _ in found.moods] == ["sad"]


@pytest.mark.parametrize(
    ("tag", "two"),
    [
        ("Jazz/Funk", {"jazz", "funk"}),
        ("pop; rock", {"pop", "rock"}),
        ("soul & blues", {"soul", "blues"}),
        ("death/thrash metal", {"death metal", "thrash metal"}),
    ],
)
def test_parted_genres_count_the_same(tag: str, two: set[str]) -> None:
    found = dict(map_tag(ours, tag).genres)
    assert set(found) == two
    assert len(set(found.values())) == 1


def test_of_several_genres_in_a_row_the_last_says_what_it_is() -> None:
    found = dict(map_tag(ours, "reggae techno").genres)
    assert found["techno"] > found["reggae"] > 0


def test_a_broad_name_beside_a_narrower_one_says_nothing_new() -> None:
    assert set(genres("shoegaze noise pop rock")) & {"rock"} == set()
    assert genres("synthpop electronic") == ["synth-pop"]


@pytest.mark.parametrize(
    ("tag", "tag_class"),
    [
        ("american", "place"),
        ("Sweden", "place"),
        ("icelandic", "place"),
        ("brooklyn", "place"),
        ("made in brazil", "place"),
        ("80s", "era"),
        ("1984", "era"),
        ("early 90s", "era"),
        ("00's", "era"),
        ("sixties", "era"),
        ("female vocalists", "voice"),
        ("male vocalist", "voice"),
        ("beautiful voice", "voice"),
        ("seen live", "opinion"),
        ("want to see live", "opinion"),
        ("Favourite Songs", "opinion"),
        ("my favorite albums", "opinion"),
        ("awesome", "opinion"),
        ("love this song", "opinion"),
        ("best song ever", "opinion"),
        ("guitar", "instrument"),
        ("hammond organ", "instrument"),
        ("killer guitar solo", "instrument"),
        ("in english", "language"),
        ("cover", "format"),
        ("greatest hits", "format"),
        ("factory records", "format"),
        ("melodic", "character"),
        ("singer", "voice"),
        ("producer", "role"),
    ],
)
def test_what_is_neither_genre_nor_mood_has_a_class(tag: str, tag_class: str) -> None:
    found = map_tag(ours, tag)
    assert found.tag_class == tag_class
    assert (found.genres, found.moods) == ((), ())
    assert found.noise[0] == tag_class


@pytest.mark.parametrize(
    ("tag", "mood"),
    [
        ("melancholy", "melancholic"),
        ("chill", "relaxed"),
        ("love", "romantic"),
        ("love songs", "romantic"),
        ("feel good music", "happy"),
        ("songs that make me cry", "sad"),
        ("makes me happy", "happy"),
        ("traurig", "sad"),
        ("angst", "frustrated"),
        ("party time", "party"),
    ],
)
def test_moods_are_found_by_their_words(tag: str, mood: str) -> None:
    assert mood in moods(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "soul mate", "house of pain", "daft punk", "the moody blues", "iggy pop", "kid rock", "depeche mode",
        "soul asylum", "collective soul", "panic at the disco", "black country new road", "metallica", "queen",
        "the beatles", "radiohead", "fall out boy", "my chemical romance", "queens of the stone age",
        "rage against the machine", "kings of leon", "all time low", "they might be giants", "utah jazz",
        "beach house", "blue", "xyzzy", "", "   ", "&", "!!!",
    ],
)  # fmt: skip
def test_names_and_nonsense_stay_unknown(tag: str) -> None:
    assert map_tag(ours, tag) == ("unknown", (), (), ())


@pytest.mark.parametrize(
    ("tag", "least"),
    [("alternative", 2), ("progressive", 3), ("hardcore", 2), ("indie", 2), ("atmospheric", 1), ("chill", 1)],
)
def test_what_is_said_of_many_genres_is_sure_of_none(tag: str, least: int) -> None:
    found = map_tag(ours, tag).genres
    assert len(found) >= min(least, 1)
    assert all(confidence <= 0.75 for _, confidence in found)


def test_progressive_and_hardcore_keep_their_ways_open() -> None:
    for tag in ("progressive", "hardcore"):
        assert {"rock", "electronic"} <= {root for name in genres(tag) for root in ours.roots_of(name)}


def test_american_is_not_americana() -> None:
    assert genres("american") == []
    assert genres("americana") == ["americana"]


def test_a_source_may_use_a_word_in_its_own_way() -> None:
    assert genres("Romantic", "discogs") == ["romantic classical"]
    assert (genres("Romantic", "lastfm"), moods("Romantic")) == ([], ["romantic"])


def test_every_name_of_a_genre_maps_to_itself() -> None:
    astray = {name: genres(name) for name in ours.genres if genres(name) != [name]}
    assert astray == {}


@settings(max_examples=300)
@given(st.text(max_size=60), st.sampled_from(["", "lastfm", "discogs", "elsewhere"]))
def test_any_text_at_all_maps_to_something_sane(tag: str, source: str) -> None:
    found = map_tag(ours, tag, source)
    assert found.tag_class in CLASSES
    assert {name for name, _ in found.genres} <= set(ours.genres)
    assert {name for name, _ in found.moods} <= set(ours.moods)
    assert all(0 < confidence <= 1 for _, confidence in (*found.genres, *found.moods))
    assert sum(confidence for _, confidence in found.genres) <= 1 + 1e-9
    assert (found.tag_class == "unknown") == (found == ("unknown", (), (), ()))


words = st.sampled_from(
    ["rock", "sad", "swedish", "80s", "melodic", "jazz", "and", "/", "music", "favourite", "zzyzx", "pop"]
)


@settings(max_examples=300)
@given(st.lists(words, min_size=1, max_size=6))
def test_known_words_in_any_order_are_never_more_than_sure(parts: list[str]) -> None:
    found = map_tag(ours, " ".join(parts))
    assert sum(confidence for _, confidence in found.genres) <= 1 + 1e-9


@pytest.mark.parametrize(
    "part",
    ["m", "ha", "a", "yeah", "my fav ", "best ", "love ", "rock ", "songs that ", "1 ", "x", "fuck ", "so ", "/"],
)
def test_a_long_tag_takes_no_longer_than_it_must(part: str) -> None:
    # a pattern that tries every way to cut such a text would not end
    for tag in (part * 100, part * 100 + "!x", "x " + part * 100):
        assert map_tag(ours, tag).tag_class in CLASSES
