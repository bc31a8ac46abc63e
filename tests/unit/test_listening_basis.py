"""What counts as a play stands in one file; what is said of a file that can't be used."""

import re
from pathlib import Path

import pytest

from tasks.readers.listening_basis import ListeningError, load_basis
from tests.unit.house import ROOT, files


def test_thirty_seconds_count() -> None:
    assert load_basis().least_play_ms == 30_000


def test_no_other_file_has_a_figure_of_its_own() -> None:
    found = files("db", "tasks", "flows", suffixes=(".py", ".sql"))
    made_up = {Path("db/sql/queries/bench/rollup_user.sql")}  # lengths of made-up plays
    assert {path for path in found if re.search(r"\b30_?000\b", (ROOT / path).read_text("utf-8"))} == made_up


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("least_play_ms: -1", "least_play_ms"),
        ("least_play_ms: long", "least_play_ms"),
        ("least_play: 1", "least_play"),
        ("- 1", "listening.yaml can't be used"),
        (": : :", "listening.yaml can't be used"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "listening.yaml"
    file.write_text(written)
    with pytest.raises(ListeningError, match=told):
        load_basis(file)


def test_a_missing_file_is_to_be_restored(tmp_path: Path) -> None:
    with pytest.raises(ListeningError, match="restore it"):
        load_basis(tmp_path / "none.yaml")
