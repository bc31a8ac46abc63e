"""The warehouse as a whole: brought up to date from an empty database or an older version, in one step."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from db import columns
from db.comments import comment_script, comment_views
from db.locks import Lock, lock_transaction
from db.roles import grant
from db.schema import metadata
from db.schema.registry import SCHEMAS
from db.statements import scripts, statement

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = Path(__file__).parent / "schema"
MADE_ANEW = ("functions", "views", "dashboards")  # folders of db/sql whose objects every upgrade creates again
Seeds = Mapping[str, Sequence[Mapping[str, Any]]]


def upgrade(engine: Engine, seeds: Seeds) -> None:
    """Bring schema, functions, views and reference rows up to date; a no-op when they are. ``seeds``: see `put_seeds`.

    One transaction under one lock: two starters do not race, a failure leaves the old state.
    Raises WarehouseNewer, before anything is changed, when a newer version has been here.
    """
    wanted = f"Groundswell {_sources_hash(seeds)}"
    with engine.begin() as connection:
        if _installed(connection) == wanted:
            return
        from db.revisions import migrate, refuse_newer  # imports Alembic, which only an upgrade with work to do needs

        lock_transaction(connection, Lock.UPGRADE)
        refuse_newer(connection)
        _drop_views_and_functions(connection)
        migrate(connection)
        connection.exec_driver_sql(comment_script(metadata))
        for script in views_and_functions():
            connection.exec_driver_sql(script.replace("%", "%%"))
        comment_views(connection)
        connection.exec_driver_sql(dict(scripts("scoped"))["views"].replace("%", "%%"))
        put_seeds(connection, seeds)
        grant(connection)
        connection.exec_driver_sql(f"comment on schema ops is '{wanted}'")


def put_seeds(connection: Connection, seeds: Seeds) -> None:
    """Enter the rows every warehouse has: ``seeds`` by the statement that enters them, then db/sql/seeds."""
    for name, rows in seeds.items():
        connection.execute(statement(name), list(rows))
    for _, script in scripts("seeds"):
        connection.exec_driver_sql(script.replace("%", "%%"))


@cache
def views_and_functions() -> tuple[str, ...]:
    """Scripts of all views and functions, each after those it depends on; read once, tests upgrade many databases."""
    from db.script_order import in_order  # imports sqlglot, a second that only an upgrade with work to do should cost

    found = [(f"{folder}/{name}", script) for folder in MADE_ANEW for name, script in scripts(folder)]
    return tuple(script for _, script in in_order(found, SCHEMAS, metadata.tables))


def _sources_hash(seeds: Seeds) -> str:
    """A hash over everything an installation is made from."""
    sources = sorted([*MIGRATIONS.glob("versions/*.py"), *SCHEMA.glob("*.py"), columns.FILE])
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.name.encode() + source.read_bytes())
    for folder in (*MADE_ANEW, "seeds", "grants", "limits", "scoped"):
        for name, script in scripts(folder):  # with the numbers of locks, as it is run
            digest.update(f"{name}{script}".encode())
    digest.update(repr(seeds).encode())
    return digest.hexdigest()[:16]


def _installed(connection: Connection) -> str | None:
    """What the warehouse says it was made from; None when it is empty."""
    comment = text("select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'ops'")
    found: str | None = connection.execute(comment).scalar()
    return found


def _drop_views_and_functions(connection: Connection) -> None:
    """They are made anew at every upgrade, so that they never stand in the way of a change of shape."""
    for kind, name in connection.execute(statement("upgrade/made_anew")).all():
        connection.exec_driver_sql(f"drop {kind} if exists {name} cascade")
