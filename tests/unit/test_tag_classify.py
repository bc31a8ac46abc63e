"""From tags with counts to shares, a root and a genre."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.tags.classify import classify, root_shares, rounded, tag_shares
from tasks.tags.mapping import map_tag
from tasks.tags.taxonomy import load_taxonomy
from tests.unit.folded_taxonomy import folded_taxonomy

ours = load_taxonomy()
editors = folded_taxonomy({"metal": "rock"})  # those who filed the artists below know no root metal
with (Path(__file__).parents[1] / "recorded/taxonomy/tagged_artists.csv").open(encoding="utf-8", newline="") as file:
    ARTISTS = [(row["name"], row["root"], json.loads(row["tags"])) for row in csv.DictReader(file)]


def top_tag_root(tags: dict[str, float]) -> str | None:
    """The root of the most used tag that means a genre: what one would do without weighing."""
    for tag in sorted(tags, key=lambda name: -tags[name]):
        if found := map_tag(ours, tag).genres:
            shares = editors.roots_of(found[0][0])
            return max(shares, key=lambda root: shares[root])
    return None


def test_counts_are_weighed_against_each_other() -> None:
    # 60 + 40 of hip hop under two names, 100 of jazz; noise has no share
    tags = {"jazz": 100, "rap": 60, "hip-hop": 40, "seen live": 500}
    assert tag_shares(ours, tags) == pytest.approx({"jazz": 0.5, "hip hop": 0.5})


def test_an_unsure_tag_weighs_less() -> None:
    sure = dict(map_tag(ours, "alternative").genres)["alternative rock"]
    shares = tag_shares(ours, {"alternative": 10, "techno": 10})
    assert shares["alternative rock"] == pytest.approx(sure / (1 + sure))


def test_what_was_voted_down_says_nothing() -> None:
    assert tag_shares(ours, {"jazz": 1, "metal": 0, "polka": -3}) == {"jazz": 1.0}


def test_without_a_genre_there_is_no_root() -> None:
    assert classify(ours, {"seen live": 100, "sad": 50}) == (None, None, {})
    assert classify(ours, {}) == (None, None, {})


def test_fusion_genres_lead_to_all_their_roots() -> None:
    assert root_shares(ours, {"folk metal": 1.0}) == pytest.approx({"metal": 0.7, "folk": 0.3})


def test_narrow_tags_of_one_root_outweigh_a_broad_one() -> None:
    found = classify(ours, {"rock": 100, "soul": 50, "funk": 45, "motown": 30})
    assert (found.root, found.genre) == ("r&b", "soul")


def test_the_genre_is_narrower_than_its_root_where_anything_narrower_was_said() -> None:
    assert classify(ours, {"rock": 100, "shoegaze": 40, "seen live": 90}).genre == "shoegaze"
    assert classify(ours, {"rock": 100, "shoegaze": 3}).genre == "rock"


def test_shares_printed_sum_to_one() -> None:
    thirds = rounded({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert sum(thirds.values()) == pytest.approx(1, abs=1e-12)
    assert sorted(thirds.values()) == [0.3333, 0.3333, 0.3334]


known = st.sampled_from(
    ["rock", "pop", "sad", "swedish death metal", "alternative", "jazz/funk", "seen live", "zzyzx", "ambient"]
)


@given(st.dictionaries(known, st.floats(-10, 1000, allow_nan=False), max_size=8))
def test_shares_always_sum_to_one_or_are_none(tags: dict[str, float]) -> None:
    found = classify(ours, tags)
    if found.root is None:
        assert (found.genre, found.shares) == (None, {})
    else:
        assert sum(found.shares.values()) == pytest.approx(1, abs=1e-9)
        assert found.root in ours.roots
        assert ours.roots_of(str(found.genre))[found.root] > 0


def test_well_known_artists_are_filed_as_an_editor_would() -> None:
    right = [name for name, root, tags in ARTISTS if classify(editors, tags).root == root]
    assert len(ARTISTS) > 150
    assert len(right) / len(ARTISTS) >= 0.93


def test_all_tags_together_stand_noise_better_than_the_first() -> None:
    # every other tag unheard of, as for an artist few people tagged
    halved = [(root, dict(list(tags.items())[1::2])) for _, root, tags in ARTISTS]
    ours_right = sum(classify(editors, tags).root == root for root, tags in halved)
    first_right = sum(top_tag_root(tags) == root for root, tags in halved)
    assert ours_right > first_right
