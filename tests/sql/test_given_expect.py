"""Each rollup and view against small cases: tests/sql/<name>/<case>/given/*.yaml in, expect.yaml out.

``expect.yaml`` lists every row the relation must have, with the columns that matter to the case. Where a relation holds
numbers of ours, ``select.sql`` beside the cases says how its rows are read by name.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text

from db.statements import SQL_FOLDER, scripts
from tasks.trends.rollup_store import roll_up
from tests.sql.given import enter_given

HERE = Path(__file__).parent
CASES = sorted(folder.parent for folder in HERE.glob("*/*/given"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_case(warehouse: Engine, case: Path) -> None:
    enter_given(warehouse, case / "given")
    if (case / "given" / "readings.yaml").exists():
        roll_up(warehouse)
    expected = yaml.load((case / "expect.yaml").read_text("utf-8"), yaml.CSafeLoader)
    columns = list(expected[0]) if expected else []
    assert all(list(row) == columns for row in expected), "every row of a case tells the same columns"
    select = case.parent / "select.sql"
    query = (
        select.read_text("utf-8")
        if select.exists()
        else f"select * from {schema_of(case.parent.name)}.{case.parent.name}"
    )
    with warehouse.connect() as connection:
        rows = connection.execute(text(query)).mappings().all()
    found = [{name: plain(row[name]) for name in columns} for row in rows]
    assert sorted(found, key=in_order) == sorted(expected, key=in_order)


def schema_of(relation: str) -> str:
    """Where a relation's cases look: a view of dashboards shows what the view of the same name in mart has."""
    return "bi" if any((SQL_FOLDER / "dashboards").rglob(f"{relation}.sql")) else "mart"


def plain(value: Any) -> Any:
    """A value as YAML has it."""
    return float(value) if isinstance(value, Decimal) else value


def in_order(row: Mapping[str, Any]) -> str:
    return repr(row)


def test_every_view_has_a_case() -> None:
    of_dashboards = [folder.name for folder in (SQL_FOLDER / "dashboards").iterdir() if folder.name != "html"]
    folders = ["views", *(f"dashboards/{name}" for name in of_dashboards)]
    views = {name for folder in folders for name, script in scripts(folder) if "create view" in script}
    assert views - {case.parent.name for case in CASES} == set()
