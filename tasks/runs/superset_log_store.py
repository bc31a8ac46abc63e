"""Superset's record of what everybody opened, kept for some days."""

from sqlalchemy import Engine, make_url

from db.datadir import DataDir
from db.engine import make_engine
from db.roles import ensure_roles, role_name
from db.statements import statement

_ROLE = "superset"


def prune_superset_log(engine: Engine, data_dir: DataDir, kept_days: int) -> int:
    """Delete what is older; the number of rows. Superset's database is there: it has been started."""
    warehouse = engine.url.database
    assert warehouse is not None
    url = make_url(ensure_roles(engine, data_dir)[_ROLE]).set(database=role_name(warehouse, _ROLE))
    own = make_engine(url.render_as_string(hide_password=False), pool_size=1)
    try:
        with own.begin() as connection:
            return connection.execute(statement("runs/prune_superset_log"), {"kept_days": kept_days}).rowcount
    finally:
        own.dispose()
