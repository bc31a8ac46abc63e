"""What every test can ask for: a Postgres server, databases and warehouses on it, and the demo's world."""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy
from hypothesis import settings

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine, normalised
from sandbox.world import END_ON
from tasks.work.warehouse import upgrade
from tests.demo_dump import dump_database, dumped_demo, restore_database
from tests.e2e.command_line import CommandLine, Result
from tests.emptied import empty

pytest_plugins = ["tests.scheduling"]

# The tests start hundreds of programs; compiling all modules at each start would cost more than anything else they do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long one example takes says how busy the machine is, and nothing about a law.
settings.register_profile("groundswell", deadline=None)
settings.load_profile("groundswell")


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_user() -> Iterator[None]:
    """No test reaches the database or the data folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("GROUNDSWELL_DATA_DIR", f"{folder}/data")
        yield


@contextlib.contextmanager
def _disposable_data_dir(folder: Path) -> Iterator[DataDir]:
    data_dir = DataDir.open(folder, create=True)
    try:
        yield data_dir
    finally:
        embedded.stop(data_dir)
        if cluster := embedded.status(data_dir).folder:
            shutil.rmtree(cluster)  # as root it may lie outside the data folder


@pytest.fixture(scope="session")
def disposable_data_dir() -> Callable[[Path], AbstractContextManager[DataDir]]:
    """Opens a data folder; at the end of the `with` its server is stopped and its cluster removed."""
    return _disposable_data_dir


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """SQLAlchemy URL of the server under test: $TEST_DATABASE_URL, else an embedded one of this session's own."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield normalised(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="groundswell-tests-"))
    try:
        with _disposable_data_dir(folder / "data") as data_dir:
            url = embedded.ensure(data_dir).url
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                _execute(url, f"alter system set {setting} = off")  # this server lives for minutes
            _execute(url, "select pg_reload_conf()")
            yield url
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def _new_database(server_url: str, template: str = "template0") -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    _execute(server_url, f"create database {name} template {template} encoding 'UTF8' strategy file_copy")
    _execute(server_url, f"alter database {name} set synchronous_commit = off")  # it lives for seconds
    try:
        yield sqlalchemy.make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server_url, f"drop database {name} with (force)")


def _copied(url: str) -> AbstractContextManager[str]:
    return _new_database(url, str(sqlalchemy.make_url(url).database))


@pytest.fixture
def fresh_database(database_url: str) -> Iterator[str]:
    """URL of an empty database for one test."""
    with _new_database(database_url) as url:
        yield url


@pytest.fixture(scope="session")
def new_database(database_url: str) -> Callable[[], AbstractContextManager[str]]:
    """Makes an empty database for the time of a `with` and gives its URL."""
    return lambda: _new_database(database_url)


@pytest.fixture(scope="session")
def copied_database() -> Callable[[str], AbstractContextManager[str]]:
    """Copies a database nobody is connected to, on its own server, for the time of a `with`; gives the copy's URL."""
    return _copied


@pytest.fixture(scope="session")
def warehouse_template(database_url: str) -> Iterator[str]:
    """URL of the warehouse all others are copied from: a copy is made in a tenth of the time of an upgrade."""
    with _new_database(database_url) as url:
        engine = make_engine(url)
        upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def new_warehouse(warehouse_template: str) -> Callable[[], AbstractContextManager[str]]:
    """Makes a warehouse with nothing in it for the time of a `with` and gives its URL."""
    return lambda: _copied(warehouse_template)


@pytest.fixture
def fresh_warehouse(warehouse_template: str) -> Iterator[str]:
    """URL of a warehouse with nothing in it, for one test."""
    with _copied(warehouse_template) as url:
        yield url


@pytest.fixture(scope="module")
def module_warehouse(warehouse_template: str) -> Iterator[str]:
    """URL of a warehouse with nothing in it, for the tests of one file."""
    with _copied(warehouse_template) as url:
        yield url


@pytest.fixture(scope="session")
def shared_warehouse(warehouse_template: str) -> Iterator[sqlalchemy.Engine]:
    """The warehouse that tests use one after the other; ask for `warehouse` instead, which empties it."""
    with _copied(warehouse_template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def warehouse(shared_warehouse: sqlalchemy.Engine) -> sqlalchemy.Engine:
    """A warehouse with nothing in it but what a new one starts with. Its shape must be left as it is."""
    empty(shared_warehouse)
    return shared_warehouse


@pytest.fixture
def own_warehouse(fresh_warehouse: str) -> Iterator[sqlalchemy.Engine]:
    """A warehouse in a database of one test's own, to be changed in shape."""
    engine = make_engine(fresh_warehouse)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CommandLine, Result]]:
    """The demo from an empty disk, run once; the command line on its data folder, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    home = tmp_path_factory.mktemp("home")
    line = CommandLine({"GROUNDSWELL_DATA_DIR": str(folder), "XDG_DATA_HOME": str(home)})
    with _disposable_data_dir(folder) as data_dir:
        with dumped_demo(tmp_path_factory) as dump:
            done = line.good(
                "demo", "--once", "--json", "--end-on", str(END_ON), "--no-superset", "--prefect-port", "0"
            )
            if not dump.exists():
                dump_database(embedded.ensure(data_dir).url, dump)
        yield line, done


@pytest.fixture(scope="session")
def demo_warehouse(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], AbstractContextManager[str]],
) -> Iterator[str]:
    """URL of a warehouse with all the demo brought in; of a demo that another process of the tests ran, if one did."""
    with dumped_demo(tmp_path_factory) as dump:
        is_there = dump.exists()
    if not is_there:
        request.getfixturevalue("demo")
    with new_database() as url:
        restore_database(dump, url)
        yield url


def _execute(url: str, statement: str) -> None:
    connection = psycopg2.connect(url.replace("+psycopg2", "", 1))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
