"""Verbs of the database: url, psql, upgrade, fingerprint."""

import os
import subprocess
from typing import Annotated

import typer
from sqlalchemy.engine import make_url

from db.embedded import psql_path
from db.engine import check_reachable, database_url, make_engine, redacted
from db.errors import GroundswellError
from db.fingerprint import fingerprint as read_fingerprint
from db.limits import open_functions
from db.roles import ensure_roles
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, say, write
from tasks.work.warehouse import upgrade as bring_up_to_date

database = typer.Typer(help="The warehouse's database.", no_args_is_help=True)


@database.command("url")
def url(
    password: Annotated[bool, typer.Option("--password", help="With the password in it, for programs.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the database's address, starting the embedded server if need be."""
    found = database_url(choose(data_dir))
    shown = found if password else redacted(found)
    if as_json:
        print_json({"url": shown})
    else:
        write(shown)


@database.command("psql", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def psql(context: typer.Context, data_dir: DataDirOption = None) -> None:
    """Open psql on the warehouse; what follows -- goes to psql."""
    program = psql_path()
    if program is None:
        raise GroundswellError("There is no psql on this machine. Install PostgreSQL's client programs.")
    address = make_url(database_url(choose(data_dir)))
    given = {
        "PGHOST": address.host or "localhost",
        "PGPORT": str(address.port or 5432),
        "PGUSER": address.username or "",
        "PGPASSWORD": str(address.password or ""),
        "PGDATABASE": address.database or "",
    }
    done = subprocess.run([str(program), *context.args], env={**os.environ, **given}, check=False)
    raise typer.Exit(done.returncode)


@database.command("upgrade")
def upgrade(data_dir: DataDirOption = None) -> None:
    """Bring schema, views and reference rows up to date. Every other verb does so by itself."""
    engine = make_engine(database_url(choose(data_dir)))
    try:
        check_reachable(engine)
        bring_up_to_date(engine)
        left = open_functions(engine)
    finally:
        engine.dispose()
    say("The warehouse is up to date.")
    if left:
        say(left, style="yellow")


@database.command("reset-roles")
def reset_roles(data_dir: DataDirOption = None) -> None:
    """Give the warehouse's roles new passwords, kept in this data folder; those of other folders end."""
    folder = choose(data_dir)
    engine = make_engine(database_url(folder))
    try:
        check_reachable(engine)
        bring_up_to_date(engine)
        roles = ensure_roles(engine, folder, is_reset=True)
    finally:
        engine.dispose()
    say(f"{len(roles)} roles have new passwords, kept in {folder.path}. Start Superset again where it runs.")


@database.command("fingerprint")
def fingerprint(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Print rows and a hash of the content of every table of core and mart, to compare two warehouses."""
    engine = make_engine(database_url(choose(data_dir)))
    try:
        check_reachable(engine)
        bring_up_to_date(engine)
        found = read_fingerprint(engine)
    finally:
        engine.dispose()
    if as_json:
        print_json(found)
    else:
        print_rows([{"table": table, **figures} for table, figures in found.items()], as_json=False, empty="No tables.")
