"""A login with nothing but the right to call the functions enters what it may, and touches no table."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from carded import ANA, GIVEN
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from db.engine import make_engine
from tasks.roster.entry_store import EntryRefused, call

ENTERED = {"artist_id_spotify": ANA, "label": "North", "team": None, "done_by": "eve"}


@pytest.fixture(scope="module")
def label(new_warehouse: Callable[[], AbstractContextManager[str]]) -> Iterator[Engine]:
    with new_warehouse() as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(GIVEN)
        yield engine
        engine.dispose()


@contextmanager
def clerk(engine: Engine, *granted: str) -> Iterator[Connection]:
    """A role of its own that may use schema app and call what is granted; gone afterwards."""
    role = f"clerk_{secrets.token_hex(4)}"
    with engine.connect() as connection, connection.begin() as whole:
        connection.execute(text(f"create role {role}"))
        connection.execute(text(f"grant usage on schema app, core, ops to {role}"))
        for function in granted:
            connection.execute(text(f"grant execute on function app.{function} to {role}"))
        connection.execute(text(f"set local role {role}"))
        yield connection
        whole.rollback()


def test_who_may_call_enters_a_card_and_its_audit(label: Engine) -> None:
    with clerk(label, "add_card", "confirm_card") as connection:
        [row] = call(connection, "add_card", **ENTERED)
        call(connection, "confirm_card", card_id=row["add_card"], done_by="eve")
        connection.execute(text("reset role"))
        assert connection.execute(text("select status from app.artist_card")).scalars().all() == ["confirmed"]
        assert connection.execute(text("select count(*) from app.audit where done_by = 'eve'")).scalar() == 2


def test_a_refusal_reaches_who_may_call(label: Engine) -> None:
    with clerk(label, "confirm_card") as connection, pytest.raises(EntryRefused, match="no card 4711"):
        call(connection, "confirm_card", card_id=4711, done_by="eve")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into app.artist_card (artist_id, label, created_by) values (1, 'x', 'x')",
        "update app.artist_card set status = 'confirmed'",
        "delete from app.audit",
        "insert into core.song_link (spotify_track_id, track_id, method, known_from) values (1, 1, 'vendor', now())",
        "update ops.dirty_mark set since_on = '2026-01-01'",
    ],
)
def test_no_table_is_written_directly(label: Engine, statement: str) -> None:
    with clerk(label, "add_card") as connection, pytest.raises(ProgrammingError, match="permission denied for table"):
        connection.execute(text(statement))


def test_nothing_of_schema_app_can_be_called_without_a_grant(label: Engine) -> None:
    with label.connect() as connection:
        free = connection.execute(
            text(
                "select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace "
                "and has_function_privilege('public', p.oid, 'execute')"
            )
        )
        assert free.scalars().all() == []


def test_functions_with_the_owners_rights_look_names_up_nowhere_else(label: Engine) -> None:
    with label.connect() as connection:
        open_to_tricks = connection.execute(
            text(
                "select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace "
                "and not 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))"
            )
        )
        assert open_to_tricks.scalars().all() == []


def test_a_table_of_the_callers_own_is_not_taken_for_ours(label: Engine) -> None:
    with clerk(label, "add_card") as connection:
        connection.execute(text("create temporary table audit (done_by text)"))
        connection.execute(text("set local search_path = pg_temp, app"))
        call(connection, "add_card", **ENTERED)
        assert connection.execute(text("select count(*) from pg_temp.audit")).scalar() == 0


@pytest.mark.parametrize("view", ["artist_card", "unlinked_track", "sound_suggestion", "audit_trail"])
def test_who_may_read_schema_mart_needs_no_other_right(label: Engine, view: str) -> None:
    with clerk(label, "add_card", "override_link") as connection:
        call(connection, "add_card", **ENTERED)
        call(connection, "override_link", track="11", song_id_luminate=None, reason="heard", done_by="eve")
        connection.execute(text("reset role"))
        connection.execute(text("create role reader_of_mart"))
        connection.execute(text("grant usage on schema mart to reader_of_mart"))
        connection.execute(text(f"grant select on mart.{view} to reader_of_mart"))
        connection.execute(text("set local role reader_of_mart"))
        assert connection.execute(text(f"select count(*) from mart.{view}")).scalar_one() >= (
            view != "sound_suggestion"
        )


def test_an_unlinked_track_ages_by_the_day(label: Engine) -> None:
    with label.connect() as connection:
        call(connection, "add_card", **ENTERED)
        connection.execute(text("update core.spotify_track set first_seen_at = now() - interval '10 days'"))
        call(connection, "override_link", track="11", song_id_luminate=None, reason="heard", done_by="eve")
        assert connection.execute(text("select days_since_seen from mart.unlinked_track")).scalars().all() == [10]
