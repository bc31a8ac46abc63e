"""What no role of people is given: functions that get around their limits, and names of listeners."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from roles_made import Manned, manned
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError


@pytest.fixture(scope="module")
def staff(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Manned]:
    with manned(new_warehouse, tmp_path_factory.mktemp("limits") / "data") as made:
        yield made


@pytest.mark.parametrize(
    ("role", "name"),
    [("bi_named", "Ada Reed"), ("bi_read", "Listener 7"), ("bi_write", "Listener 7"), ("etl", "Ada Reed")],
)
def test_whose_listening_it_is_only_some_roles_see(staff: Manned, role: str, name: str) -> None:
    with staff.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into core.listening_user (user_id, name, name_key, time_zone) overriding system value "
            "values (7, 'Ada Reed', 'adareed', 'UTC') on conflict do nothing"
        )
    with staff.as_role(role) as connection:
        assert connection.execute(text("select user_name from mart.listener")).scalars().all() == [name]
        if name != "Ada Reed":
            with pytest.raises(ProgrammingError, match="permission denied for view listener_name"):
                connection.execute(text("select * from mart.listener_name"))


@pytest.mark.parametrize("role", ["bi_read", "bi_named"])
def test_one_reader_does_not_take_the_server(staff: Manned, role: str) -> None:
    limits = {
        "statement_timeout": "25s",
        "idle_in_transaction_session_timeout": "1min",
        "work_mem": "48MB",
        "temp_file_limit": "4GB",
        "max_parallel_workers_per_gather": "0",
    }
    with staff.as_role(role) as connection:
        assert {name: connection.execute(text(f"show {name}")).scalar_one() for name in limits} == limits
        most = connection.execute(text("select rolconnlimit from pg_roles where rolname = session_user")).scalar_one()
        server = int(connection.execute(text("show max_connections")).scalar_one())
        assert 0 < most <= server / 3


HARMFUL = (
    "select * from ts_stat('select to_tsvector(label) from app.artist_card')",
    "select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, ''b''::tsquery')",
    "select query_to_xml('select 1', true, true, '')",
    "select table_to_xml('pg_class', true, true, '')",
    "select cursor_to_xml('c', 1, true, true, '')",
    "select set_config('statement_timeout', '0', false)",
    "select set_config('role', 'postgres', false)",
    "select pg_sleep(1)",
    "select pg_catalog.pg_sleep_for('1 second')",
    "select pg_advisory_lock(1)",
    "select pg_try_advisory_xact_lock(1)",
    "select pg_notify('a', 'b')",
    "select lo_create(0)",
    "select pg_logical_emit_message(false, 'a', 'b')",
    "select pg_cancel_backend(1)",
    "select pg_export_snapshot()",
)


@pytest.mark.parametrize("role", ["bi_read", "bi_write", "superset"])
@pytest.mark.parametrize("statement", HARMFUL)
def test_functions_that_run_text_or_hold_others_up_are_nobodys(staff: Manned, role: str, statement: str) -> None:
    """In Postgres itself: wherever they are called from, in a select, a filter, an order."""
    with staff.as_role(role) as connection, pytest.raises(DBAPIError, match="permission denied for function"):
        connection.execute(text(statement))


def test_flows_keep_the_locks_they_wait_by(staff: Manned) -> None:
    with staff.as_role("etl") as connection:
        connection.execute(text("select pg_advisory_xact_lock(1), set_config('work_mem', '8MB', true)"))
