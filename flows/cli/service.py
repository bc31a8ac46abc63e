"""Verbs of the service: service install."""

import os
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, choose
from flows.cli.output import say, write

service = typer.Typer(help="The services started with the machine, and again when they die.", no_args_is_help=True)


@service.callback()
def group() -> None:
    """What runs before: nothing. It keeps `install` a word of its own."""


@service.command("install")
def install(
    is_printed: Annotated[bool, typer.Option("--print", help="Show the unit, and write nothing.")] = False,
    no_superset: Annotated[bool, typer.Option("--no-superset", help="Leave Superset out.")] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Write a unit of systemd for the data folder: root's is one of the system, anybody else's their own."""
    from flows.services.systemd_install import install_unit, unit_file, unit_text

    is_system = os.geteuid() == 0
    text = unit_text(choose(data_dir, create=False), is_system=is_system, no_superset=no_superset)
    if is_printed:
        for line in text.splitlines():
            write(line)
    else:
        say(install_unit(text, unit_file(is_system=is_system), is_system=is_system))
