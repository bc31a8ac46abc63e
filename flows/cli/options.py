"""Options every verb shares, and what they open."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from db.datadir import ENVIRONMENT, DataDir
from flows.cli.environment_file import load_environment_file

DataDirOption = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        help="Data folder; default: the one last given to up or demo.",
        show_default=False,
        callback=load_environment_file,
    ),
]
Seed = Annotated[
    int | None, typer.Option("--seed", help="Which world; default: the folder's, else 7.", show_default=False)
]
EndOn = Annotated[
    datetime | None,
    typer.Option(
        "--end-on", formats=["%Y-%m-%d"], help="Last day of the world; default: the last Thursday.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print figures as one line of JSON.")]


def choose(data_dir: Path | None, *, create: bool = True, remember: bool = False) -> DataDir:
    """Open the data folder and make everything in this process and its children use it."""
    opened = DataDir.open(data_dir, create=create)
    os.environ[ENVIRONMENT] = str(opened.path)
    if remember:
        opened.remember()
    return opened


def day(value: datetime | None) -> date | None:
    """The date a typer option holds."""
    return value.date() if value is not None else None
