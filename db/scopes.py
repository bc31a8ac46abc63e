"""Database logins of labels and teams: Postgres itself decides what they see, whatever SQL they ask."""

import hashlib
import json
import secrets
from collections.abc import Collection
from pathlib import Path

from psycopg2.extensions import encrypt_password
from sqlalchemy import Connection, Engine

from db.datadir import DataDir
from db.locks import Lock, lock_transaction
from db.roles import for_role, quoted, role_name
from db.statements import scripts, statement

GROUP = "bi_scoped"
KINDS = {"Label ": "label", "Team ": "team"}  # how roles of Superset begin, and what they limit to
_CONNECTIONS = 20  # at most for each scope: one reader does not starve the rest
_STATE = "reader-scopes"

# Names of the roles that limit somebody, for example {"Label Tidemark", "Team Frontline"}: what is in both.
Scope = frozenset[str]


def scope_key(scope: Collection[str]) -> str:
    """The scope as one text; superset/scopes.py makes the same of a person's roles."""
    return json.dumps(sorted(scope), ensure_ascii=False)


def scopes_file(data_dir: DataDir) -> Path:
    """Where login and password of each scope are kept, by `scope_key`."""
    return data_dir.run / f"{_STATE}.json"


def ensure_scope_logins(engine: Engine, data_dir: DataDir, scopes: Collection[Scope]) -> None:
    """Make a login for each scope, end those this data folder made for others.

    Passwords are kept in the data folder, readable by its owner alone. The roles must be there, see `ensure_roles`.
    """
    kept = data_dir.read_state(_STATE)
    database = str(engine.url.database)
    own = f"scope_{data_dir.id[:8]}_"  # another data folder of this warehouse has logins and passwords of its own
    logins = {}
    for scope in scopes:
        key = scope_key(scope)
        name = role_name(database, f"{own}{hashlib.sha256(key.encode()).hexdigest()[:8]}")
        logins[key] = [name, kept[key][1] if key in kept else secrets.token_hex(20)]
    # written first: a login that is made and not known would be of no use
    data_dir.write_state(_STATE, kept | logins)
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ROLES)
        for scope in scopes:
            login, password = logins[scope_key(scope)]
            _make(connection, login, password, scope)
        _end_others(connection, role_name(database, own), {login for login, _ in logins.values()})
    data_dir.write_state(_STATE, logins)


def drop_scope_logins(engine: Engine) -> None:
    """End the logins of all scopes of this warehouse."""
    with engine.begin() as connection:
        _end_others(connection, "", set())


def forget_scope_logins(connection: Connection) -> None:
    """Take out what logins of another server were limited to: the warehouse was brought here as a file."""
    connection.execute(statement("backup/forget_scopes"))


def _make(connection: Connection, login: str, password: str, scope: Scope) -> None:
    database = str(connection.engine.url.database)
    raw = connection.connection.driver_connection
    hashed = encrypt_password(password, login, raw, "scram-sha-256")
    name, group = quoted(connection, login), quoted(connection, role_name(database, GROUP))
    is_there = connection.execute(statement("roles/ours"), {"names": [login]}).first() is not None
    how = "alter" if is_there else "create"
    connection.exec_driver_sql(f"{how} role {name} login password '{hashed}' connection limit {_CONNECTIONS}")
    connection.exec_driver_sql(f"grant {group} to {name}")
    for role, script in (("bi_read", dict(scripts("roles"))["bi_read"]), ("login", dict(scripts("scoped"))["login"])):
        connection.exec_driver_sql(for_role(connection, role, script, login))
    connection.execute(statement("roles/forget_scope"), {"login": login})
    limits = [
        {"login": login, "kind": kind, "name": each.removeprefix(prefix)}
        for each in scope
        for prefix, kind in KINDS.items()
        if each.startswith(prefix)
    ]
    connection.execute(statement("roles/limit"), limits)


def _end_others(connection: Connection, start: str, wanted: Collection[str]) -> None:
    """Those whose name begins with ``start`` and that are not wanted."""
    for login in connection.execute(statement("roles/scope_logins")).scalars().all():
        if login in wanted or not login.startswith(start):
            continue
        connection.execute(statement("roles/forget_scope"), {"login": login})
        if connection.execute(statement("roles/ours"), {"names": [login]}).first() is not None:
            connection.execute(statement("roles/end_sessions"), {"name": login})
            connection.exec_driver_sql(f"drop owned by {quoted(connection, login)}")
            connection.exec_driver_sql(f"drop role {quoted(connection, login)}")
