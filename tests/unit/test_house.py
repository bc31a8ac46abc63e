"""The rules of the house: who may import whom, how long a file may be and what it may not be called."""

from pathlib import Path

import pytest

from tests.unit.house import FLOORS, ROOT, broken, files

FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
LONGEST = 300
SECTIONS = ("-- grain:", "-- sources:", "-- window:", "-- re-run:")


def test_there_is_a_house_to_walk_through() -> None:
    assert {path.parts[0] for path in files(*FLOORS)} == set(FLOORS)
    assert len(files(*FLOORS)) > 60


@pytest.mark.parametrize("path", files(*FLOORS), ids=str)
def test_imports_keep_the_floors_apart(path: Path) -> None:
    assert broken(path, (ROOT / path).read_text("utf-8")) == []


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
    ],
)
def test_what_is_allowed_is_not_held_against_anyone(path: str, line: str) -> None:
    assert broken(Path(path), line) == []


def test_no_file_holds_two_concepts() -> None:
    written = [path for path in files(*FLOORS) if path.parts[:3] != ("db", "migrations", "versions")]
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in written}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_files_are_named_by_nouns_of_the_field() -> None:
    assert [path for path in files(*FLOORS) if path.stem in FORBIDDEN or FORBIDDEN & set(path.parts)] == []


ROLLUPS = sorted((ROOT / "db/sql/rollups").rglob("*.sql"))


@pytest.mark.parametrize("path", ROLLUPS, ids=lambda path: path.stem)
def test_a_rollup_says_grain_sources_window_and_how_it_is_run_again(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [section for section, line in zip(SECTIONS, lines, strict=False) if not line.startswith(section)] == []
