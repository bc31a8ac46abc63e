"""Every route of Superset and of our pages, by each method: who is let in stands in routes.yaml, and nobody else is."""

import json
import os
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from installation import Installation

from db.datadir import DataDir
from db.roles import ensure_roles
from db.side_database import ensure_side_database
from flows.services.superset_server import ENVIRONMENT, NAME, PROJECT, environment

FOLDER = Path(__file__).parent
TABLE: dict[str, Any] = yaml.safe_load((FOLDER / "routes.yaml").read_text("utf-8"))
KINDS: dict[str, dict[str, list[str]]] = TABLE["kinds"]
LABELS_READER = "reader-of-a-label"


@pytest.fixture(scope="module")
def answered(installation: Installation) -> Iterator[dict[str, Any]]:
    """What tests/superset/route_answers.py was answered, within the application of this installation."""
    admin = installation.logged_in("admin")
    listed = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    roles = {role["name"]: role["id"] for role in listed}
    label = min(name for name in roles if name.startswith("Label "))
    person = {"username": LABELS_READER, "first_name": "A", "last_name": "B", "email": "reader@label.invalid"}
    more = {"active": True, "password": "a long one for tests", "roles": [roles["Marketing"], roles[label]]}
    made = admin.ask("/api/v1/security/users/", person | more)
    assert made.status_code == 201, made.text
    try:
        yield _asked(installation, {"nobody": None, **{name: name for name in TABLE["people"]}, "label": LABELS_READER})
    finally:
        admin.ask(f"/api/v1/security/users/{made.json()['id']}", method="DELETE")


def _asked(installation: Installation, people: dict[str, str | None]) -> dict[str, Any]:
    data_dir = DataDir.open(installation.data_dir)
    urls = ensure_roles(installation.engine, data_dir)
    metadata, _ = ensure_side_database(installation.engine, data_dir, NAME, urls[NAME])
    asked = subprocess.run(
        [ENVIRONMENT / "bin/python", FOLDER / "route_answers.py"],
        input=json.dumps(people),
        env={**os.environ, **environment(data_dir, urls, metadata), "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr[-3000:]
    found: dict[str, Any] = json.loads(asked.stdout.strip().splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def answers(answered: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each route and method."""
    rows: list[dict[str, Any]] = answered["routes"]
    return rows


def test_a_collection_of_garbage_looks_at_little_of_what_the_start_made(answered: dict[str, Any]) -> None:
    objects = answered["objects"]
    assert objects["left_out"] > 20 * objects["looked_at"], objects


def wanted(route: str) -> set[str]:
    """Whom the table lets in."""
    kinds = (what for what in KINDS.values() if any(fnmatchcase(route, pattern) for pattern in what["routes"]))
    return set(next(kinds, {"for": ["admin"]})["for"])


def test_everybody_is_let_in_where_the_table_says(answers: list[dict[str, Any]]) -> None:
    wrong = []
    for row in answers:
        let_in = {who for who, answer in row["answers"].items() if answer != "refused"}
        should = wanted(row["route"])
        if let_in != should:
            wrong.append(f"{row['route']}: {sorted(let_in - should)} too many, {sorted(should - let_in)} too few")
    assert not wrong, "\n".join(wrong)
    assert len(answers) > 400


def test_every_line_of_the_table_is_a_route(answers: list[dict[str, Any]]) -> None:
    routes = [row["route"] for row in answers]
    patterns = [pattern for what in KINDS.values() for pattern in what["routes"]]
    assert not [each for each in patterns if not any(fnmatchcase(route, each) for route in routes)]
