"""Who is limited to a label or team asks the warehouse by a login of that scope, on dashboards and in SQL Lab."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bundle_files import read
from installation import Installation, Person
from pages import rows
from sqlalchemy import text

PASSWORD = "a long one for tests"
TABLES = ("followed_week", "badge_board", "artist_growth", "link_coverage", "label_trend")


@dataclass(frozen=True)
class People:
    """Makes users for the tests of this file. ``roles``: numbers by name; ``label``: one of several."""

    installation: Installation
    admin: Person
    roles: dict[str, int]
    label: str
    team: str
    made: list[int]

    def make(self, name: str, *roles: str) -> Person:
        user = {
            "username": name,
            "first_name": "No",
            "last_name": "Body",
            "email": f"{name}@label.example",
            "active": True,
            "password": PASSWORD,
            "roles": [self.roles[role] for role in roles],
        }
        answer = self.admin.ask("/api/v1/security/users/", user)
        assert answer.status_code == 201, answer.text
        self.made.append(answer.json()["id"])
        return self.installation.logged_in(name, PASSWORD)


@pytest.fixture(scope="module")
def people(installation: Installation) -> Iterator[People]:
    admin = installation.logged_in("admin")
    listed = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    labels = "select label, max(team) from mart.artist_card where status = 'confirmed' and team is not null group by 1"
    found = sorted(rows(installation, labels))
    assert len(found) > 1
    made = People(installation, admin, {role["name"]: role["id"] for role in listed}, *found[0], [])
    yield made
    for number in made.made:
        admin.ask(f"/api/v1/security/users/{number}", method="DELETE")


@pytest.fixture(scope="module")
def of_label(people: People) -> Person:
    return people.make("of-a-label", "Marketing", f"Label {people.label}")


def column(person: Person, admin: Person, table: str, name: str, *, is_forced: bool = True) -> set[Any]:
    """Values of a column of a dataset, as a person is shown them."""
    datasets = admin.get("/api/v1/dataset/?q=(page_size:200)").json()["result"]
    [dataset] = [each["id"] for each in datasets if each["table_name"] == table]
    question = {
        "datasource": {"id": dataset, "type": "table"},
        "queries": [{"columns": [name], "metrics": [], "row_limit": 1000, "filters": [], "extras": {}}],
        "result_format": "json",
        "result_type": "full",
        "force": is_forced,
    }
    answer = person.ask("/api/v1/chart/data", question)
    assert answer.status_code == 200, answer.text
    return {row[name] for row in answer.json()["result"][0]["data"]}


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_the_label_and_no_others(people: People, of_label: Person, table: str) -> None:
    everything = column(people.admin, people.admin, table, "label")
    # what somebody else has just asked is no answer for who may see less
    assert column(of_label, people.admin, table, "label", is_forced=False) == {people.label} < everything


@pytest.fixture(scope="module")
def questions(people: People) -> list[tuple[str, dict[str, Any]]]:
    """What each chart of each dashboard asks, as the page does; with a name for who reads of it."""
    asked = []
    for slug in read("dashboards"):
        if slug == "charts-and-cascade":
            continue
        board = people.admin.get(f"/api/v1/dashboard/{slug}").json()["result"]["id"]
        for chart in people.admin.get(f"/api/v1/dashboard/{slug}/charts").json()["result"]:
            stored = people.admin.get(f"/api/v1/chart/{chart['id']}").json()["result"]["query_context"]
            question = json.loads(stored)
            question["form_data"] = {**question["form_data"], "dashboardId": board, "slice_id": chart["id"]}
            asked.append((f"{chart['slice_name']} on {slug}", question))
    assert len(asked) > 50
    return asked


@pytest.mark.parametrize("kind", ["label", "team"])
def test_every_dashboard_answers(
    people: People, of_label: Person, questions: list[tuple[str, dict[str, Any]]], kind: str
) -> None:
    """Charts of what can't be told of a label, or of a team, are empty; none fails."""
    reader = of_label if kind == "label" else people.make("of-a-team-alone", "Marketing", f"Team {people.team}")
    datasets = people.admin.get("/api/v1/dataset/?q=(page_size:200)").json()["result"]
    [totals] = [each["id"] for each in datasets if each["table_name"] == "label_trend"]
    for name, question in questions:
        answer = reader.ask("/api/v1/chart/data", question)
        assert answer.status_code == 200, (name, answer.text[:300])
        if kind == "team" and question["datasource"]["id"] == totals:
            assert answer.json()["result"][0]["rowcount"] > 0


def test_who_asks_in_sql_gets_no_further(people: People) -> None:
    analyst = people.make("analyst-of-a-label", "Analyst", f"Label {people.label}")
    [warehouse] = [each["id"] for each in analyst.get("/api/v1/database/").json()["result"]]

    def run(sql: str) -> Any:
        body = {"database_id": warehouse, "sql": sql, "runAsync": False}
        return analyst.ask("/api/v1/sqllab/execute/", body)

    shown = run("select distinct label from artist_card")
    assert [row["label"] for row in shown.json()["data"]] == [people.label]
    assert run("select label from bi_scoped.artist_card").status_code == 200
    for sql in ("select label from mart.artist_card", "select label from bi.followed_week", "select * from app.audit"):
        refused = run(sql)
        assert refused.status_code != 200
        assert "permission denied" in refused.text


def test_a_team_and_a_label_are_what_is_in_both(people: People) -> None:
    both = people.make("of-a-team", "Marketing", f"Label {people.label}", f"Team {people.team}")
    refused = both.get("/superset/dashboard/label-overview/")
    assert refused.status_code == 200
    with pytest.raises(AssertionError, match="superset sync"):
        column(both, people.admin, "followed_week", "label")
    people.installation.verb("superset", "sync")
    cards = "select artist_name from mart.artist_card where label = :label and team = :team and status = 'confirmed'"
    wanted = {name for (name,) in rows(people.installation, cards, label=people.label, team=people.team)}
    assert column(both, people.admin, "link_coverage", "artist") == wanted != set()


def test_a_group_limits_as_a_role_does(people: People) -> None:
    person = people.make("of-a-group", "Marketing")
    number = people.made[-1]
    everything = column(person, people.admin, "followed_week", "label")
    engine = people.installation.users()
    with engine.begin() as connection:
        group = connection.execute(
            text(
                "insert into ab_group (id, name, label) "
                "values (nextval('ab_group_id_seq'), 'some', 'some') returning id"
            )
        ).scalar_one()
        given = {"group": group, "role": people.roles[f"Label {people.label}"], "user": number}
        for table, kind in (("ab_group_role", "role"), ("ab_user_group", "user")):
            connection.execute(
                text(
                    f"insert into {table} (id, {kind}_id, group_id) values (nextval('{table}_id_seq'), :{kind}, :group)"
                ),
                given,
            )
    assert column(person, people.admin, "followed_week", "label") == {people.label} < everything
    listed = person.get("/marketing/cards/").text
    others = "select artist_name from mart.artist_card where label <> :label and status = 'confirmed' limit 5"
    assert not [name for (name,) in rows(people.installation, others, label=people.label) if f">{name}<" in listed]
    with engine.begin() as connection:
        for table in ("ab_user_group", "ab_group_role"):
            connection.execute(text(f"delete from {table} where group_id = :group"), given)
        connection.execute(text("delete from ab_group where id = :group"), given)
    engine.dispose()
