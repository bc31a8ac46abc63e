"""A wrong taxonomy is refused by a sentence that names the file and the entry."""

import shutil
from pathlib import Path

import pytest

from tasks.tags.taxonomy import Taxonomy, build_taxonomy
from tasks.tags.taxonomy_files import FOLDER, TaxonomyError, read_taxonomy

GENRES = """
roots: [rock, folk]
under:
  rock: [metal, punk]
  metal: [death metal]
between:
  folk metal: {metal: 0.7, folk: 0.3}
"""
MOODS = "moods:\n  happy: {at: [0.8, 0.5], aliases: [joy]}\n  sad: {at: [-0.6, -0.3]}\n"
ALIASES = """
same:
  death metal: [dm]
loose:
  heavy: {metal: 0.5}
sources:
  discogs: {Heavy: metal}
spellings: {'^mtl$': metal}
words: {metal: [metall]}
modifiers: [melodic]
fillers: [music]
heads: [metal]
followers: '\\w+ano'
"""
IGNORE = "classes:\n  place: {words: [swedish]}\n  era: {patterns: ['\\d0s']}\nnames: [metal church]\n"
PRIORS = """
sources: {lastfm: 1}
levels: {track: 1}
source_cap: 0.5
rules: {spelling: 0.9, reordered: 0.9, modified: 0.9, compound: 0.8, phrase: 0.6, stranger: 0.6}
broad: 0.5
root_weights: {rock: 0.8}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "genres").mkdir()
    files = {"genres/all.yaml": GENRES, "moods.yaml": MOODS, "aliases.yaml": ALIASES}
    for name, text in {**files, "ignore.yaml": IGNORE, "priors.yaml": PRIORS}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def built(folder: Path) -> Taxonomy:
    return build_taxonomy(read_taxonomy(folder))


def test_a_small_taxonomy_is_enough(folder: Path) -> None:
    assert built(folder).roots_of("folk metal") == {"rock": 0.7, "folk": 0.3}


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("genres/all.yaml", "folk: 0.3", "folk: 0.4", ["all.yaml", "folk metal", "1.1", "not 1"]),
        ("genres/all.yaml", "folk: 0.3", "blues: 0.3", ["all.yaml", "folk metal", "'blues'", "no genre"]),
        ("genres/all.yaml", "metal: [death metal]", "metal: [death metal, punk]", ["all.yaml", "'punk'", "already"]),
        ("genres/all.yaml", "roots: [rock, folk]", "roots: [folk]", ["all.yaml", "'rock'", "no genre"]),
        ("genres/all.yaml", "rock: [metal, punk]", "death metal: [metal, punk]", ["all.yaml", "itself", "death metal"]),
        ("genres/all.yaml", "  metal: [death metal]", "  rock: [death metal]", ["all.yaml", "'rock'", "twice"]),
        ("genres/all.yaml", "roots:", "rots:", ["all.yaml", "rots"]),
        ("genres/all.yaml", "metal: 0.7", "metal: -0.7", ["all.yaml"]),
        ("aliases.yaml", "[dm]", "[dm, punk]", ["aliases.yaml", "'punk'", "'death metal'", "is a genre"]),
        ("aliases.yaml", "[dm]", "[dm, Rock]", ["aliases.yaml", "'Rock'", "is a genre"]),
        (
            "aliases.yaml",
            "  death metal: [dm]",
            "  death metal: [dm]\n  metal: [DM]",
            ["aliases.yaml", "'DM'", "already"],
        ),
        ("aliases.yaml", "death metal: [dm]", "deth metal: [dm]", ["aliases.yaml", "'deth metal'", "no genre"]),
        ("aliases.yaml", "heavy: {metal: 0.5}", "metal: {rock: 0.5}", ["aliases.yaml", "'metal'", "loose"]),
        (
            "aliases.yaml",
            "heavy: {metal: 0.5}",
            "heavy: {metal: 0.7, punk: 0.7}",
            ["aliases.yaml", "'heavy'", "more than 1"],
        ),
        ("aliases.yaml", "{Heavy: metal}", "{Heavy: metl}", ["aliases.yaml", "'Heavy'", "discogs", "'metl'"]),
        ("aliases.yaml", "'^mtl$'", "'(mtl'", ["aliases.yaml", "'(mtl'"]),
        ("aliases.yaml", "{metal: [metall]}", "{metal: [metall], rock: [metall]}", ["aliases.yaml", "'metall'"]),
        ("aliases.yaml", "[dm]", "['!!']", ["aliases.yaml", "'!!'"]),
        ("moods.yaml", "[joy]", "[joy, sad]", ["moods.yaml", "'sad'"]),
        ("moods.yaml", "[0.8, 0.5]", "[1.8, 0.5]", ["moods.yaml"]),
        ("ignore.yaml", "'\\d0s'", "'[0s'", ["ignore.yaml", "'[0s'"]),
        ("ignore.yaml", "{patterns:", "{words: [Swedish], patterns:", ["ignore.yaml", "'Swedish'", "'place'"]),
        ("priors.yaml", "root_weights: {rock: 0.8}", "root_weights: {rok: 0.8}", ["priors.yaml", "'rok'"]),
        ("priors.yaml", "levels: {track: 1}", "levels: {track: 2}", ["priors.yaml"]),
    ],
)
def test_what_is_wrong_is_named(folder: Path, file: str, old: str, new: str, named: list[str]) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(TaxonomyError) as refused:
        built(folder)
    assert [word for word in named if word not in str(refused.value)] == []


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "moods.yaml").unlink()
    with pytest.raises(TaxonomyError, match=r"moods\.yaml"):
        built(folder)


def test_no_genres_at_all_is_said(folder: Path) -> None:
    (folder / "genres/all.yaml").unlink()
    with pytest.raises(TaxonomyError, match="no genres"):
        built(folder)


def test_the_hash_follows_the_content_and_not_its_looks(folder: Path) -> None:
    before = built(folder).sha256
    moods = folder / "moods.yaml"
    moods.write_text("# a remark\n" + MOODS, "utf-8")
    assert built(folder).sha256 == before
    moods.write_text(MOODS.replace("0.8", "0.7"), "utf-8")
    assert built(folder).sha256 != before


def test_our_own_files_can_be_copied_anywhere(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "taxonomies")
    assert built(tmp_path / "taxonomies").sha256 == built(FOLDER).sha256
