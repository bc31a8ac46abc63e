"""Where the owner is no superuser Postgres keeps its own functions open; what an administrator has to run is told."""

import re
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine
from db.limits import open_functions
from tasks.work.warehouse import upgrade


@pytest.fixture
def owned(fresh_database: str) -> Iterator[tuple[Engine, Engine]]:
    """An empty database as its owner, who may do nothing else on the server, and as an administrator."""
    owner = f"owner_{secrets.token_hex(4)}"
    above = make_engine(fresh_database)
    with above.begin() as connection:
        connection.execute(text(f"create role {owner} login password 'x'"))
        connection.execute(text(f'alter database "{above.url.database}" owner to {owner}'))
    engine = make_engine(above.url.set(username=owner, password="x").render_as_string(hide_password=False))
    try:
        yield engine, above
    finally:
        engine.dispose()
        with above.begin() as connection:
            connection.execute(text(f'reassign owned by {owner} to "{above.url.username}"'))
            connection.execute(text(f"drop owned by {owner}"))
            connection.execute(text(f"drop role {owner}"))
        above.dispose()


def test_what_is_told_closes_them(owned: tuple[Engine, Engine]) -> None:
    owner, administrator = owned
    upgrade(owner)
    told = open_functions(owner)
    assert told is not None
    for name in ("ts_stat(text)", "pg_sleep(double precision)", "set_config(text,text,boolean)"):
        assert name in told
    with administrator.begin() as connection:
        for statement in re.findall(r"(?:revoke|grant) execute on function [^;]*;", told):
            connection.exec_driver_sql(statement)
    assert open_functions(owner) is None
    with owner.connect() as connection:
        connection.execute(text("select pg_advisory_xact_lock(1)"))


def test_a_superuser_has_closed_them(warehouse: Engine) -> None:
    assert open_functions(warehouse) is None
