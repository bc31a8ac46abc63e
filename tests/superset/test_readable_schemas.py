"""SQL Lab offers the schemas a login may read, and shows what tables and columns mean."""

from collections.abc import Iterator

import pytest
from installation import Installation, Person

PASSWORD = "a-long-password-of-the-test"


@pytest.fixture(scope="module")
def tidemarks(installation: Installation) -> Iterator[Person]:
    """An analyst who is for one label."""
    admin = installation.logged_in("admin")
    found = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    ids = {role["name"]: role["id"] for role in found}
    made = {
        "username": "ansel",
        "first_name": "Ansel",
        "last_name": "Tidemark",
        "email": "ansel@groundswell.invalid",
        "active": True,
        "password": PASSWORD,
        "roles": [ids["Analyst"], ids["Label Tidemark"]],
    }
    assert admin.ask("/api/v1/security/users/", made).status_code == 201
    person = installation.logged_in("ansel", PASSWORD)
    yield person
    person.browser.close()


def warehouse(person: Person) -> int:
    databases = person.get("/api/v1/database/").json()["result"]
    [number] = [each["id"] for each in databases if each["database_name"] == "Warehouse"]
    return int(number)


def schemas(person: Person) -> list[str]:
    return sorted(person.get(f"/api/v1/database/{warehouse(person)}/schemas/").json()["result"])


def test_only_schemas_one_may_read_are_offered(installation: Installation, tidemarks: Person) -> None:
    assert schemas(installation.logged_in("analyst")) == ["bi", "mart"]
    assert schemas(tidemarks) == ["bi_scoped"]


def test_tables_and_columns_say_what_they_are(installation: Installation) -> None:
    analyst = installation.logged_in("analyst")
    shown = analyst.get(f"/api/v1/database/{warehouse(analyst)}/table_metadata/?name=artist_week&schema=mart").json()
    assert shown["comment"]
    assert [column["name"] for column in shown["columns"] if not column["comment"]] == []
