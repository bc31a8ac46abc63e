"""What verbs that enter things share: who does it, and an open transaction that an error undoes."""

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy import Connection

from flows.cli.options import choose
from flows.cli.output import print_json, print_rows
from tasks.readers.spreadsheet import ListError, Problem

ByOption = Annotated[
    str | None, typer.Option("--by", help="Who does this; default: your login name.", show_default=False)
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
ArtistOption = Annotated[
    str | None, typer.Option("--artist", help="Card number, Spotify link or name.", show_default=False)
]
ARTIST = "Card number, Spotify link, or name of an artist with a card."


def who(by: str | None) -> str:
    """The name that goes into the audit."""
    return by if by is not None else getpass.getuser()


@contextmanager
def entering(data_dir: Path | None) -> Iterator[tuple[Connection, date]]:
    """An open transaction on the warehouse, and the day data is asked for."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context, context.engine.begin() as connection:
        yield connection, context.as_of


def refuse(path: Path, problems: Sequence[Problem], right: int, *, as_json: bool) -> NoReturn:
    """Tell every line of a list that fails, and undo the rest by raising ListError."""
    rows: list[dict[str, Any]] = [{"line": one.line, "text": one.text, "problem": one.problem} for one in problems]
    if as_json:
        print_json({"added": [], "known": [], "problems": rows})
    else:
        print_rows(rows, as_json=False, empty="")
    raise ListError(
        f"{len(rows)} lines of {path} can't be entered (see above), so nothing was entered; correct them and run it "
        f"again. The other {right} are right."
    )
