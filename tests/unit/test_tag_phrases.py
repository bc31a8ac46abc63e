"""How sure a tag of several words is: a description, a word out of a sentence, or several tags run together."""

import pytest

from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import build_taxonomy, load_taxonomy
from tasks.tags.taxonomy_files import TaxonomyError, read_taxonomy

ours = load_taxonomy()
rules = ours.grammar.rules


def genres(tag: str) -> dict[str, float]:
    return dict(map_tag(ours, tag, "lastfm").genres)


def moods(tag: str) -> dict[str, float]:
    return dict(map_tag(ours, tag, "lastfm").moods)


@pytest.mark.parametrize(
    ("tag", "mood"),
    [
        ("powerful lyrics", "epic"),
        ("moving my hips", "emotional"),
        ("deep sea", "reflective"),
        ("hot guitar", "sexy"),
        ("electric dreams", "dreamy"),
        ("german dream", "dreamy"),
    ],
)
def test_a_mood_word_of_a_sentence_is_as_sure_as_a_phrase(tag: str, mood: str) -> None:
    assert moods(tag) == {mood: rules.phrase}


@pytest.mark.parametrize(
    ("tag", "mood"),
    [
        ("so sad", "sad"),
        ("sad piano music", "sad"),
        ("favourite sad songs", "sad"),
        ("sad indie rock", "sad"),
        ("quiet mellow tunes", "calm"),
    ],
)
def test_a_mood_that_describes_music_stays_sure(tag: str, mood: str) -> None:
    assert moods(tag)[mood] == rules.modified


@pytest.mark.parametrize(("tag", "genre"), [("metal icon", "metal"), ("pop heaven", "pop")])
def test_a_genre_that_does_not_head_its_tag_is_as_sure_as_a_phrase(tag: str, genre: str) -> None:
    assert genres(tag) == {genre: rules.phrase}


@pytest.mark.parametrize(
    ("tag", "genre"),
    [("female fronted metal", "metal"), ("artsy folk punk", "folk punk"), ("rock night songs", "rock")],
)
def test_a_genre_with_what_belongs_to_it_stays_sure(tag: str, genre: str) -> None:
    assert genres(tag) == {genre: rules.modified}


@pytest.mark.parametrize(
    ("tag", "sure", "never"),
    [
        # "pop" may go with the word before or after it, so no genre of two words is made of it
        (
            "rock pop alternative alternative rock indie pop rock punk seen live",
            {"alternative rock"},
            {"alternative pop", "punk rock", "pop rock"},
        ),
        ("hip hop screamo electronic", {"hip hop", "screamo", "electronic"}, set()),
        (
            "indie indie pop acoustic mellow norwegian alternative indie rock folk scandinavian",
            {"indie rock"},
            {"nordic folk", "acoustic pop"},
        ),
    ],
)
def test_a_list_without_separators_is_believed_where_both_readings_agree(
    tag: str, sure: set[str], never: set[str]
) -> None:
    found = genres(tag)
    assert sure <= found.keys()
    assert not never & found.keys()
    assert sum(found.values()) <= rules.phrase + 1e-9
    assert max(found.values()) == pytest.approx(min(found.values()))


@pytest.mark.parametrize("tag", ["love and death", "sex education", "early mtv", "neoclassic", "fresh love"])
def test_a_word_of_another_sense_says_nothing_beside_others(tag: str) -> None:
    assert (genres(tag), moods(tag)) == ({}, {})


@pytest.mark.parametrize(
    ("tag", "genre"), [("death", "death metal"), ("space", "space rock"), ("early", "early music")]
)
def test_alone_such_a_word_may_mean_its_genre(tag: str, genre: str) -> None:
    assert 0 < genres(tag)[genre] < 0.5


@pytest.mark.parametrize(
    ("tag", "both"),
    [
        ("industrial dance", {"industrial", "dance"}),
        ("african folk", {"african", "folk"}),
        ("kurdish folk", {"kurdish music", "folk"}),
        ("jazzy house", {"jazz", "house"}),
        ("gothic pop", {"gothic", "pop"}),
    ],
)
def test_no_modifier_swallows_a_genre(tag: str, both: set[str]) -> None:
    found = genres(tag)
    assert set(found) == both
    assert list(found.values()) == sorted(found.values())  # the last says what it is


def test_a_modifier_that_is_a_genre_is_refused() -> None:
    written = read_taxonomy()
    aliases = type(written.aliases)(
        **{
            name: getattr(written.aliases, name) if name != "modifiers" else ("ambient",)
            for name in written.aliases.__struct_fields__
        }
    )
    with pytest.raises(TaxonomyError, match="modifier 'ambient' is the genre 'ambient'"):
        build_taxonomy(type(written)(written.genres, written.moods, aliases, written.ignore, written.priors))


def test_love_is_more_an_opinion_than_a_mood() -> None:
    assert moods("love")["romantic"] < 0.5 < moods("love songs")["romantic"]
    assert map_tag(ours, "indie luv").moods == ()


@pytest.mark.parametrize("tag", ["<3", "<33", "♥", "❤️", "i <3 this", "&lt;3"])
def test_a_heart_is_an_opinion(tag: str) -> None:
    assert map_tag(ours, tag).tag_class == "opinion"


@pytest.mark.parametrize("tag", ["</3", "💔"])
def test_a_broken_heart_is_a_mood(tag: str) -> None:
    assert set(moods(tag)) == {"heartbroken"}
