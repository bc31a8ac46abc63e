"""Names as TikTok writes them meet names as Spotify writes them, in every script."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.identity.names import ALIKE, likeness, normal
from tasks.roster.likeness import keys, named, people, sides


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beyoncé", "BEYONCE"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "full width"),
        ("Don’t Stop!", "dont stop"),
        ("İstanbul", "istanbul"),
        ("ＴＷＩＣＥ", "twice"),
        ("ﾃｽﾄ", "テスト"),
        ("Zoë  --  Kravitz", "zoe kravitz"),
    ],
)
def test_the_same_name_written_otherwise(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("кий", "кии"), ("がき", "かき"), ("कि", "का"), ("!!!", "+/-"), ("เพลง", "เพลิง")],
)
def test_signs_that_make_another_word_are_kept(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("name", "title", "found"),
    [
        ("Cold Water", "Cold Water", ()),
        ("Cold Water (sped up)", "Cold Water", ()),
        ("Cold Water [Slowed + Reverb]", "Cold Water", ()),
        ("Cold Water - Sped Up Version", "Cold Water", ()),
        ("Cold Water - Remastered 2011", "Cold Water", ()),
        ("cold water sped up", "cold water", ()),
        ("Cold Water (feat. Ben Oak)", "Cold Water", ("Ben Oak",)),
        ("Cold Water ft. Ben Oak & Cleo", "Cold Water", ("Ben Oak & Cleo", "Ben Oak", "Cleo")),
        ("Cold Water (with Ben Oak) [Live]", "Cold Water", ("Ben Oak",)),
        ("Live", "Live", ()),
        ("Live and Let Go", "Live and Let Go", ()),
        ("Lift Me", "Lift Me", ()),
        ("original sound - Ana Cold", "", ("Ana Cold",)),
        ("Original Sound", "", ()),
        ("sonido original - Ana Cold", "", ("Ana Cold",)),
        ("оригинальный звук - Анна", "", ("Анна",)),
        ("オリジナル楽曲 - あな", "", ("あな",)),
        ("오리지널 사운드 - 아나", "", ("아나",)),
        ("original soundtrack", "original soundtrack", ()),
    ],
)
def test_title_and_people_of_a_name(name: str, title: str, found: tuple[str, ...]) -> None:
    assert (named(name).title, named(name).people) == (title, found)


def test_both_sides_of_a_dash_are_looked_at() -> None:
    assert sides("Ana Cold - Water") == ("Ana Cold", "Water")
    assert sides("Jay-Z") == ()


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Ana Cold", {"Ana Cold"}),
        ("Ana Cold & Ben, Cleo", {"Ana Cold & Ben, Cleo", "Ana Cold", "Ben", "Cleo"}),
        ("Ana x Ben", {"Ana x Ben", "Ana", "Ben"}),
        ("Max Exx", {"Max Exx"}),
        ("anacoldofficial", {"anacoldofficial", "anacold"}),
        ("Ana Cold Music", {"Ana Cold Music", "Ana Cold"}),
        ("roxymusic", {"roxymusic"}),
        ("", set()),
    ],
)
def test_people_of_an_author_line(line: str, who: set[str]) -> None:
    assert set(people(line)) == who


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("ana cold", "anacold", 1, 1),
        ("kendrick lamar", "kendrik lamar", 0.9, 0.999),
        ("ana", "anna", 0, 0),
        ("ana", "ann", 0, 0),
        ("cold water", "warm fire", 0, 0),
    ],
)
def test_likeness_of_names(one: str, other: str, low: float, high: float) -> None:
    assert low <= likeness(one, other) <= high


@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_likeness_is_the_same_both_ways_and_between_0_and_1(one: str, other: str) -> None:
    here, there = normal(one), normal(other)
    assert likeness(here, there) == likeness(there, here)
    assert 0 <= likeness(here, there) <= 1
    assert likeness(here, here) == 1


@given(text=st.text(max_size=30))
def test_what_is_normal_stays_so(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(
    name=st.text("abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=20),
    at=st.integers(0, 19),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
)
def test_a_typo_in_a_name_of_eight_letters_leaves_a_key(name: str, at: int, letter: str) -> None:
    assume(at < len(name))
    typo = f"{name[:at]}{letter}{name[at + 1 :]}"
    assert likeness(name, typo) >= ALIKE
    assert keys(name) & keys(typo)
