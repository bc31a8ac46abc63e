"""What a role may do is remembered for some seconds only; what is noted is what people do."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from installation import Installation, Person
from sqlalchemy import text

from db.engine import make_engine
from db.roles import role_name

FEELS_IT_S = 20  # remembered for 5, by each of two workers


def asks(person: Person) -> int:
    """The status of a question in SQL Lab."""
    listed = person.get("/api/v1/database/").json()["result"]
    body = {"database_id": listed[0]["id"], "sql": "select 1 as one", "runAsync": False}
    return person.ask("/api/v1/sqllab/execute/", body).status_code


def test_a_role_that_loses_a_right_feels_it_within_seconds(installation: Installation) -> None:
    admin, analyst = installation.logged_in("admin"), installation.logged_in("analyst")
    roles = admin.get("/api/v1/security/roles/", q="(page_size:100)").json()["result"]
    (role,) = [each["id"] for each in roles if each["name"] == "Analyst"]
    path = f"/api/v1/security/roles/{role}/permissions"
    had = admin.get(path + "/").json()["result"]
    lost = [each for each in had if each["permission_name"] == "can_execute_sql_query"]
    assert len(lost) == 1
    assert asks(analyst) == 200
    try:
        kept = [each["id"] for each in had if each not in lost]
        assert admin.ask(path, {"permission_view_menu_ids": kept}).status_code == 200
        until = time.monotonic() + FEELS_IT_S
        while asks(analyst) == 200 and time.monotonic() < until:
            time.sleep(1)
        assert [asks(analyst) for _ in range(4)] == [403] * 4
    finally:
        everything = [each["id"] for each in had]
        assert admin.ask(path, {"permission_view_menu_ids": everything}).status_code == 200
    until = time.monotonic() + FEELS_IT_S
    while asks(analyst) != 200 and time.monotonic() < until:
        time.sleep(1)
    assert asks(analyst) == 200


@contextmanager
def noting(installation: Installation) -> Iterator[set[str]]:
    """Actions that are noted meanwhile; filled at the end."""
    database = installation.engine.url.database
    assert database is not None
    own = installation.engine.url.set(database=role_name(database, "superset"))
    engine = make_engine(own.render_as_string(hide_password=False))
    found: set[str] = set()
    try:
        with engine.connect() as connection:
            last = connection.execute(text("select coalesce(max(id), 0) from logs")).scalar_one()
        yield found
        with engine.connect() as connection:
            rows = connection.execute(text("select distinct action from logs where id > :last"), {"last": last})
            found.update(rows.scalars())
    finally:
        engine.dispose()


def test_opening_a_dashboard_is_noted_and_each_of_its_charts_is_not(installation: Installation) -> None:
    marketing = installation.logged_in("marketing")
    with noting(installation) as noted:
        assert marketing.get("/superset/dashboard/label-overview/").status_code == 200
        chart = marketing.get("/api/v1/dashboard/label-overview/charts").json()["result"][0]
        assert marketing.get(f"/api/v1/chart/{chart['id']}/data/").status_code == 200
    assert "dashboard" in " ".join(noted).lower()
    assert not [action for action in noted if action.startswith("ChartDataRestApi")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_of_a_chart_is_noted(installation: Installation, kind: str) -> None:
    marketing = installation.logged_in("marketing")
    chart = marketing.get("/api/v1/dashboard/label-overview/charts").json()["result"][0]
    question = json.loads(marketing.get(f"/api/v1/chart/{chart['id']}").json()["result"]["query_context"])
    with noting(installation) as noted:
        asked = {**question, "result_format": kind, "result_type": "full"}
        assert marketing.ask("/api/v1/chart/data", asked).status_code == 200
    assert [action for action in noted if action.startswith("ChartDataRestApi")]
