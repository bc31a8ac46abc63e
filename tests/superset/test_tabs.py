"""What somebody has open in SQL Lab is changed by nobody else, whatever number is sent."""

import json
from typing import Any

import httpx
import pytest
from installation import Installation, Person
from sqlalchemy import text


@pytest.fixture(scope="module")
def people(installation: Installation) -> tuple[Person, Person]:
    return installation.logged_in("analyst"), installation.logged_in("data")


def send(person: Person, path: str, method: str = "POST", **fields: Any) -> httpx.Response:
    """A form as SQL Lab sends it: each field is JSON."""
    token = person.get("/api/v1/security/csrf_token/").json()["result"]
    headers = {"X-CSRFToken": token, "Referer": str(person.browser.base_url), "Accept": "application/json"}
    data = {name: json.dumps(value) for name, value in fields.items()}
    return person.browser.request(method, path, data=data, headers=headers)


def test_tabs_are_their_owners(installation: Installation, people: tuple[Person, Person]) -> None:
    owner, other = people
    warehouse = owner.get("/api/v1/database/").json()["result"][0]["id"]
    tab = send(owner, "/tabstateview/", queryEditor={"dbId": warehouse, "name": "mine"}).json()["id"]
    shown = {"queryEditorId": str(tab), "dbId": warehouse, "schema": "mart", "name": "artist"}
    table = send(owner, "/tableschemaview/", table=shown).json()["id"]
    for answer in (
        send(other, f"/tableschemaview/{table}", "DELETE"),
        send(other, f"/tableschemaview/{table}/expanded", expanded=False),
        send(other, "/tableschemaview/", table=shown),
        send(other, f"/tabstateview/{tab}/query/none", "DELETE"),
        send(other, f"/tabstateview/{tab}", "DELETE"),
    ):
        assert answer.status_code == 403, answer.url
    with installation.users().connect() as connection:
        kept = connection.execute(text("select expanded from table_schema where id = :table"), {"table": table})
        assert kept.scalars().all() == [True]
    assert send(owner, f"/tableschemaview/{table}/expanded", expanded=False).status_code == 200
    assert send(owner, f"/tableschemaview/{table}", "DELETE").status_code == 200
    assert send(owner, f"/tabstateview/{tab}", "DELETE").status_code == 200
