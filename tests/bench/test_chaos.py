"""A short run of chaos: what was killed comes back, and the content is that of an undisturbed run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--kills", "6", "--no-prefect"), ("--kills", "9")], ids=["without prefect", "all"])
def test_nothing_is_lost_done_twice_or_left_open(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", "from flows.cli.main import main; main()", "chaos", *words, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["is_well"]
    assert sum(found["hits"].values()) >= 4
    assert found["mails"] >= 1
