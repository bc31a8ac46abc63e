"""Database roles with no more rights than their work needs, and the grants they get again after every upgrade.

A role is called after the database it is for (``groundswell_bi_read``), because roles belong to the whole server and
another warehouse may lie on it.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence

from psycopg2.extensions import encrypt_password
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ProgrammingError

from db.datadir import DataDir
from db.errors import GroundswellError
from db.locks import Lock, lock_transaction
from db.log_in import logs_in
from db.statements import scripts, statement

ROLES = tuple(sorted(name for name, _ in scripts("roles")))
# At most for each role: the rest of the server's hundred stay free for flows and for each other.
_CONNECTIONS, _OF_SUPERSET = 30, 60  # Superset's own database: two for each thread that answers
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


def ensure_roles(engine: Engine, data_dir: DataDir, *, is_reset: bool = False) -> Mapping[str, str]:
    """Make the roles of this warehouse as far as needed; the URL of each, by its short name, password included.

    A password is made with its role and kept in the data folder, readable by its owner alone; a role that is there
    keeps the one it has, because another data folder may use it. With ``is_reset`` all get new ones.
    Raises RoleError where roles may not be made, one of that name is somebody else's, or this data folder does not
    have its password.
    """
    kept: dict[str, str] = {} if is_reset else data_dir.read_state(_STATE)
    passwords = {role: secrets.token_hex(20) for role in ROLES} | kept
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ROLES)
        existing = [role for role in ROLES if _is_ours(connection, role)]
        if not is_reset:
            _check_passwords(engine, data_dir, kept, existing)
        if passwords != kept:
            data_dir.write_state(_STATE, passwords)  # before they count: what is committed is known to this folder
        for role in ROLES:
            is_changed = is_reset or role not in existing
            _make(connection, role, passwords[role] if is_changed else None, is_new=role not in existing)
        database = _database(connection)
        connection.exec_driver_sql(f"revoke temporary on database {quoted(connection, database)} from public")
        for role, script in scripts("roles"):
            connection.exec_driver_sql(for_role(connection, role, script))
        grant(connection)
    return {
        role: engine.url.set(username=role_name(database, role), password=passwords[role]).render_as_string(
            hide_password=False
        )
        for role in ROLES
    }


def grant(connection: Connection) -> None:
    """Give those of our roles that are there what their work needs: an upgrade drops views, and grants with them.

    First everybody loses what nobody needs: functions of Postgres that run text as SQL or hold others up.
    """
    for _, script in scripts("limits"):
        connection.exec_driver_sql(script.replace("%", "%%"))
    names = {role_name(_database(connection), role): role for role in ROLES}
    there = connection.execute(statement("roles/ours"), {"names": list(names)}).scalars()
    wanted = {names[name] for name in there}
    for role, script in scripts("grants"):
        if role in wanted:
            connection.exec_driver_sql(for_role(connection, role, script))


def drop_roles(engine: Engine) -> None:
    """End the roles of this warehouse and whatever they own, their own databases included."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        names = [role_name(_database(connection), role) for role in ROLES]
        there = connection.execute(statement("roles/ours"), {"names": names}).scalars().all()
        for name in there:
            role = quoted(connection, name)
            connection.execute(statement("roles/end_sessions"), {"name": name})
            connection.exec_driver_sql(f"drop database if exists {role} with (force)")
            connection.exec_driver_sql(f"drop owned by {role}")
            connection.exec_driver_sql(f"drop role {role}")


def _is_ours(connection: Connection, role: str) -> bool:
    """Whether the role is there already. Raises RoleError where it is somebody else's, or roles may not be made."""
    database, me = _database(connection), connection.engine.url.username
    name = role_name(database, role)
    state = connection.execute(statement("roles/state"), {"name": name, "mark": _mark(database, role)}).one()
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
    return bool(state.is_there)


def _check_passwords(engine: Engine, data_dir: DataDir, kept: Mapping[str, str], existing: Sequence[str]) -> None:
    """Raise RoleError for an existing role whose password this data folder lacks, or has and can't log in with."""
    for role in existing:
        name = role_name(str(engine.url.database), role)
        if role in kept and logs_in(engine, name, kept[role]):
            continue
        reason = "has a password that no longer opens" if role in kept else "does not have the password of"
        raise RoleError(
            f"The data folder {data_dir.path} {reason} the role {name}, which another data folder of this warehouse "
            f"made; nothing was changed. Copy {_STATE}.json from that folder's run into {data_dir.run}, leave Superset "
            "out here with --no-superset, or, when that folder is gone, run: groundswell db reset-roles"
        )


def _make(connection: Connection, role: str, password: str | None, *, is_new: bool) -> None:
    """One role; a password goes to the server as a hash, because statements may be logged there."""
    database = _database(connection)
    name = role_name(database, role)
    raw = connection.connection.driver_connection
    hashed = f"password '{encrypt_password(password, name, raw, 'scram-sha-256')}'" if password else ""
    how = "create" if is_new else "alter"
    sql_name = quoted(connection, name)
    most = _OF_SUPERSET if role == "superset" else _CONNECTIONS
    try:
        connection.exec_driver_sql(f"{how} role {sql_name} login {hashed} connection limit {most}")
        mark = _mark(database, role).replace("'", "''")
        connection.exec_driver_sql(f"comment on role {sql_name} is '{mark}'")
    except ProgrammingError as error:
        raise RoleError(
            f"The role {name} can't be made ({str(error.orig).splitlines()[0]}); let an administrator allow it, "
            "or leave Superset out with --no-superset."
        ) from error


def _mark(database: str, role: str) -> str:
    return f"Groundswell, {role} of {database}"


def for_role(connection: Connection, role: str, script: str, name: str | None = None) -> str:
    """A script with the names of this warehouse's role and database in it; ``name`` where the role is called so."""
    database = _database(connection)
    script = script.replace(f'"{role}"', quoted(connection, name or role_name(database, role)))
    return script.replace('"warehouse"', quoted(connection, database)).replace("%", "%%")


def _database(connection: Connection) -> str:
    database = connection.engine.url.database
    assert database is not None
    return database


def quoted(connection: Connection, name: str) -> str:
    """A name as SQL writes it."""
    found: str = connection.dialect.identifier_preparer.quote_identifier(name)
    return found
