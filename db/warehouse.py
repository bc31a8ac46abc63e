"""The warehouse as a whole: brought up to date from an empty database or an older version, in one step."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from db.statements import scripts

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 7_204_001


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, bound to an open connection when one is given."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring schema, functions, views and reference rows up to date; a no-op when they are.

    One transaction under one lock: two starters do not race, a failure leaves the old state.
    """
    with engine.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
        _drop_views(connection)
        command.upgrade(alembic_config(connection), "head")
        for folder in ("functions", "views", "seeds"):
            for _, script in scripts(folder):
                connection.exec_driver_sql(script.replace("%", "%%"))


def _drop_views(connection: Connection) -> None:
    """Views are made anew at every upgrade, so that they never stand in the way of a change of shape."""
    views = connection.execute(
        text("select format('%I.%I', schemaname, viewname) from pg_views where schemaname in ('mart', 'core', 'app')")
    ).scalars()
    for view in list(views):
        connection.exec_driver_sql(f"drop view if exists {view} cascade")
