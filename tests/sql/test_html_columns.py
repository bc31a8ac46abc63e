"""HTML is made in schema bi, in columns that end in _html; mart holds figures and plain words."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.statements import SQL_FOLDER
from tests.sql.given import enter_given
from tests.sql.test_given_expect import CASES, schema_of

PLAIN = sorted(path for folder in ("views", "functions", "rollups") for path in (SQL_FOLDER / folder).rglob("*.sql"))
TAG_IN_LITERAL = re.compile(r"'[^'\n]*</?[a-z]")
OF_DASHBOARDS = [case for case in CASES if schema_of(case.parent.name) == "bi"]
NAMED = ("artist", "track", "sound", "chart", "heard_item", "catalog_album")
PLANTED, ESCAPED = "<b>&", "&lt;b&gt;&amp;"


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_mart_makes_no_html(path: Path) -> None:
    code = re.sub(r"--.*", "", path.read_text("utf-8"))
    assert TAG_IN_LITERAL.findall(code) == []
    assert re.findall(r"\bbi\.\w+", code) == []


@pytest.mark.parametrize("case", OF_DASHBOARDS, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_escapes_names_ends_in_html(warehouse: Engine, case: Path) -> None:
    enter_given(warehouse, case / "given")
    with warehouse.begin() as connection:
        for table in NAMED:
            connection.execute(text(f"update core.{table} set name = :planted || name"), {"planted": PLANTED})
        connection.execute(text("update ops.work set reason = :planted || reason"), {"planted": PLANTED})
        rows = connection.execute(text(f"select * from bi.{case.parent.name}")).mappings().all()
    cells = {(name, value) for row in rows for name, value in row.items() if isinstance(value, str)}
    html = {name for name, value in cells if ESCAPED in value or re.match(r"<(a|span|img) ", value)}
    assert {name for name in html if not name.endswith("_html")} == set()
    assert {name for name, value in cells if PLANTED in value and name.endswith("_html")} == set()
