"""The rules of the house: who may import whom and run SQL, how long a file may be and what it may not be called."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.unit.house import (
    FLOORS,
    ROOT,
    SKIPPED_BY_TOOLS,
    broken,
    defines_flow,
    files,
    folders,
    sql_calls,
)

FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
LONGEST = 300
TREE = (*FLOORS, "superset", "notebooks", "taxonomies", "tests")
SECTIONS = ("-- grain:", "-- sources:", "-- window:", "-- re-run:")


def test_there_is_a_house_to_walk_through() -> None:
    assert {path.parts[0] for path in files(*FLOORS)} == set(FLOORS)
    assert len(files(*FLOORS)) > 60


def text(path: Path) -> str:
    return (ROOT / path).read_text("utf-8")


def offences(paths: Iterable[Path], found: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """What is found in each file, of files in which there is anything: one case for a rule, not one for each file."""
    return {str(path): offence for path in paths if (offence := list(found(path)))}


def test_imports_keep_the_floors_apart() -> None:
    assert offences(files(*FLOORS), lambda path: broken(path, text(path))) == {}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("db/load.py", "import tasks.work"),
        ("db/load.py", "from flows import cli"),
        ("db/load.py", "from sandbox.world import World"),
        ("tasks/charts/store.py", "from flows.run_context import RunContext"),
        ("tasks/charts/store.py", "import sandbox"),
        ("tasks/charts/store.py", "from tasks.audience.store import Offer"),
        ("tasks/charts/store.py", "from tasks import audience"),
        ("tasks/charts/store.py", "def late():\n    import prefect"),
        ("tasks/work/store.py", "from tasks.charts import store"),
        ("tasks/providers/caller.py", "import sqlalchemy"),
        ("tasks/providers/caller.py", "from db import statements"),
        ("tasks/providers/soundcharts/client.py", "from db.engine import make_engine"),
        ("sandbox/world.py", "from db import errors"),
        ("sandbox/world.py", "import tasks"),
        ("flows/cli/main.py", "from tests.unit import house"),
        ("flows/cascade.py", "from flows.cli.output import say"),
        ("flows/cascade.py", "def late():\n    from flows.services import demo"),
        ("flows/cascade.py", "from flows.bench.ground import Ground"),
        ("flows/services/demo.py", "from flows.cli.output import say"),
        ("flows/services/demo.py", "from flows.bench.ground import Ground"),
        ("flows/bench/ground.py", "from flows.cli import output"),
    ],
)
def test_a_broken_rule_would_be_seen(path: str, line: str) -> None:
    assert len(broken(Path(path), line)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("tasks/charts/steps.py", "from prefect import task"),
        ("tasks/runs/prefect_run.py", "from prefect import Flow"),
        ("tasks/charts/steps.py", "from tasks.runs.prefect_run import note"),
        ("flows/cascade.py", "from prefect import flow\nfrom tasks.charts import store"),
        ("tasks/charts/store.py", "from tasks.providers.errors import Refused\nfrom tasks.charts import dates"),
        ("tasks/providers/errors.py", "from db.errors import GroundswellError"),
        ("db/load.py", "import tasksmith"),
        ("flows/cli/demo.py", "from flows.services.demo import run_demo"),
        ("flows/bench/ground.py", "from flows.services.processes import python"),
        ("flows/services/demo.py", "from flows.daily import daily"),
    ],
)
def test_what_is_allowed_is_not_held_against_anyone(path: str, line: str) -> None:
    assert broken(Path(path), line) == []


def test_sql_is_called_from_stores_and_steps() -> None:
    assert offences(files("flows", "tasks"), lambda path: sql_calls(path, text(path))) == {}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("tasks/charts/ranking.py", "from db.statements import statement"),
        ("tasks/charts/ranking.py", "import db.statements"),
        ("tasks/charts/ranking.py", "from db.schema.charts import chart"),
        ("tasks/charts/ranking.py", "from db.copy import copy_frame"),
        ("tasks/charts/ranking.py", "import psycopg2"),
        ("tasks/charts/ranking.py", "import sqlalchemy"),
        ("tasks/charts/ranking.py", "from sqlalchemy import text"),
        ("tasks/charts/ranking.py", "def late():\n    from sqlalchemy.schema import DropConstraint"),
        ("tasks/charts/ranking.py", "rows = connection.execute(query).all()"),
        ("tasks/charts/ranking.py", "found = connection.scalar(query)"),
        ("tasks/charts/ranking.py", "connection.exec_driver_sql('select 1')"),
        ("tasks/charts/ranking.py", "with raw.cursor() as cursor:\n    pass"),
        ("tasks/charts/storage.py", "cursor.copy_expert(command, stream)"),
        ("flows/cascade.py", "from sqlalchemy import select"),
        ("flows/cli/store.py", "from db.statements import statement"),
        ("flows/services/steps.py", "connection.execute(query)"),
    ],
)
def test_sql_elsewhere_would_be_seen(path: str, line: str) -> None:
    assert len(sql_calls(Path(path), line)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("tasks/charts/store.py", "from db.statements import statement\nconnection.execute(statement('charts/chart'))"),
        ("tasks/charts/schedule_store.py", "from sqlalchemy import text"),
        ("tasks/charts/steps.py", "connection.execute(query)"),
        ("flows/bench/rollup.py", "connection.execute(query)"),
        ("tasks/charts/ranking.py", "from sqlalchemy import Connection, Engine\nfrom sqlalchemy.exc import DBAPIError"),
        ("flows/cascade.py", "with context.engine.begin() as connection:\n    plan(connection)"),
    ],
)
def test_stores_run_sql_and_others_pass_connections_on(path: str, line: str) -> None:
    assert sql_calls(Path(path), line) == []


def test_the_top_of_flows_holds_flows() -> None:
    others = {"__init__.py", "run_context.py"}
    found = {path for path in files("flows") if len(path.parts) == 2 and path.name not in others}
    assert [path for path in found if not defines_flow((ROOT / path).read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("source", "is_flow"),
    [
        ('@flow(name="cascade")\ndef cascade() -> None: ...', True),
        ("@flow\ndef cascade() -> None: ...", True),
        ("from prefect import flow\n@task\ndef cascade() -> None: ...", False),
        ("def flow() -> None: ...", False),
    ],
)
def test_a_flow_is_known_by_its_decorator(source: str, is_flow: bool) -> None:
    assert defines_flow(source) is is_flow


def test_no_file_holds_two_concepts() -> None:
    written = files(*TREE, suffixes=(".py", ".sql"))
    apart = ("db/migrations/", "tests/recorded/")
    counted = [path for path in written if not path.as_posix().startswith(apart)]
    assert {path.suffix for path in counted} == {".py", ".sql"}
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in counted}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_folder_is_named_like_code_of_others() -> None:
    assert [folder for folder in folders(*TREE) if folder.name in SKIPPED_BY_TOOLS] == []


def test_files_are_named_by_nouns_of_the_field() -> None:
    assert [path for path in files(*FLOORS) if path.stem in FORBIDDEN or FORBIDDEN & set(path.parts)] == []


def test_a_rollup_says_grain_sources_window_and_how_it_is_run_again() -> None:
    def missing(path: Path) -> list[str]:
        lines = [line for line in text(path).splitlines() if not line.startswith("-- for each:")]
        return [section for section, line in zip(SECTIONS, lines, strict=False) if not line.startswith(section)]

    rollups = sorted((ROOT / "db/sql/rollups").rglob("*.sql"))
    assert rollups
    assert offences(rollups, missing) == {}


PRIVATE_WORDS = {"said", "told", "tell", "spoken", "asked", "foretold"}


def test_names_are_words_of_the_field() -> None:
    """No speaker in a name: reply, reason, query and answer are the words for what was said."""

    def private(path: Path) -> list[str]:
        named = [
            node.name if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) else node.arg
            for node in ast.walk(ast.parse(text(path)))
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef | ast.arg)
        ]
        return [name for name in named if PRIVATE_WORDS & set(name.lower().split("_"))]

    assert offences(files(*FLOORS), private) == {}


REFERENCE = re.compile(r"\(?\bdecision \d|\brequirements?,? part\b|\bthe brief\b|\bissue \d", re.IGNORECASE)


def test_code_refers_to_nothing_outside_the_tree() -> None:
    paths = (path for path in files(*FLOORS) if "migrations" not in path.parts)
    assert offences(paths, lambda path: REFERENCE.findall(text(path))) == {}


def test_sql_and_taxonomies_refer_to_nothing_outside_it() -> None:
    others = [*(ROOT / "db/sql").rglob("*.sql"), *(ROOT / "taxonomies").rglob("*.yaml"), ROOT / "db/columns.yaml"]
    assert [path for path in others if REFERENCE.search(path.read_text("utf-8"))] == []
