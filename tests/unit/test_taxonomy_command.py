"""groundswell taxonomy: what its verbs print, for programs and for people."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.main import app
from tasks.tags.coverage import TagListError


def said(*words: str) -> str:
    result = CliRunner().invoke(app, ["taxonomy", *words])
    if result.exception is not None:
        raise result.exception
    return result.stdout


@pytest.fixture
def tags(tmp_path: Path) -> str:
    path = tmp_path / "tags.csv"
    path.write_text("tag,assignments\nrock,6\nsad,2\nseen live,1\nxyzzy,1\n", "utf-8")
    return str(path)


@pytest.fixture
def artists(tmp_path: Path) -> str:
    path = tmp_path / "artists.csv"
    rows = ['One,"{""shoegaze"": 100, ""rock"": 40, ""seen live"": 90}"', 'Two,"{""seen live"": 3}"']
    path.write_text("\n".join(["name,tags", *rows, ""]), "utf-8")
    return str(path)


def test_check_counts_what_the_files_hold() -> None:
    counted = json.loads(said("check", "--json"))
    assert counted["genres"] > 2000
    assert counted["moods"] >= 40
    assert len(counted["sha256"]) == 64
    assert "genres" in said("check")


def test_coverage_is_four_shares(tags: str) -> None:
    assert json.loads(said("coverage", tags, "--json")) == pytest.approx(
        {"genre": 0.6, "mood": 0.2, "noise": 0.1, "unknown": 0.1}
    )
    assert "xyzzy" in said("coverage", tags)


def test_classify_is_an_object_a_line(artists: str) -> None:
    one, two = [json.loads(line) for line in said("classify", artists, "--json").splitlines()]
    # 100 of shoegaze and 40 of rock
    assert one == {"name": "One", "genre": "shoegaze", "root": "rock", "shares": {"shoegaze": 0.7143, "rock": 0.2857}}
    assert two == {"name": "Two", "genre": None, "root": None, "shares": {}}
    assert "shoegaze" in said("classify", artists)


def test_a_bad_row_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "artists.csv"
    path.write_text("name,tags\nOne,rock\n", "utf-8")
    with pytest.raises(TagListError, match="line 2"):
        said("classify", str(path), "--json")
