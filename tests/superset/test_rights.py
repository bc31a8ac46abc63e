"""What a role may do is remembered for some seconds only; what is noted is what people do."""

import time

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


@pytest.fixture
def noted(installation: Installation) -> set[str]:
    """Actions noted while somebody opens a dashboard and asks for a chart."""
    database = installation.engine.url.database
    assert database is not None
    own = installation.engine.url.set(database=role_name(database, "superset"))
    engine = make_engine(own.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            last = connection.execute(text("select coalesce(max(id), 0) from logs")).scalar_one()
        marketing = installation.logged_in("marketing")
        assert marketing.get("/superset/dashboard/label-overview/").status_code == 200
        chart = marketing.get("/api/v1/dashboard/label-overview/charts").json()["result"][0]
        assert marketing.get(f"/api/v1/chart/{chart['id']}/data/").status_code == 200
        with engine.connect() as connection:
            rows = connection.execute(text("select distinct action from logs where id > :last"), {"last": last})
            return set(rows.scalars())
    finally:
        engine.dispose()


def test_opening_a_dashboard_is_noted_and_each_of_its_charts_is_not(noted: set[str]) -> None:
    assert "dashboard" in " ".join(noted).lower()
    assert not [action for action in noted if action.startswith("ChartDataRestApi")]
