"""Whether a role's password is the one the server has."""

import sqlalchemy
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from db.causes import cause

_REFUSED = ("28",)  # SQLSTATE class of log-ins: no such role, wrong password


def logs_in(engine: Engine, role: str, password: str) -> bool:
    """Try it on the engine's server and database. A server that is full or closed to the role has let it in before."""
    url = engine.url.set(username=role, password=password)
    tried = sqlalchemy.create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    try:
        tried.connect().close()
    except DBAPIError as error:
        found = cause(error)
        return found is None or found.states != _REFUSED
    return True
