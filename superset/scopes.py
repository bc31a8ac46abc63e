"""Which login of the warehouse a person asks through: the one that reads all, or that of their labels and teams.

Postgres decides by the login what is seen, so no SQL of a question, a filter or SQL Lab gets around it.
"""

import json
import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import g, has_request_context
from sqlalchemy.engine import URL, make_url
from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetSecurityException

from asking import is_own_sql
from warehouse_connection import OwnSqlConnection, WarehouseConnection

FILE = Path(os.environ["GROUNDSWELL_SCOPES_FILE"])  # login and password by scope, for its owner alone
NAMED = make_url(os.environ["GROUNDSWELL_BI_NAMED_URL"])
SEE_NAMES = ("Admin", "Data team", "Listener names")  # roles that see whose listening it is
LABEL, TEAM = "Label ", "Team "  # how the roles begin that limit somebody


def limits(user: Any) -> list[str]:
    """The roles, given to a person or to a group of theirs, that limit what they see; none where nothing does."""
    return sorted(name for name in _roles(user) if name.startswith((LABEL, TEAM)))


def scope() -> str:
    """What the one who asks may see, as one text: the limits as JSON, ``names`` for names of listeners, or neither."""
    user = getattr(g, "user", None) if has_request_context() else None
    if user is None or user.is_anonymous:
        return ""
    known = getattr(g, "_scope", None)  # a request asks for it with every question
    if known is None or known[0] is not user:
        found = limits(user)
        sees = "names" if _roles(user) & set(SEE_NAMES) else ""
        known = g._scope = (user, json.dumps(found, ensure_ascii=False) if found else sees)
    return str(known[1])


def by_scope(uri: URL, params: dict[str, Any], username: str | None, security_manager: Any, source: Any) -> Any:
    """Superset's DB_CONNECTION_MUTATOR. Raises SupersetSecurityException for a scope that has no login yet."""
    factory = OwnSqlConnection if is_own_sql() else WarehouseConnection
    params = {**params, "connect_args": {**params.get("connect_args", {}), "connection_factory": factory}}
    mine = scope()
    if mine == "names":
        return uri.set(username=NAMED.username, password=NAMED.password), params
    if mine:
        found = logins().get(mine)
        if found is None:
            raise SupersetSecurityException(
                SupersetError(
                    message=f"The warehouse has no login for {', '.join(json.loads(mine))} together yet. "
                    "An administrator makes it with: groundswell superset sync",
                    error_type=SupersetErrorType.DATABASE_SECURITY_ACCESS_ERROR,
                    level=ErrorLevel.ERROR,
                )
            )
        uri = uri.set(username=found[0], password=found[1])
    return uri, params


def _roles(user: Any) -> set[str]:
    from superset.extensions import security_manager

    return {role.name for role in security_manager.get_user_roles(user)}


def logins() -> dict[str, list[str]]:
    """Login and password by scope, as last synced. Raises RuntimeError where others may read them."""
    try:
        about = FILE.stat()
    except FileNotFoundError:
        return {}
    if about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise RuntimeError(f"{FILE} can be read by others; take that right away: chmod 600 {FILE}")
    return _read((about.st_mtime_ns, about.st_size))


@lru_cache(maxsize=1)
def _read(stamp: tuple[int, int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))
    return found
