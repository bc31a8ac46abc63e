"""Revisions of the warehouse's shape: Alembic's migrations, from the one a database has to the newest."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.errors import WarehouseNewer
from db.warehouse import MIGRATIONS

_OPTIONS = {"version_table_schema": "ops"}


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, bound to an open connection when one is given."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection) -> None:
    """Run the migrations the database has not had."""
    command.upgrade(alembic_config(connection), "head")


def newest() -> str:
    """The revision this version brings a warehouse to."""
    found = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert found is not None
    return found


def known() -> set[str]:
    """Revisions this version knows, the newest and all before it."""
    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def revision_of(connection: Connection) -> str | None:
    """The revision a warehouse has; None where nothing was ever made in it."""
    found: str | None = MigrationContext.configure(connection, opts=_OPTIONS).get_current_revision()
    return found


def refuse_newer(connection: Connection) -> None:
    """Raise WarehouseNewer when the warehouse has a revision this version does not know.

    Versions are ordered by their migrations alone: among those of one shape the views may go back and forth.
    """
    found = set(MigrationContext.configure(connection, opts=_OPTIONS).get_current_heads())
    if unknown := sorted(found - known()):
        url = connection.engine.url
        raise WarehouseNewer(
            f"The warehouse {url.database} at {url.host or 'localhost'} was brought up to date by a newer Groundswell "
            f"(this one does not know its revision {', '.join(unknown)}). Nothing was changed; update this program, or "
            "name another warehouse with DATABASE_URL or --data-dir."
        )
