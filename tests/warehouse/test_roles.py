"""Roles may do what their work needs and nothing else; the server is asked, as them."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from carded import ANA, GIVEN
from roles_made import Manned, manned
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from db.datadir import DataDir
from db.engine import make_engine
from db.roles import ROLES, RoleError, drop_roles, ensure_roles, role_name
from db.side_database import SideDatabaseError, ensure_side_database
from tasks.roster.entry_store import EntryRefused, call
from tasks.work.warehouse import upgrade

ENTERED = {"artist_id_spotify": ANA, "label": "North", "team": None, "done_by": "eve"}
NAMES = "mart.listener_name"  # whose listening it is: not for everybody
RELATIONS = text(
    "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = any(:schemas) and c.relkind in ('r', 'p', 'v', 'm') order by 1"
)


@pytest.fixture(scope="module")
def staff(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Manned]:
    with manned(new_warehouse, tmp_path_factory.mktemp("staff") / "data") as made:
        with made.engine.begin() as connection:
            connection.exec_driver_sql(GIVEN)
            # a function that reads what its caller may not read fails only where a view has rows
            connection.exec_driver_sql(
                "insert into ops.call (provider, endpoint, called_at, waited_ms, elapsed_ms, status, cost) "
                "values ('soundcharts', 'song', now(), 1, 1, 200, 1); "
                "insert into ops.work (kind, entity_id, reason) values ('track_metadata', 1, 'gone')"
            )
        yield made


def relations(staff: Manned, *schemas: str) -> list[str]:
    with staff.engine.connect() as connection:
        return list(connection.execute(RELATIONS, {"schemas": list(schemas)}).scalars())


@pytest.mark.parametrize("role", ["bi_read", "bi_write"])
def test_people_read_all_of_mart_and_bi(staff: Manned, role: str) -> None:
    names = [name for name in relations(staff, "mart", "bi") if name != NAMES]
    assert len(names) > 30
    with staff.as_role(role) as connection:
        for name in names:
            connection.execute(text(f"select * from {name} limit 1"))


def test_people_call_the_functions_of_mart(staff: Manned) -> None:
    called = text(
        "select p.oid::regproc || '(' || array_to_string(array_fill('null'::text, array[p.pronargs]), ', ') || ')' "
        "from pg_proc p where p.pronamespace = 'mart'::regnamespace"
    )
    with staff.engine.connect() as connection:
        calls = list(connection.execute(called).scalars())
    assert len(calls) >= 3
    with staff.as_role("bi_read") as connection:
        for call_of in calls:
            connection.execute(text(f"select * from {call_of}"))


@pytest.mark.parametrize("role", ["bi_read", "bi_write", "superset"])
def test_people_read_no_table_behind_mart(staff: Manned, role: str) -> None:
    names = relations(staff, "core", "ops", "raw", "app")
    assert len(names) > 40
    with staff.as_role(role) as connection:
        for name in names:
            with pytest.raises(ProgrammingError, match="permission denied"):
                connection.execute(text(f"select * from {name} limit 1"))
            connection.rollback()


def test_superset_itself_reads_nothing_of_the_warehouse(staff: Manned) -> None:
    with staff.as_role("superset") as connection, pytest.raises(ProgrammingError, match="permission denied for schema"):
        connection.execute(text("select * from mart.artist"))


@pytest.mark.parametrize("setup", ["select 1", "set transaction read write", "set default_transaction_read_only = off"])
@pytest.mark.parametrize(
    "statement",
    [
        "insert into mart.artist_week (artist_id) values (1)",
        "update mart.artist_week set value = 0",
        "delete from mart.artist_week",
        "truncate mart.artist_week",
        "drop view mart.artist",
        "create table mart.mine (i int)",
        "create table public.mine (i int)",
        "create temporary table mine (i int)",
        "create schema mine",
        "create role mine",
        "select app.add_card('x', 'y', null, 'z')",
        "select app.explain('m', 'e', date '2026-01-01')",
        "select core.week_on(date '2026-01-01')",
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('/')",
        "select lo_import('/etc/passwd')",
        "copy (select 1) to program 'id'",
        "copy (select 1) to '/tmp/out'",
        "copy mart.artist_week from program 'id'",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user and pid is not null",
        "select * from pg_authid",
        "set role postgres",
    ],
)
def test_who_reads_can_do_nothing_else(staff: Manned, setup: str, statement: str) -> None:
    with staff.as_role("bi_read") as connection:
        if "default" in setup:
            connection.execute(text(setup))
            connection.commit()
        elif setup != "select 1":
            connection.execute(text(setup))
        with pytest.raises(DBAPIError, match=r"permission denied|read-only|must be|does not exist|must have"):
            connection.execute(text(statement))


def test_a_session_that_works_too_long_is_ended(staff: Manned) -> None:
    with staff.as_role("bi_read") as connection:
        assert connection.execute(text("show statement_timeout")).scalar() == "25s"
        began = time.monotonic()
        with pytest.raises(OperationalError, match="statement timeout"):
            connection.execute(
                text("set local statement_timeout = 200; select count(*) from generate_series(1, 10000000000)")
            )
        assert time.monotonic() - began < 30


def test_who_writes_does_so_by_the_functions_alone(staff: Manned) -> None:
    with staff.as_role("bi_write") as connection:
        [row] = call(connection, "add_card", **ENTERED)
        call(connection, "confirm_card", card_id=row["add_card"], done_by="eve")
        assert connection.execute(text("select status from mart.artist_card")).scalars().all() == ["confirmed"]
        with pytest.raises(EntryRefused, match="no card 4711"):
            call(connection, "confirm_card", card_id=4711, done_by="eve")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into app.audit (done_by, done_at, action, subject) values ('eve', now(), 'x', 'y')",
        "update app.artist_card set status = 'confirmed'",
        "insert into ops.dirty_mark (since_on) values ('2026-01-01')",
        "select app.note('somebody else', 'confirm_card', 'card 1', null, null)",
        "select app.mark(array[1]::bigint[])",
        "update mart.artist_week set value = 0",
        "create temporary table audit (i int)",
    ],
)
def test_who_writes_goes_round_no_function(staff: Manned, statement: str) -> None:
    with staff.as_role("bi_write") as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text(statement))


def test_flows_write_rows_of_every_schema_and_change_no_shape(staff: Manned) -> None:
    with staff.as_role("etl") as connection:
        for name in relations(staff, "core", "ops", "raw", "app", "mart", "bi"):
            connection.execute(text(f"select * from {name} limit 1"))
        connection.execute(text("create temporary table staged (i int)"))
        connection.execute(text("insert into ops.dirty_mark (artist_id, since_on) values (1, '2026-01-01')"))
        connection.execute(text("update core.artist set name = name"))
        connection.execute(text("delete from ops.dirty_mark"))
        with pytest.raises(ProgrammingError, match="must be owner"):
            connection.execute(text("drop table ops.dirty_mark"))


def test_the_grants_are_there_again_after_an_upgrade(staff: Manned) -> None:
    with staff.engine.begin() as connection:
        connection.execute(text("comment on schema ops is 'an older Groundswell'"))
    upgrade(staff.engine)
    with staff.as_role("bi_read") as connection:
        for name in relations(staff, "mart", "bi"):
            if name == NAMES:
                continue
            connection.execute(text(f"select * from {name} limit 1"))
    with staff.as_role("bi_write") as connection, pytest.raises(EntryRefused, match="no card 4711"):
        call(connection, "confirm_card", card_id=4711, done_by="eve")


def test_roles_made_twice_keep_their_passwords_which_only_the_owner_reads(staff: Manned) -> None:
    assert ensure_roles(staff.engine, staff.data_dir) == staff.urls
    [kept] = [path for path in staff.data_dir.run.iterdir() if "roles" in path.name]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(kept.read_text())) == set(ROLES)
    assert len(set(json.loads(kept.read_text()).values())) == len(ROLES)


def test_a_role_of_somebody_else_is_left_alone(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path: Path
) -> None:
    with new_warehouse() as url:
        engine = make_engine(url)
        theirs = role_name(str(engine.url.database), "bi_read")
        with engine.begin() as connection:
            connection.execute(text(f"create role {theirs}"))
        try:
            with pytest.raises(RoleError, match=f"{theirs} that Groundswell did not make"):
                ensure_roles(engine, DataDir.open(tmp_path / "data", create=True))
        finally:
            with engine.begin() as connection:
                connection.execute(text(f"drop role {theirs}"))
            engine.dispose()


def test_where_roles_may_not_be_made_the_next_step_is_said(staff: Manned, tmp_path: Path) -> None:
    plain = make_engine(staff.urls["etl"])
    try:
        with pytest.raises(RoleError, match=r"may not create roles .*`alter role .* createrole .*--no-superset"):
            ensure_roles(plain, DataDir.open(tmp_path / "data", create=True))
        with pytest.raises(SideDatabaseError, match=r"may not create databases .* createdb"):
            ensure_side_database(plain, staff.data_dir, "etl", staff.urls["etl"])
    finally:
        plain.dispose()


def test_an_owner_who_is_no_superuser_makes_them_too(
    new_database: Callable[[], AbstractContextManager[str]], tmp_path: Path
) -> None:
    with new_database() as url:
        above = make_engine(url)
        owner = f"owner_{secrets.token_hex(4)}"
        with above.begin() as connection:
            connection.execute(text(f"create role {owner} login password 'x' createrole createdb"))
            connection.execute(text(f"alter database {above.url.database} owner to {owner}"))
        owned = make_engine(above.url.set(username=owner, password="x").render_as_string(hide_password=False))
        data_dir = DataDir.open(tmp_path / "data", create=True)
        try:
            upgrade(owned)
            urls = ensure_roles(owned, data_dir)
            assert ensure_side_database(owned, data_dir, "superset", urls["superset"])[1]
            with Manned(owned, data_dir, urls).as_role("bi_read") as connection:
                connection.execute(text("select * from mart.artist"))
        finally:
            owned.dispose()
            drop_roles(above)
            with above.begin() as connection:
                connection.execute(text(f"drop owned by {owner} cascade"))
                connection.execute(text(f"alter database {above.url.database} owner to current_user"))
                connection.execute(text(f"drop role {owner}"))
            above.dispose()


def test_a_database_beside_is_its_roles_own(staff: Manned, tmp_path: Path) -> None:
    url, is_new = ensure_side_database(staff.engine, staff.data_dir, "superset", staff.urls["superset"])
    assert is_new
    assert ensure_side_database(staff.engine, staff.data_dir, "superset", staff.urls["superset"]) == (url, False)
    beside = make_engine(url).url.database
    with staff.as_role("superset", beside) as connection:
        connection.execute(text("create table mine (i int)"))
    with pytest.raises(OperationalError, match="permission denied for database"), staff.as_role("bi_read", beside):
        pass
    with pytest.raises(SideDatabaseError, match="is not of the data folder"):
        ensure_side_database(
            staff.engine, DataDir.open(tmp_path / "other", create=True), "superset", staff.urls["superset"]
        )


@pytest.mark.parametrize("database", ["groundswell", "x" * 63, "Ångström" * 8, 'odd "name"'])
def test_names_fit_and_differ(database: str) -> None:
    names = {role_name(database, role) for role in ROLES}
    assert len(names) == len(ROLES)
    assert all(len(name.encode()) <= 63 for name in names)
    assert names.isdisjoint(role_name(database[:-1], role) for role in ROLES)
