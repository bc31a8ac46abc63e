"""Pairs drawn for somebody to judge: by how often a tag was given, or each as likely as another."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.taxonomy import taxonomy
from tasks.tags.coverage import TagListError
from tasks.tags.pairs import draw_by_mass, draw_evenly, pairs_of
from tasks.tags.taxonomy import load_taxonomy

TAGS = [("shoegaze", 900.0), ("sad techno", 100.0), ("seen live", 5_000.0), ("qwertzuiop", 5_000.0), ("bebop", 0.0)]
PAIRS = {("shoegaze", "shoegaze"), ("sad techno", "techno"), ("sad techno", "sad"), ("bebop", "bebop")}


def test_every_meaning_of_a_tag_is_a_pair_and_noise_is_none() -> None:
    assert {(pair.tag, pair.target) for pair in pairs_of(load_taxonomy(), TAGS)} == PAIRS


def test_by_mass_a_tag_is_drawn_as_often_as_it_was_given() -> None:
    drawn = draw_by_mass(pairs_of(load_taxonomy(), TAGS), 1_100, 1)
    times = Counter({(pair.tag, pair.target): pair.drawn for pair in drawn})
    assert times.total() == 1_100
    # of 1,100 assignments 900 are shoegaze; 35 is over three standard deviations of as many draws
    assert times["shoegaze", "shoegaze"] == pytest.approx(900, abs=40)
    assert times["bebop", "bebop"] == 0
    assert drawn[0].tag == "shoegaze"


def test_evenly_each_pair_comes_once() -> None:
    pairs = pairs_of(load_taxonomy(), TAGS)
    assert {(pair.tag, pair.target) for pair in draw_evenly(pairs, 200, 1)} == PAIRS
    assert draw_evenly(pairs, 2, 1) == draw_evenly(pairs, 2, 1)
    assert len({tuple(draw_evenly(pairs, 2, seed)) for seed in range(20)}) > 1


def test_a_list_that_means_nothing_is_refused() -> None:
    with pytest.raises(TagListError, match="nothing to draw"):
        draw_by_mass(pairs_of(load_taxonomy(), [("qwertzuiop", 5.0), ("shoegaze", 0.0)]), 10, 1)


@pytest.mark.parametrize(("options", "draws"), [((), 20), (("--evenly",), 4)])
def test_the_verb_prints_what_was_drawn(tmp_path: Path, options: tuple[str, ...], draws: int) -> None:
    path = tmp_path / "tags.csv"
    path.write_text("tag,assignments\n" + "\n".join(f"{tag},{count}" for tag, count in TAGS) + "\n", "utf-8")
    said = [CliRunner().invoke(taxonomy, ["pairs", str(path), "--count", "20", *options, "--json"]) for _ in range(2)]
    assert said[0].exit_code == 0, said[0].output
    assert said[0].output == said[1].output
    assert sum(row["drawn"] for row in json.loads(said[0].stdout)) == draws
