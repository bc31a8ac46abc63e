"""Datasets of a dashboard's page are kept, and made anew once something of them changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from installation import Installation, Person

BOARD = "/api/v1/dashboard/label-overview"


@pytest.fixture
def admin(installation: Installation) -> Person:
    return installation.logged_in("admin")


@pytest.fixture
def dataset(admin: Person) -> Iterator[dict[str, Any]]:
    """One of the dashboard's, left as it was."""
    found: dict[str, Any] = datasets(admin)[0]
    path = f"/api/v1/dataset/{found['id']}"
    was = admin.get(path).json()["result"]["cache_timeout"]
    yield found
    assert admin.ask(path, {"cache_timeout": was}, method="PUT").status_code == 200


def datasets(person: Person) -> list[dict[str, Any]]:
    answer = person.get(f"{BOARD}/datasets")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["result"]
    for each in found:
        each["column_names"].sort()  # a set, which each process lists in an order of its own
    return sorted(found, key=lambda each: int(each["id"]))


def test_what_is_kept_is_what_was_made(admin: Person, installation: Installation) -> None:
    assert datasets(admin) == datasets(admin) == datasets(installation.logged_in("marketing"))


def test_a_changed_dataset_is_seen_at_once(admin: Person, dataset: dict[str, Any]) -> None:
    assert admin.ask(f"/api/v1/dataset/{dataset['id']}", {"cache_timeout": 77}, method="PUT").status_code == 200
    [changed] = [each for each in datasets(admin) if each["id"] == dataset["id"]]
    assert changed["cache_timeout"] == 77


def test_only_who_may_open_the_dashboard_gets_them(installation: Installation) -> None:
    with installation.browser() as nobody:
        assert nobody.get(f"{BOARD}/datasets").status_code in (401, 403, 404)
