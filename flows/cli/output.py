"""What a verb prints: tables and progress for people, one line of JSON for programs.

Names of files and cells come from anywhere. Here alone they reach the terminal, and here what would steer it, break its
line or turn it round is shown instead of sent.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from tasks.runs.shown import STEERING, shown
from tasks.runs.terminal import terminal

# Words for people go to stderr, so that stdout holds nothing but what was asked for.
people = Console(stderr=True, highlight=False)


def say(text: str, *, style: str | None = None) -> None:
    """A line for a person."""
    people.print(shown(text), markup=False, style=style, soft_wrap=True)


def write(text: str = "") -> None:
    """A line on stdout, for a person or a pipe."""
    typer.echo(shown(text))


def print_json(value: Any) -> None:
    """One line of JSON on stdout."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    typer.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool, empty: str) -> None:
    """Rows as a table for people, or as JSON; ``empty`` is said when there are none."""
    if as_json:
        print_json([dict(row) for row in rows])
        return
    if not rows:
        say(empty)
        return
    texts = [{shown(name): "" if value is None else shown(str(value)) for name, value in row.items()} for row in rows]
    screen = Console(highlight=False)
    widths = {name: max(len(name), *(len(text[name]) for text in texts)) for name in texts[0]}
    if sum(widths.values()) + 2 * len(widths) > screen.width and screen.is_terminal:
        # too wide for columns: one field a line
        for text in texts:
            named = {name.replace("_", " "): content for name, content in text.items() if content}
            lines = [f"{name:<{max(map(len, widths))}}  {content}" for name, content in named.items()]
            screen.print("\n".join(lines), "", sep="\n", markup=False, soft_wrap=True)
        return
    table = Table(header_style="bold", box=None, pad_edge=False)
    for name in texts[0]:
        table.add_column(name.replace("_", " "), no_wrap=True)
    for text in texts:
        table.add_row(*text.values())
    if not screen.is_terminal:  # into a file or a pipe a row is a line, however long
        screen = Console(highlight=False, width=sum(widths.values()) + 2 * len(widths))
    screen.print(table, markup=False)


@contextmanager
def progress_shown() -> Iterator[None]:
    """Bars for the stages of flows that run inside."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<16}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=people) as bars:
        known: dict[str, Any] = {}

        def show(title: str, done: int, total: int) -> None:
            if title not in known:
                known[title] = bars.add_task(title, total=max(total, 1))
            bars.update(known[title], completed=done if total else 1, total=max(total, 1))

        token = terminal.set(show)
        try:
            yield
        finally:
            terminal.reset(token)
