"""Metal is a root of its own; a setting shows it under another root, and that changes the method."""

import pytest

from tasks.tags.classify import classify
from tasks.tags.method import method_version
from tasks.tags.taxonomy import load_taxonomy
from tasks.tags.taxonomy_files import TaxonomyError
from tests.unit.folded_taxonomy import folded_taxonomy

ours = load_taxonomy()
under_rock = folded_taxonomy({"metal": "rock"})


@pytest.mark.parametrize(
    ("genre", "apart", "folded"),
    [
        ("metal", {"metal": 1}, {"rock": 1}),
        ("black metal", {"metal": 1}, {"rock": 1}),
        ("folk metal", {"metal": 0.7, "folk": 0.3}, {"rock": 0.7, "folk": 0.3}),
        ("nu metal", {"metal": 0.5, "rock": 0.5}, {"rock": 1}),
        ("hardcore punk", {"rock": 1}, {"rock": 1}),
        ("techno", {"electronic": 1}, {"electronic": 1}),
    ],
)
def test_a_report_folds_metal_where_it_is_told_to(
    genre: str, apart: dict[str, float], folded: dict[str, float]
) -> None:
    assert ours.roots_of(genre) == pytest.approx(apart)
    assert under_rock.roots_of(genre) == pytest.approx(folded)


def test_punk_stays_below_rock_and_metal_does_not() -> None:
    assert {"rock", "metal"} <= set(ours.roots)
    assert "punk" not in ours.roots
    assert set(ours.roots) - set(under_rock.roots) == {"metal"}


def test_the_setting_is_part_of_the_method() -> None:
    assert method_version(under_rock) != method_version(ours)


def test_a_folded_root_keeps_every_share() -> None:
    for genre in ours.genres:
        assert sum(under_rock.roots_of(genre).values()) == pytest.approx(1), genre
        assert "metal" not in under_rock.roots_of(genre), genre


def test_what_is_metal_for_its_listeners_is_filed_as_metal() -> None:
    tags = {"thrash metal": 100, "metal": 50, "heavy metal": 12, "rock": 40}
    assert classify(ours, tags).root == "metal"
    assert classify(under_rock, tags).root == "rock"


@pytest.mark.parametrize(
    ("folded", "named"),
    [
        ({"punk": "rock"}, "'punk' under folded_roots is no root"),
        ({"metal": "hard rock"}, "'hard rock' under folded_roots is no root"),
        ({"metal": "roque"}, "'roque' under folded_roots is no root"),
        ({"metal": "rock", "rock": "pop"}, "'metal' is folded into 'rock', which is folded itself"),
    ],
)
def test_only_a_root_is_folded_and_only_once(folded: dict[str, str], named: str) -> None:
    with pytest.raises(TaxonomyError, match=named):
        folded_taxonomy(folded)


@pytest.mark.parametrize(
    ("genre", "most", "other"),
    [
        # votes counted by hand: the beets tree, Discogs, MediaEval (Last.fm), the map of Every Noise, and the name
        ("indie folk", "rock", "folk"),
        ("indie pop", "rock", "pop"),
        ("alternative country", "country", "rock"),
        ("anti-folk", "folk", "rock"),
        ("freak folk", "folk", "rock"),
        ("synth-pop", "electronic", "pop"),
        ("country rock", "country", "rock"),
        ("trip hop", "electronic", "hip hop"),
    ],
)
def test_a_genre_between_families_has_a_part_of_each(genre: str, most: str, other: str) -> None:
    roots = ours.roots_of(genre)
    assert roots[most] >= roots[other] >= 0.2
    assert roots[most] + roots[other] == pytest.approx(1)
