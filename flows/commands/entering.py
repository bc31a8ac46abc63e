"""What verbs that enter things share: who does it, and an open transaction that an error undoes."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from flows.commands.options import choose

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
    from flows.session import open_session

    choose(data_dir)
    with open_session() as session, session.engine.begin() as connection:
        yield connection, session.as_of
