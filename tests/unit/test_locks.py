"""Advisory locks: each number serialises one thing, and stands in one file."""

import re

import pytest

from db.locks import Lock
from db.statements import scripts
from tests.unit.house import ROOT

NUMBER = re.compile(r"\b7_?204_?0\d\d\b|advisory\w*lock\w*\s*\(\s*[\d']|\bhashtext\s*\(")


def test_numbers_are_distinct() -> None:
    assert len(set(Lock.__members__.values())) == len(Lock.__members__)


@pytest.mark.parametrize("floor", ["db", "tasks", "flows", "superset", "sandbox"])
def test_no_other_file_holds_a_lock_number(floor: str) -> None:
    paths = [path for ending in ("py", "sql") for path in (ROOT / floor).rglob(f"*.{ending}")]
    paths = [path for path in paths if ".venv" not in path.parts]
    assert paths
    found = {path.relative_to(ROOT) for path in paths if NUMBER.search(path.read_text("utf-8"))}
    assert found - {(ROOT / "db/locks.py").relative_to(ROOT)} == set()


def test_sql_names_a_lock_and_gets_its_number() -> None:
    script = dict(scripts("functions"))["app_override"]
    assert script.count(f"pg_advisory_xact_lock({int(Lock.SONG_OVERRIDE)}, ") == 2
