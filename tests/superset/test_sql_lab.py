"""SQL Lab reads schema mart and can't hurt anyone, whatever is typed."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from installation import Installation, Person
from sqlalchemy import text

LIBRARY = Path(__file__).parents[2] / "superset/assets/queries"
QUERIES = sorted(LIBRARY.glob("*.yaml"), key=lambda path: path.stem)


@pytest.fixture(scope="module")
def analyst(installation: Installation) -> Person:
    return installation.logged_in("analyst")


def run_sql(person: Person, sql: str) -> tuple[int, str]:
    """Status and text of what SQL Lab answers."""
    databases = person.get("/api/v1/database/").json()["result"]
    [warehouse] = [each["id"] for each in databases if each["database_name"] == "Warehouse"]
    asked = {"database_id": warehouse, "sql": sql, "schema": "mart", "runAsync": False, "queryLimit": 1000}
    answer = person.ask("/api/v1/sqllab/execute/", asked)
    return answer.status_code, answer.text


@pytest.mark.parametrize("file", QUERIES, ids=lambda path: path.stem)
def test_each_query_of_the_library_runs(analyst: Person, file: Path) -> None:
    status, said = run_sql(analyst, yaml.safe_load(file.read_text("utf-8"))["sql"])
    assert status == 200, said


def test_every_analyst_sees_the_library(installation: Installation) -> None:
    labels = {yaml.safe_load(file.read_text("utf-8"))["label"] for file in QUERIES}
    for user in ("analyst", "data"):
        person = installation.logged_in(user)
        shown = person.get("/api/v1/saved_query/?q=(page_size:100)").json()["result"]
        assert labels <= {query["label"] for query in shown}


def test_what_an_analyst_saves_stays_the_analysts(installation: Installation, analyst: Person) -> None:
    databases = analyst.get("/api/v1/database/").json()["result"]
    saved = {"label": "mine", "sql": "select 1", "schema": "mart", "db_id": databases[0]["id"]}
    assert analyst.ask("/api/v1/saved_query/", saved).status_code == 201
    seen = installation.logged_in("data").get("/api/v1/saved_query/?q=(page_size:100)").json()["result"]
    assert "mine" not in {query["label"] for query in seen}


@pytest.mark.parametrize(
    "sql",
    [
        "insert into mart.artist_week (artist_id) values (1)",
        "update mart.artist_week set value = 0",
        "delete from mart.artist_week",
        "with gone as (delete from mart.artist_week returning 1) select * from gone",
        "select 1; delete from mart.artist_week",
        "truncate mart.artist_week",
        "drop view mart.artist_card cascade",
        "create table mart.mine as select 1",
        "create temporary table mine as select 1",
        "set default_transaction_read_only = off",
        "set default_transaction_read_only = off; delete from mart.artist_week",
        "set statement_timeout = 0",
        "set role postgres",
        "reset all",
        "begin read write; delete from mart.artist_week; commit",
        "do $$ begin perform 1; end $$",
        "select * from core.artist",
        "select * from ops.work",
        "select * from raw.answer",
        "select * from app.audit",
        "select app.archive_card(1, 'x', 'y')",
        "select * from pg_catalog.pg_authid",
        "select set_config('statement_timeout', '0', false)",
        "select pg_catalog.set_config('statement_timeout', '0', false)",
        "select pg_sleep(600)",
        "select pg_catalog.pg_sleep(600)",
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('/')",
        "select lo_import('/etc/passwd')",
        "select lo_create(0)",
        "copy mart.artist to '/tmp/stolen'",
        "copy (select 1) to program 'touch /tmp/stolen'",
        "select query_to_xml('select 1', true, true, '')",
        "explain analyze delete from mart.artist_week",
    ],
)
def test_what_writes_escapes_or_reads_elsewhere_is_refused(
    installation: Installation, analyst: Person, sql: str
) -> None:
    with installation.engine.connect() as connection:
        before = connection.execute(text("select count(*) from mart.artist_week")).scalar_one()
    began = time.monotonic()
    status, said = run_sql(analyst, sql)
    assert status != 200, said
    assert time.monotonic() - began < 35
    with installation.engine.connect() as connection:
        assert connection.execute(text("select count(*) from mart.artist_week")).scalar_one() == before > 0


def test_a_query_without_end_makes_way_and_is_ended(installation: Installation, analyst: Person) -> None:
    endless = "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b"
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(run_sql, analyst, endless)
        priorities = set()
        while not asked.done():
            with suppress(ProcessLookupError):  # just ended
                priorities |= {os.getpriority(os.PRIO_PROCESS, pid) for pid in running(installation)}
            time.sleep(0.5)
        status, said = asked.result()
    assert status != 200
    assert "timeout" in said.lower()
    assert time.monotonic() - began < 60
    assert max(priorities) > 0


def running(installation: Installation) -> list[int]:
    """Processes of the server that answer a reader now."""
    query = """
        select pid from pg_stat_activity
        where state = 'active' and usename like '%bi_read' and query ilike '%generate_series%'
    """
    with installation.engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


def test_an_answer_beyond_the_bound_says_what_to_do(analyst: Person) -> None:
    status, said = run_sql(analyst, "select repeat('x', 1000000) from generate_series(1, 100000)")
    assert status != 200
    assert "The answer has more than 16 MB, so it was broken off and nothing of it is shown. Ask for less: " in said
    assert run_sql(analyst, "select 1")[0] == 200


def test_comments_are_there_to_be_read(analyst: Person) -> None:
    databases = analyst.get("/api/v1/database/").json()["result"]
    table = analyst.get(f"/api/v1/database/{databases[0]['id']}/table_metadata/?name=artist_trend&schema=mart").json()
    assert table["comment"]
    assert all(column["comment"] for column in table["columns"])


@pytest.mark.parametrize("user", ["marketing", "executive"])
def test_sql_is_not_for_all(installation: Installation, user: str) -> None:
    person = installation.logged_in(user)
    assert person.ask("/api/v1/sqllab/execute/", {"database_id": 1, "sql": "select 1"}).status_code == 403
