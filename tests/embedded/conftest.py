"""Data folders with real clusters, other programs that start them, and plain connections."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from db import embedded
from db.datadir import DataDir
from db.embedded import Cluster

ENSURE = """
import sys
from pathlib import Path
from db import embedded
from db.datadir import DataDir
data_dir = DataDir.open(Path(sys.argv[1]), create=True)
cluster = embedded.ensure(data_dir)
print(cluster.port, cluster.started, embedded.status(data_dir).pid)
"""


@pytest.fixture
def data_dir(
    tmp_path: Path, disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]]
) -> Iterator[DataDir]:
    with disposable_data_dir(tmp_path / "data") as data_dir:
        yield data_dir


@pytest.fixture(scope="session")
def running(
    tmp_path_factory: pytest.TempPathFactory,
    disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]],
) -> Iterator[tuple[DataDir, Cluster]]:
    """A data folder with its server and what its first start gave, for tests that only look."""
    with disposable_data_dir(tmp_path_factory.mktemp("running") / "data") as data_dir:
        yield data_dir, embedded.ensure(data_dir)


@pytest.fixture(scope="session")
def starter() -> Callable[[Path], subprocess.Popen[str]]:
    """Starts another program that calls `ensure` and prints port, started and pid."""

    def start(folder: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", ENSURE, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return start


@contextlib.contextmanager
def _connect(url: str, **changed: Any) -> Iterator[Any]:
    connection = psycopg2.connect(url.replace("+psycopg2", "", 1), **changed)
    try:
        yield connection
    finally:
        connection.close()


@pytest.fixture(scope="session")
def connect() -> Callable[..., AbstractContextManager[Any]]:
    """Opens a connection by URL for a `with`; keywords replace parts of the URL."""
    return _connect


@pytest.fixture(scope="session")
def ask() -> Callable[[str, str], Any]:
    """Asks a question with one answer over a connection of its own."""

    def answer(url: str, question: str) -> Any:
        with _connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]

    return answer
