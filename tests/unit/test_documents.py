"""README and docs tell no lies that can be found out: commands exist, links lead somewhere, the tour stays a tour."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.documents import commands, documents, leaves, meant, refusal, verbs
from tests.unit.house import ROOT

VERBS = ROOT / "docs/verbs.md"


def test_every_command_named_is_one_the_command_line_takes() -> None:
    told = {str(path.relative_to(ROOT)): list(commands(path.read_text("utf-8"))) for path in documents()}
    told["docs/verbs.md"] += verbs(VERBS.read_text("utf-8"))
    assert sum(map(len, told.values())) > 100
    refused = {
        path: [why for told_here in found for words in meant(told_here) if (why := refusal(words))]
        for path, found in told.items()
    }
    assert {path: why for path, why in refused.items() if why} == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("    uv run groundswell sync chart", "there is no chart"),
        ("    uv run groundswell up --data-dri ~/x", "No such option"),
        ("    uv run groundswell rollup listening now", "nothing takes now"),
        ("    pip install uv && uv run groundswell dmo", "there is no dmo"),
        ("ask `groundswell freshnes --strict` for it", "there is no freshnes"),
        ("ask `groundswell db psql` or `groundswell mail log|send`", "there is no send"),
    ],
)
def test_a_command_that_is_none_would_be_seen(line: str, why: str) -> None:
    reasons = [reason for command in commands(line) for words in meant(command) if (reason := refusal(words))]
    assert len(reasons) == 1
    assert why in reasons[0]


def test_every_verb_stands_in_the_table_of_verbs() -> None:
    told = {" ".join(words) for cell in verbs(VERBS.read_text("utf-8")) for words in meant(cell)}
    assert [leaf for leaf in leaves() if not any(f"{words} ".startswith(f"{leaf} ") for words in told)] == []


def test_tables_views_and_functions_named_are_there() -> None:
    """Files of db/sql are called after what they make, some for several kinds; tables stand in db/schema."""
    made = [re.sub(r"\\{\w+\\}", r"\\w+", re.escape(path.stem)) for path in (ROOT / "db/sql").rglob("*.sql")]
    tables = re.findall(r'"(\w+)"', "".join(path.read_text("utf-8") for path in (ROOT / "db/schema").glob("*.py")))
    known = re.compile("|".join({*made, *tables} - {r"\w+"}))
    named = {
        name
        for path in documents()
        for name in re.findall(r"\b(?:mart|bi|core|ops|app|raw)\.([a-z_]+[a-z])\b", path.read_text("utf-8"))
    }
    assert len(named) > 50
    assert [name for name in sorted(named) if not known.fullmatch(name)] == []


def test_the_tour_is_short_and_its_links_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 250
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]
    assert len(links) > 15
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_pictures_are_small() -> None:
    assert {
        path.name: size for path in (ROOT / "docs/pictures").iterdir() if (size := path.stat().st_size) > 100_000
    } == {}


def test_the_documents_are_a_site_without_a_broken_link(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        "docs/site/mkdocs.yml",
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/verbs.html").is_file()
