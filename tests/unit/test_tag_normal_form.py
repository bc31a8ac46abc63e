"""The spelling tags are compared in: what is folded, and what is kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.tags.normal_form import normal_form, singular


@pytest.mark.parametrize(
    "same",
    [
        ["hip hop", "Hip-Hop", "HIP_HOP", " hip  hop ", "hip‐hop", "#hip-hop"],
        ["rock and roll", "Rock & Roll", "rock n roll", "rock 'n' roll", "rock’n’roll", "Rock+Roll", "rock &amp; roll"],
        ["bossa nova", "Bossa Nova", "bössa nôva"],
        ["r and b", "R&B", "r & b"],
        ["childrens music", "Children's Music", "children’s music"],
        ["mpb", "ＭＰＢ"],
        ["folk/rock", "folk / rock", "Folk/ Rock", "folk - rock"],
    ],
)
def test_these_are_one_spelling(same: list[str]) -> None:
    assert {normal_form(text) for text in same} == {same[0]}


def test_marks_that_part_tags_stay() -> None:
    assert normal_form("Folk, World, & Country") == "folk,world,and country"


@pytest.mark.parametrize("text", ["レゲエ", "рок", "록", "رای"])
def test_other_scripts_keep_their_letters(text: str) -> None:
    assert normal_form(text)


@pytest.mark.parametrize(
    ("many", "one"),
    [("ballads", "ballad"), ("lullabies", "lullaby"), ("torch songs", "torch song"), ("marches", "march")],
)
def test_plurals_lose_their_ending(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize("text", ["blues", "delta blues", "bass", "brass", "loudness", "is"])
def test_what_only_ends_in_s_keeps_it(text: str) -> None:
    assert singular(text) == text


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once
