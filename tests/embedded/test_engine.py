"""Addresses of databases, and what is said when one does not answer."""

import pytest
import sqlalchemy

from db import embedded
from db.datadir import DataDir
from db.engine import check_reachable, database_url, make_engine, normalised, redacted
from db.errors import DatabaseUnreachable

SECRET = "s3cr3t%2Fword"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_spelling_becomes_one(scheme):
    url = normalised(f" {scheme}://ada:{SECRET}@db.example:5433/music?sslmode=require\n")
    assert url == f"postgresql+psycopg2://ada:{SECRET}@db.example:5433/music?sslmode=require"


@pytest.mark.parametrize("url", [f"mysql://ada:{SECRET}@h/d", f"ada:{SECRET}", f"postgresql://ada:{SECRET}@h:port/d"])
def test_what_is_no_postgres_url_is_refused_without_repeating_it(url):
    with pytest.raises(DatabaseUnreachable, match=r"DATABASE_URL .*write it as postgresql://") as caught:
        normalised(url)
    assert "s3cr3t" not in str(caught.value)


def test_redacted_keeps_all_but_the_secrets():
    url = f"postgresql+psycopg2://ada:{SECRET}@h:1/d?sslmode=require&sslpassword={SECRET}"
    assert redacted(url) == "postgresql+psycopg2://ada@h:1/d?sslmode=require"


def test_environment_wins_over_the_embedded_server(tmp_path, running, monkeypatch):
    data_dir = DataDir.open(tmp_path / "data", create=True)
    monkeypatch.setenv("DATABASE_URL", "postgres://ada@h/d")
    assert database_url(data_dir) == "postgresql+psycopg2://ada@h/d"
    assert not embedded.status(data_dir).running
    monkeypatch.setenv("DATABASE_URL", "")
    assert database_url(running[0]) == running[1].url


def test_sessions_are_named_and_speak_utc(fresh_database):
    engine = make_engine(fresh_database)
    check_reachable(engine)
    with engine.connect() as connection:
        asked = connection.execute(
            sqlalchemy.text("select current_setting('application_name'), current_setting('TimeZone')")
        )
        assert asked.one() == ("groundswell", "UTC")
        named = sqlalchemy.text("select count(*) from pg_class where relnamespace = 'public'::regnamespace")
        assert connection.execute(named).scalar_one() == 0
    engine.dispose()


def test_each_cause_has_its_own_sentence(database_url, running, monkeypatch):
    good, embedded_url = sqlalchemy.make_url(database_url), sqlalchemy.make_url(running[1].url)
    cases = [
        (good.set(port=1), "No PostgreSQL can be reached at .*:1 .*Connection refused.*start it"),
        (good.set(host="no-such-host.invalid"), "No PostgreSQL can be reached at no-such-host.invalid"),
        (
            good.set(username="no_such_user", password="s3cr3t"),
            "refuses the user .*wrong user or password.*correct DATABASE_URL",
        ),
        (embedded_url.set(password=""), "refuses the user .*wrong user or password"),
        (good.set(database="no_such_database"), "There is no database no_such_database at .*create it"),
    ]
    for url, told in cases:
        engine = make_engine(url.render_as_string(hide_password=False))
        with pytest.raises(DatabaseUnreachable, match=told) as caught:
            check_reachable(engine)
        engine.dispose()
        assert "\n" not in str(caught.value)
        assert not any(secret in str(caught.value) for secret in ("s3cr3t", good.password) if secret)

    monkeypatch.setattr("db.engine.OLDEST_MAJOR", 99)
    engine = make_engine(database_url)
    with pytest.raises(DatabaseUnreachable, match=r"is PostgreSQL \d+\.\d+, Groundswell needs 99 or newer"):
        check_reachable(engine)
    engine.dispose()


def test_a_connection_the_server_ended_while_it_rested_is_replaced(fresh_database, monkeypatch):
    pid = sqlalchemy.text("select pg_backend_pid()")
    engine, other = make_engine(fresh_database), make_engine(fresh_database)
    with engine.connect() as connection:
        first = connection.execute(pid).scalar_one()
    with engine.connect() as connection:
        assert connection.execute(pid).scalar_one() == first
    with other.connect() as connection:
        connection.execute(sqlalchemy.text("select pg_terminate_backend(:pid, 5000)"), {"pid": first})
    monkeypatch.setattr("db.engine._REST_S", 0.0)
    with engine.connect() as connection:
        assert connection.execute(pid).scalar_one() != first
    engine.dispose()
    other.dispose()
