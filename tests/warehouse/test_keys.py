"""Numbers of rows that end: what is entered again and again draws none for a row that is known."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.warehouse.entered_again import PATHS, TURNS
from tests.warehouse.queued import run_sql

NARROW = """
    select c.oid::regclass || '.' || a.attname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('int2'::regtype, 'int4'::regtype)
    where c.relkind = 'r' and c.relnamespace::regnamespace::text !~ '^pg_'
      and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null
"""
# a number for each file that is read, and for each taxonomy that is written
DRAWN_ON_PURPOSE = {"ops.history_file.file_id"}


@pytest.mark.parametrize("path", dict.fromkeys(PATHS.values()), ids=lambda path: path.__name__)
def test_what_is_known_draws_no_number(own_warehouse: Engine, path: Callable[[Engine, int], None]) -> None:
    keys = [key for key, of in PATHS.items() if of is path]
    path(own_warehouse, 1)
    before = [drawn(own_warehouse, key) for key in keys]
    path(own_warehouse, TURNS)
    assert [drawn(own_warehouse, key) for key in keys] == before


def test_every_key_that_can_end_is_tested(warehouse: Engine) -> None:
    assert {key for (key,) in run_sql(warehouse, NARROW)} == set(PATHS) | DRAWN_ON_PURPOSE


def drawn(engine: Engine, key: str) -> tuple[int, int]:
    """The last number drawn, and the rows there are."""
    table, column = key.rsplit(".", 1)
    ((sequence,),) = run_sql(engine, f"select pg_get_serial_sequence('{table}', '{column}')")
    ((last, rows),) = run_sql(engine, f"select last_value, (select count(*) from {table}) from {sequence}")
    return last, rows
