"""A database of another program's own beside the warehouse, on the same server."""

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from db.datadir import DataDir
from db.errors import GroundswellError
from db.roles import role_name
from db.statements import statement


class SideDatabaseError(GroundswellError):
    """The database could not be made, or is not this data folder's."""


def ensure_side_database(engine: Engine, data_dir: DataDir, role: str, role_url: str) -> tuple[str, bool]:
    """The database of ``role``, owned by it and closed to others: its URL, and whether it was made just now.

    Raises SideDatabaseError where databases may not be made, or it belongs to another data folder: what is kept
    in it is encrypted with that folder's key.
    """
    warehouse = engine.url.database
    assert warehouse is not None
    name, owner = role_name(warehouse, role), make_url(role_url).username
    assert owner is not None
    mark = f"Groundswell {data_dir.id}"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        state = connection.execute(statement("roles/database"), {"name": name}).one()
        is_half_made = state.mark is None and state.owner == owner
        if state.is_there and state.mark != mark and not is_half_made:
            raise SideDatabaseError(
                f"The database {name} on {engine.url.host} is not of the data folder {data_dir.path}; "
                "use the folder it was made from, drop it, or leave Superset out with --no-superset."
            )
        if not state.is_there:
            _create(connection, name, owner, bool(state.may_create))
        quoted = connection.dialect.identifier_preparer.quote_identifier(name)
        connection.exec_driver_sql(f"revoke all on database {quoted} from public")
        connection.exec_driver_sql(f"comment on database {quoted} is '{mark}'")
    url = make_url(role_url).set(database=name)
    return url.render_as_string(hide_password=False), not state.is_there


def find_side_database(engine: Engine, data_dir: DataDir, role: str) -> str | None:
    """Name of the database of ``role`` where this data folder has made it; else None."""
    warehouse = engine.url.database
    assert warehouse is not None
    name = role_name(warehouse, role)
    with engine.connect() as connection:
        state = connection.execute(statement("roles/database"), {"name": name}).one()
    if state.mark != f"Groundswell {data_dir.id}":
        return None
    return name


def forget_keys(url: str) -> None:
    """Take out of Superset's own database what only a secret key opens that is lost."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(statement("backup/forget_keys"))


def _create(connection: Connection, name: str, owner: str, may_create: bool) -> None:
    """Make it from nothing; raises SideDatabaseError."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    me = connection.engine.url.username
    if not may_create:
        raise SideDatabaseError(
            f"The user {me} may not create databases on this server, and Superset needs its own ({name}). Let an "
            f'administrator run `alter role "{me}" createdb`, or leave Superset out with --no-superset.'
        )
    made = f"create database {quote(name)} owner {quote(owner)} template template0 encoding 'UTF8'"
    try:
        connection.exec_driver_sql(f"grant {quote(owner)} to current_user")  # only its members may make it the owner
        connection.exec_driver_sql(made)
    except ProgrammingError as error:
        raise SideDatabaseError(
            f"The database {name} can't be made ({str(error.orig).splitlines()[0]}); let an administrator allow it, "
            "or leave Superset out with --no-superset."
        ) from error
