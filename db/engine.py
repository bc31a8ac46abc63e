"""The database to use, and SQLAlchemy engines on it."""

import os
import time

import psycopg2
import sqlalchemy
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from db import embedded
from db.causes import cause, explained
from db.datadir import DataDir
from db.errors import DatabaseUnreachable

OLDEST_MAJOR = 15
_ENVIRONMENT = "DATABASE_URL"
_REST_S = 1.0
_RESTS_SINCE = "rests_since"
_SECRET_PARAMETERS = ("password", "sslpassword", "passfile")


def database_url(data_dir: DataDir) -> str:
    """$DATABASE_URL, else the embedded server of `data_dir`, started if needed; a postgresql+psycopg2 URL.

    Raises DatabaseUnreachable when the variable holds no Postgres URL, EmbeddedPostgresError.
    """
    if given := os.environ.get(_ENVIRONMENT):
        return normalised(given)
    return embedded.ensure(data_dir).url


def normalised(url: str) -> str:
    """`postgres://` and `postgresql://` as postgresql+psycopg2://; raises DatabaseUnreachable for anything else."""
    try:
        parsed = make_url(url.strip())
    except (sqlalchemy.exc.ArgumentError, ValueError):
        # The text stays out of the message, and the cause out of the chain: it may hold a password.
        raise DatabaseUnreachable(
            f"{_ENVIRONMENT} is not a database URL; write it as postgresql://user:password@host:5432/database "
            "(with special characters in the password percent-encoded)."
        ) from None
    if parsed.drivername not in ("postgres", "postgresql", "postgresql+psycopg2"):
        raise DatabaseUnreachable(
            f"{_ENVIRONMENT} names a {parsed.drivername} database, Groundswell needs PostgreSQL; "
            "write it as postgresql://user:password@host:5432/database."
        )
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def make_engine(url: str, *, pool_size: int = 10) -> sqlalchemy.Engine:
    """An engine whose sessions speak UTC and are named `groundswell` in pg_stat_activity."""
    parsed = make_url(normalised(url))
    options = parsed.query.get("options", "")
    options = options if isinstance(options, str) else " ".join(options)
    engine = sqlalchemy.create_engine(
        parsed,
        pool_size=pool_size,
        pool_use_lifo=True,  # a few warm connections rather than many cold ones
        connect_args={
            "application_name": "groundswell",
            "connect_timeout": 10,
            # our statements are short: compiling one takes longer than running it
            "options": f"{options} -c timezone=UTC -c jit=off".strip(),
        },
    )
    _ping_after_rest(engine)
    return engine


def _ping_after_rest(engine: sqlalchemy.Engine) -> None:
    """Check a pooled connection before its use when it has rested: a ping before every use costs a round trip each.

    A server that was restarted meanwhile is thus met with new connections.
    """

    @event.listens_for(engine, "checkin")
    def rest(raw: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[_RESTS_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(raw: DBAPIConnection, record: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
        rests_since = record.info.get(_RESTS_SINCE)
        if rests_since is None or time.monotonic() - rests_since < _REST_S:
            return
        try:
            engine.dialect.do_ping(raw)
        except psycopg2.Error:
            raise sqlalchemy.exc.InvalidatePoolError from None


def redacted(url: str) -> str:
    """The URL without password, for logs and messages."""
    parsed = make_url(url)
    bare = URL.create(parsed.drivername, parsed.username, None, parsed.host, parsed.port, parsed.database)
    query = {key: value for key, value in parsed.query.items() if key not in _SECRET_PARAMETERS}
    return bare.set(query=query).render_as_string(hide_password=True)


def check_reachable(engine: sqlalchemy.Engine) -> None:
    """Pass when the server answers, lets us in and is new enough; raises DatabaseUnreachable."""
    try:
        with engine.connect() as connection:
            version = connection.dialect.server_version_info or (0,)
            raw = connection.connection.driver_connection
            encoding = raw.get_parameter_status("server_encoding") if raw is not None else None
    except sqlalchemy.exc.DBAPIError as error:
        raise DatabaseUnreachable(_refusal(error, engine.url)) from None
    if int(version[0]) < OLDEST_MAJOR:
        raise DatabaseUnreachable(
            f"{redacted(str(engine.url))} is PostgreSQL {'.'.join(map(str, version))}, Groundswell needs "
            f"{OLDEST_MAJOR} or newer; upgrade that server, or unset {_ENVIRONMENT} to use the embedded one."
        )
    if encoding not in (None, "UTF8"):
        raise DatabaseUnreachable(
            f"{redacted(str(engine.url))} is kept in {encoding}, which not every name can be written in; make a "
            f"database with createdb --encoding UTF8 --template template0, and put it into {_ENVIRONMENT}."
        )


def _refusal(error: sqlalchemy.exc.DBAPIError, url: URL) -> str:
    """One sentence from what libpq said: a server's own words come after FATAL, everything else is the network."""
    if cause(error) is not None:
        return str(explained(error, url))
    text = " ".join(str(error.orig).split())
    if url.password:
        text = text.replace(str(url.password), "***")
    server = f"{url.host or 'localhost'}:{url.port or 5432}"
    if "FATAL:" in text:
        words = text.split("FATAL:")[-1].strip()
        return f"PostgreSQL at {server} refuses the connection ({words}); correct {_ENVIRONMENT} or its settings."
    reason = text.split("failed:")[-1].strip().split(" Is the server")[0]
    return (
        f"No PostgreSQL can be reached at {server} ({reason}); start it, correct {_ENVIRONMENT}, "
        "or unset it to use the embedded one."
    )
