"""README and docs as they stand: the commands they name, and the command line's own parsers to ask."""

import re
import shlex
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from flows.cli.explain_genre import FIGURE
from flows.cli.main import app
from tests.unit.house import ROOT

HISTORY = "decisions.md"  # tells of verbs as they were
DOOR = "groundswell"
BEFORE = r"(?:^\s*|&& |uv run |exec \w+ )"  # the name alone may be that of a pool or an image


def documents() -> list[Path]:
    """README and all of docs but what tells of the past."""
    return [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name != HISTORY)]


def commands(text: str) -> Iterator[str]:
    """What is typed after ``groundswell``: in blocks of code, in code within lines, and in the table of verbs."""
    is_fenced = False
    for line in text.splitlines():
        is_fenced ^= line.lstrip().startswith("```")
        if is_fenced or line.startswith("    "):
            typed = line
            yield from (found.strip() for found in re.findall(rf"{BEFORE}{DOOR} ([^&;|>]+)", typed.split(" # ")[0]))
        else:
            spans = re.findall(r"`([^`]+)`", line)
            yield from (span.removeprefix(f"{DOOR} ") for span in spans if span.startswith(f"{DOOR} "))


def verbs(text: str) -> Iterator[str]:
    """First cells of the table of verbs; an option by itself belongs to the verb before it."""
    for line in text.splitlines():
        if line.startswith("| `"):
            verb = ""
            for span in re.findall(r"`([^`]+)`", re.split(r"(?<!\\)\|", line)[1]):
                verb = f"{verb.split(' -')[0]} {span}" if span.startswith("-") else span
                yield verb.replace("\\|", "|")


def meant(command: str) -> Iterator[list[str]]:
    """Each way to read a command: without brackets, with one of the words between bars."""
    words = shlex.split(command.replace("[", "").replace("]", ""))
    words = words[1:] if words[:1] == ["--debug"] else words
    if words[:1] != ["VERB"]:  # any
        yield from (list(chosen) for chosen in product(*(word.split("|") for word in words)))


def refusal(words: list[str]) -> str:
    """Why the command line would not take these words; empty where it would. Nothing is run and no value read."""
    command: Any = get_command(app)
    context = typer.Context(command, info_name=DOOR)
    rest = words
    while rest and (below := getattr(command, "commands", {})) and (rest[0] in below or FIGURE in below):
        # whatever is no form of explain is what it explains
        command, rest = (below[rest[0]], rest[1:]) if rest[0] in below else (below[FIGURE], rest)
        context = typer.Context(command, parent=context, info_name=command.name, **command.context_settings)
    said = f"{DOOR} {' '.join(words)}"
    if (
        getattr(command, "commands", None) is not None
        and not command.invoke_without_command
        and rest
        and rest[0] != "--help"
    ):
        return f"{said}: there is no {rest[0]}"
    try:
        _, left, _ = command.make_parser(context).parse_args(list(rest))
    except Exception as error:
        return f"{said}: {error}"
    return f"{said}: nothing takes {' '.join(left)}" if left and not context.allow_extra_args else ""


def leaves(command: Any = None, name: str = "") -> Iterator[str]:
    """Every verb there is, with what stands below it."""
    command = command or get_command(app)
    below = getattr(command, "commands", None)
    if name and (below is None or command.invoke_without_command):
        yield name.removesuffix(f" {FIGURE}")
    for word in below or ():
        if not below[word].hidden:
            yield from leaves(below[word], f"{name} {word}".strip())
