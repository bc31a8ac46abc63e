"""What a real server answers to missing rights, read-only databases, TLS and the like is told as a sentence."""

import re
import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy
from sqlalchemy import Engine, text

from db.causes import explained
from db.engine import check_reachable, make_engine
from db.errors import DatabaseUnreachable
from flows.cli.causes import sentence
from tasks.work.warehouse import upgrade
from tests.embedded.pooler import refusing


@pytest.fixture
def engine(fresh_database: str) -> Iterator[Engine]:
    made = make_engine(fresh_database)
    yield made
    made.dispose()


def told(engine: Engine, statement: str) -> str:
    """The sentence about what a statement ends in."""
    with pytest.raises(sqlalchemy.exc.DBAPIError) as caught, engine.begin() as connection:
        connection.exec_driver_sql(statement)
    words = sentence(caught.value)
    assert "defect" not in words
    assert "\n" not in words
    return words


def unreachable(url: str | sqlalchemy.URL) -> str:
    made = make_engine(url if isinstance(url, str) else url.render_as_string(hide_password=False))
    with pytest.raises(DatabaseUnreachable) as caught:
        check_reachable(made)
    made.dispose()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_user_without_rights_is_told_which_are_missing(engine: Engine) -> None:
    name = f"guest_{secrets.token_hex(4)}"
    with engine.begin() as connection:
        connection.execute(text(f"create role {name} login password 'x'"))
    guest = make_engine(engine.url.set(username=name, password="x").render_as_string(hide_password=False))
    try:
        with pytest.raises(sqlalchemy.exc.ProgrammingError) as caught:
            upgrade(guest)
        words = str(explained(caught.value, guest.url))
        assert f"The user {name} may not do what is needed at {engine.url.host}:" in words
        assert "permission denied for" in words
        assert sentence(caught.value).startswith("The user groundswell may not do what is needed at the server of the")
    finally:
        guest.dispose()
        with engine.begin() as connection:
            connection.execute(text(f"drop role {name}"))


def test_a_database_that_is_read_only_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"alter database {engine.url.database} set default_transaction_read_only = on"))
    engine.dispose()
    with pytest.raises(sqlalchemy.exc.DBAPIError) as caught:
        upgrade(engine)
    assert "is read-only (cannot execute" in sentence(caught.value)
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    words = sentence(caught.value)
    assert f"The database {engine.url.database} at {engine.url.host}:{engine.url.port} is read-only" in words
    assert str(engine.url.password) not in words


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("select * from mart.nothing", "The warehouse lacks what this version expects"),
        ("select no_such_function()", "The warehouse lacks what this version expects"),
        ("select 2147483647 + 1", "refuses a value (integer out of range)"),
        ("select '\\x'::bytea::text::date", "refuses a value"),
        ("set local statement_timeout = '5ms'; select pg_sleep(1)", "held the database up for too long"),
        ("select pg_terminate_backend(pg_backend_pid())", "The database went away"),
    ],
)
def test_what_a_server_answers_is_no_defect(engine: Engine, statement: str, said: str) -> None:
    assert said in told(engine, statement)


def test_a_statement_of_ours_that_is_none_is_a_defect(engine: Engine) -> None:
    with pytest.raises(sqlalchemy.exc.ProgrammingError) as caught, engine.begin() as connection:
        connection.execute(text("selct 1"))
    assert "This is a defect" in sentence(caught.value)


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"sslmode": "require"}, "does not speak TLS"),
        ({"sslmode": "verify-full"}, "does not speak TLS"),
        ({"hostname": "db"}, 'holds a setting that is none .*"hostname"'),
        ({"sslmode": "sometimes"}, "TLS connection with .* can't be made .*sslmode"),
    ],
)
def test_tls_that_does_not_work_names_the_settings(fresh_database: str, parameters: dict[str, str], said: str) -> None:
    words = unreachable(sqlalchemy.make_url(fresh_database).update_query_dict(parameters))
    assert re.search(said, words)
    assert "DATABASE_URL" in words


@pytest.mark.parametrize(
    ("message", "state", "said"),
    [
        ("unsupported startup parameter: options", "08P01", "is a pooler such as pgbouncer"),
        ("unsupported startup parameter in options: timezone", "08P01", "is a pooler such as pgbouncer"),
        ("sorry, too many clients already", "53300", "has no connection left"),
        ('no pg_hba.conf entry for host "10.0.0.1", user "x", database "y", no encryption', "28000", "no encryption"),
        ("the database system is starting up", "57P03", "refuses the connection (the database system is starting up)"),
    ],
)
def test_what_a_server_refuses_a_connection_for(message: str, state: str, said: str) -> None:
    with refusing(message, state) as port:
        assert said in unreachable(f"postgresql://ada:s3cret@127.0.0.1:{port}/music")


def test_a_database_of_another_encoding_is_told(engine: Engine) -> None:
    name = f"latin_{secrets.token_hex(4)}"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {name} encoding 'LATIN1' locale 'C' template template0"))
        try:
            words = unreachable(engine.url.set(database=name))
        finally:
            connection.execute(text(f"drop database {name}"))
    assert "is kept in LATIN1" in words
    assert str(engine.url.password) not in words


def test_a_pool_that_is_used_up_is_told(engine: Engine) -> None:
    small = sqlalchemy.create_engine(engine.url, pool_size=1, max_overflow=0, pool_timeout=0.01)
    with small.connect(), pytest.raises(sqlalchemy.exc.TimeoutError) as caught:
        small.connect()
    small.dispose()
    assert "All connections to the database are in use" in sentence(caught.value)
