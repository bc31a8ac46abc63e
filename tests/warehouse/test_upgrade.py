"""The warehouse is made from nothing, left alone when it is up to date, and agrees with its schema."""

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy
from alembic import command
from sqlalchemy import Engine, text

from db import warehouse as warehouse_module
from db.engine import make_engine
from db.errors import WarehouseNewer
from db.revisions import alembic_config
from db.schema import SCHEMAS, metadata
from tasks.work.warehouse import upgrade

VIEWS = (
    "select viewname, (schemaname || '.' || viewname)::regclass::oid from pg_views where schemaname in ('mart', 'bi')"
)


@pytest.fixture
def empty(fresh_database: str) -> Iterator[Engine]:
    engine = make_engine(fresh_database)
    yield engine
    engine.dispose()


def views(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {row.viewname: row.oid for row in connection.execute(text(VIEWS))}


def test_an_empty_database_becomes_a_warehouse(empty: Engine) -> None:
    upgrade(empty)
    inspected = sqlalchemy.inspect(empty)
    for schema in SCHEMAS:
        wanted = {table.name for table in metadata.sorted_tables if table.schema == schema}
        assert wanted <= set(inspected.get_table_names(schema=schema))
    assert len(views(empty)) >= 11
    with empty.connect() as connection:
        assert "soundcharts" in connection.execute(text("select provider from ops.rate_limit")).scalars().all()
        assert "track_audience" in connection.execute(text("select kind from ops.fetch_policy")).scalars().all()
        assert connection.execute(text("select name from core.genre where genre_id = 0")).scalar() == "unknown"
        assert connection.execute(text("select least_play_ms from ops.listening_basis")).scalar() == 30_000


def test_a_second_time_touches_nothing(own_warehouse: Engine) -> None:
    before = views(own_warehouse)
    upgrade(own_warehouse)
    assert views(own_warehouse) == before


def test_an_older_one_gets_new_views_and_keeps_what_was_set(own_warehouse: Engine) -> None:
    before = views(own_warehouse)
    with own_warehouse.begin() as connection:
        connection.execute(text("comment on schema ops is 'Groundswell of long ago'"))
        connection.execute(text("update ops.rate_limit set allowed_per_s = 7"))
        connection.execute(text("update ops.listening_basis set least_play_ms = 7"))
        connection.execute(text("update ops.fetch_policy set history_days = 33 where kind = 'track_audience'"))
    upgrade(own_warehouse)
    after = views(own_warehouse)
    assert set(after) == set(before)
    assert set(after.values()).isdisjoint(before.values())
    with own_warehouse.connect() as connection:
        assert connection.execute(text("select allowed_per_s from ops.rate_limit")).scalar() == 7
        assert connection.execute(text("select least_play_ms from ops.listening_basis")).scalar() == 7
        kept = text("select history_days from ops.fetch_policy where kind = 'track_audience'")
        assert connection.execute(kept).scalar() == 33


def test_a_failure_leaves_the_old_state(own_warehouse: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = views(own_warehouse)
    with own_warehouse.begin() as connection:
        connection.execute(text("comment on schema ops is 'Groundswell of long ago'"))
    monkeypatch.setattr(warehouse_module, "views_and_functions", lambda: ("create view mart.x as select 1 / ;",))
    with pytest.raises(sqlalchemy.exc.ProgrammingError):
        upgrade(own_warehouse)
    assert views(own_warehouse) == before


def test_a_newer_one_is_refused_and_nothing_of_it_changes(own_warehouse: Engine) -> None:
    before = views(own_warehouse)
    with own_warehouse.begin() as connection:
        connection.execute(text("comment on schema ops is 'Groundswell of next year'"))
        connection.execute(text("update ops.alembic_version set version_num = '9999_of_next_year'"))
    with pytest.raises(
        WarehouseNewer, match=r"newer Groundswell .*9999_of_next_year.*Nothing was changed; update this"
    ):
        upgrade(own_warehouse)
    assert views(own_warehouse) == before
    with own_warehouse.connect() as connection:
        comment = text("select obj_description('ops'::regnamespace)")
        assert connection.execute(comment).scalar() == "Groundswell of next year"
        assert connection.execute(text("select version_num from ops.alembic_version")).scalar() == "9999_of_next_year"


def test_two_starters_at_once_both_arrive(empty: Engine) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            upgrade(empty)
        except BaseException as error:
            failures.append(error)

    starters = [threading.Thread(target=start) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert failures == []
    assert len(views(empty)) >= 11


def test_migrations_make_what_the_schema_says(own_warehouse: Engine) -> None:
    with own_warehouse.begin() as connection:
        command.check(alembic_config(connection))  # raises where they differ


def test_a_column_the_migrations_lack_would_be_seen(own_warehouse: Engine) -> None:
    with own_warehouse.begin() as connection:
        connection.execute(text("alter table ops.run drop column reason cascade"))
        with pytest.raises(Exception, match="reason"):
            command.check(alembic_config(connection))


def test_every_table_view_and_column_has_a_comment(own_warehouse: Engine) -> None:
    uncommented = text(
        """
        select c.oid::regclass::text as thing
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any(:schemas) and c.relkind in ('r', 'v', 'p') and c.relname <> 'alembic_version'
          and coalesce(trim(obj_description(c.oid, 'pg_class')), '') = ''
        union all
        select c.oid::regclass || '.' || a.attname
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = any(:schemas) and c.relkind in ('r', 'p') and c.relname <> 'alembic_version'
          and coalesce(trim(col_description(c.oid, a.attnum)), '') = ''
        """
    )
    with own_warehouse.connect() as connection:
        assert connection.execute(uncommented, {"schemas": list(SCHEMAS)}).scalars().all() == []
