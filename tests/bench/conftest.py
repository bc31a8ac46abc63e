"""The grounds of benchmarks are copies of one warehouse: to make each from nothing would be most of a small run."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import make_url

from db.engine import make_engine
from flows.bench import ground


@pytest.fixture(autouse=True)
def copied_grounds(warehouse_template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ground makes and drops its database as ever; in between it is a copy under the same name."""
    template, made = make_url(warehouse_template).database, ground._database

    @contextmanager
    def copied(server_url: str) -> Iterator[str]:
        with made(server_url) as url:
            name, server = make_url(url).database, make_engine(server_url)
            with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"drop database {name}")
                connection.exec_driver_sql(f"create database {name} template {template} strategy file_copy")
            server.dispose()
            yield url

    monkeypatch.setattr(ground, "_database", copied)
