"""Advisory locks: each number serialises one thing, and stands in one file."""

import re
from enum import IntEnum

import pytest

from db import statements, warehouse
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


def test_another_number_installs_the_functions_that_use_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = warehouse._sources_hash({})
    monkeypatch.setattr(statements, "Lock", IntEnum("Lock", {**Lock.__members__, "SONG_OVERRIDE": 1}))
    assert warehouse._sources_hash({}) != before
