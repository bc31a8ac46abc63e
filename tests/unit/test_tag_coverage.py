"""Lists of tags: what they are read from, what is wrong with them, and what of them is recognised."""

from pathlib import Path

import pytest

from tasks.tags.coverage import TagListError, cover, read_assignments, read_tagged
from tasks.tags.taxonomy import load_taxonomy

ours = load_taxonomy()


def test_shares_are_of_the_mass_and_sum_to_one() -> None:
    covered = cover(ours, [("rock", 50), ("sad", 20), ("seen live", 20), ("xyzzy", 10), ("sad indie rock", 0)])
    assert covered.shares == pytest.approx({"genre": 0.5, "mood": 0.2, "noise": 0.2, "unknown": 0.1})
    assert (covered.rows, covered.unknown) == (5, [("xyzzy", 10)])
    assert covered.classes["opinion"] == pytest.approx(0.2)


def test_a_genre_with_a_mood_counts_as_genre() -> None:
    assert cover(ours, [("sad indie rock", 1)]).shares["genre"] == 1


def test_of_nothing_there_are_no_shares() -> None:
    with pytest.raises(TagListError, match="no assignments"):
        cover(ours, [("rock", 0)])


def test_other_columns_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    path.write_text('\ufeffrank,tag,assignments\n1,rock,"12"\n2,"folk, world",3\n', "utf-8")
    assert read_assignments(path) == [("rock", 12), ("folk, world", 3)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tag\nrock\n", "no column assignments"),
        ("name,count\nrock,1\n", "no column tag and no column assignments"),
        ("", "no column tag"),
        ("tag,assignments\nrock,many\n", "line 2: 'many' is no number"),
        ("tag,assignments\nrock,1\npop,\n", "line 3: '' is no number"),
        ("tag,assignments\nrock,nan\n", "line 2: 'nan' is no number"),
        ("tag,assignments\nrock,-1\n", "line 2: 'rock' was assigned -1"),
        ("tag,assignments\nrock\n", "line 2: the row is shorter"),
    ],
)
def test_a_wrong_list_is_refused_by_file_and_line(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "tags.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(TagListError) as refused:
        read_assignments(path)
    assert named in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_missing_file_and_one_that_is_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(TagListError, match=r"none\.csv can't be read"):
        read_assignments(tmp_path / "none.csv")
    (tmp_path / "tags.csv").write_bytes(b"tag,assignments\n\xff\xfe,1\n")
    with pytest.raises(TagListError, match="no CSV file in UTF-8"):
        read_assignments(tmp_path / "tags.csv")


def test_tags_of_a_row_are_json(tmp_path: Path) -> None:
    path = tmp_path / "artists.csv"
    path.write_text('name,tags\nA,"{""rock"": 10, ""pop"": 2.5}"\nB,{}\n', "utf-8")
    assert list(read_tagged(path)) == [("A", {"rock": 10, "pop": 2.5}), ("B", {})]


@pytest.mark.parametrize(
    ("tags", "named"),
    [
        ("rock", "no JSON"),
        ('"[1, 2]"', "JSON object"),
        ('"{""rock"": ""much""}"', "'much' is no number"),
        ('"{""rock"": true}"', "True is no number"),
        ('"{""rock"": null}"', "None is no number"),
    ],
)
def test_wrong_tags_are_refused_by_their_line(tmp_path: Path, tags: str, named: str) -> None:
    path = tmp_path / "artists.csv"
    path.write_text(f"name,tags\nA,{{}}\nB,{tags}\n", "utf-8")
    with pytest.raises(TagListError, match="line 3") as refused:
        list(read_tagged(path))
    assert named in str(refused.value)
