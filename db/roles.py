"""Database roles with no more rights than their work needs, and the grants they get again after every upgrade.

A role is called after the database it is for (``groundswell_bi_read``), because roles belong to the whole server and
another warehouse may lie on it.
"""

import hashlib
import secrets
from collections.abc import Mapping

from psycopg2.extensions import encrypt_password
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ProgrammingError

from db.datadir import DataDir
from db.errors import GroundswellError
from db.locks import Lock, lock_transaction
from db.statements import SQL_FOLDER, scripts, statement

ROLES = tuple(path.stem for path in sorted((SQL_FOLDER / "roles").glob("*.sql")))
_CONNECTIONS = 60  # at most for each role: the rest of the server's stay free for flows
_LONGEST_NAME = 63  # bytes, in Postgres
_STATE = "database-roles"


class RoleError(GroundswellError):
    """A role could not be made."""


def role_name(database: str, role: str) -> str:
    """What a role is called on the server. A long database name is cut and told apart by a hash."""
    name = f"{database}_{role}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    kept = database.encode()[:40].decode(errors="ignore")
    return f"{kept}_{hashlib.sha256(database.encode()).hexdigest()[:8]}_{role}"


def ensure_roles(engine: Engine, data_dir: DataDir) -> Mapping[str, str]:
    """Make the roles of this warehouse as far as needed; the URL of each, by its short name, password included.

    Passwords are made at the first call and kept in the data folder, readable by its owner alone.
    Raises RoleError where roles may not be made, or one of that name is somebody else's.
    """
    passwords = data_dir.read_state(_STATE)
    missing = [role for role in ROLES if role not in passwords]
    if missing:
        passwords |= {role: secrets.token_hex(20) for role in missing}
        data_dir.write_state(_STATE, passwords)
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ROLES)
        for role in ROLES:
            _make(connection, role, passwords[role])
        database = _database(connection)
        connection.exec_driver_sql(f"revoke temporary on database {_quoted(connection, database)} from public")
        for role, script in scripts("roles"):
            connection.exec_driver_sql(_for_role(connection, role, script))
        grant(connection)
    return {
        role: engine.url.set(username=role_name(database, role), password=passwords[role]).render_as_string(
            hide_password=False
        )
        for role in ROLES
    }


def grant(connection: Connection) -> None:
    """Give those of our roles that are there what their work needs: an upgrade drops views, and grants with them."""
    names = {role_name(_database(connection), role): role for role in ROLES}
    there = connection.execute(statement("roles/ours"), {"names": list(names)}).scalars()
    wanted = {names[name] for name in there}
    for role, script in scripts("grants"):
        if role in wanted:
            connection.exec_driver_sql(_for_role(connection, role, script))


def drop_roles(engine: Engine) -> None:
    """End the roles of this warehouse and whatever they own, their own databases included."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        names = [role_name(_database(connection), role) for role in ROLES]
        there = connection.execute(statement("roles/ours"), {"names": names}).scalars().all()
        for name in there:
            quoted = _quoted(connection, name)
            connection.execute(statement("roles/end_sessions"), {"name": name})
            connection.exec_driver_sql(f"drop database if exists {quoted} with (force)")
            connection.exec_driver_sql(f"drop owned by {quoted}")
            connection.exec_driver_sql(f"drop role {quoted}")


def _make(connection: Connection, role: str, password: str) -> None:
    """One role with its password, which goes to the server as a hash: statements may be logged there."""
    database, me = _database(connection), connection.engine.url.username
    name, mark = role_name(database, role), f"Groundswell, {role} of {database}"
    state = connection.execute(statement("roles/state"), {"name": name, "mark": mark}).one()
    if state.is_there and not state.is_ours:
        raise RoleError(
            f"The server has a role {name} that Groundswell did not make; rename it, or keep the warehouse "
            "in a database of another name."
        )
    if not state.may_create:
        raise RoleError(
            f"The user {me} may not create roles on this server, and Superset needs its own "
            f"({', '.join(role_name(database, each) for each in ROLES)}). Let an administrator run "
            f'`alter role "{me}" createrole createdb`, or leave Superset out with --no-superset.'
        )
    raw = connection.connection.driver_connection
    hashed = encrypt_password(password, name, raw, "scram-sha-256")
    how = "alter" if state.is_there else "create"
    quoted = _quoted(connection, name)
    try:
        connection.exec_driver_sql(f"{how} role {quoted} login password '{hashed}' connection limit {_CONNECTIONS}")
        connection.exec_driver_sql(f"comment on role {quoted} is '{mark.replace(chr(39), chr(39) * 2)}'")
    except ProgrammingError as error:
        raise RoleError(
            f"The role {name} can't be made ({str(error.orig).splitlines()[0]}); let an administrator allow it, "
            "or leave Superset out with --no-superset."
        ) from error


def _for_role(connection: Connection, role: str, script: str) -> str:
    """A script with the names of this warehouse's role and database in it."""
    database = _database(connection)
    script = script.replace(f'"{role}"', _quoted(connection, role_name(database, role)))
    return script.replace('"warehouse"', _quoted(connection, database)).replace("%", "%%")


def _database(connection: Connection) -> str:
    database = connection.engine.url.database
    assert database is not None
    return database


def _quoted(connection: Connection, name: str) -> str:
    quoted: str = connection.dialect.identifier_preparer.quote_identifier(name)
    return quoted
