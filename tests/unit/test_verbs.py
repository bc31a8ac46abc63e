"""Every verb is found by its name, and none waits for what others need."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from flows.cli.main import app
from flows.cli.verbs import VERBS

# Seconds of every start: what runs flows, changes the shape of a warehouse, asks a provider or computes with tables.
NEEDED_BY_FEW = {"prefect", "alembic", "pandas", "numpy", "spotipy", "pylast", "redis"}
ALL_BUT_RUN = """
import importlib, sys
from flows.cli.verbs import VERBS
from flows.run_context import open_run_context
from tasks.work.warehouse import seed_rows
seed_rows()
for place in VERBS.values():
    importlib.import_module("flows.cli." + place.split(":")[0])
print(*sys.modules)
"""


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_found_and_explains_itself(verb: str) -> None:
    shown = CliRunner().invoke(app, [verb, "--help"])
    assert shown.exit_code == 0, shown.output
    assert f"groundswell {verb}" in shown.output


def test_help_names_every_verb() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    assert [verb for verb in VERBS if f" {verb} " not in shown] == []


def test_a_misspelt_verb_is_answered_with_the_nearest() -> None:
    shown = CliRunner().invoke(app, ["statsu"])
    assert shown.exit_code == 2
    assert "'status'" in shown.output


def test_to_open_a_warehouse_nothing_is_imported_that_few_verbs_need() -> None:
    done = subprocess.run([sys.executable, "-c", ALL_BUT_RUN], capture_output=True, text=True, check=True)
    assert NEEDED_BY_FEW & set(done.stdout.split()) == set()
