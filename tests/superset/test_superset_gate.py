"""Who gets in and where to: nobody without a log-in, everybody only where they have business."""

import re

import pytest
from installation import Installation, Person, hidden_token

PAGES = (
    "/",
    "/superset/welcome/",
    "/superset/dashboard/label-overview/",
    "/dashboard/list/",
    "/chart/list/",
    "/sqllab/",
    "/explore/",
    "/users/",
    "/databaseview/list/",
    "/savedqueryview/list/",
)
APIS = (
    "/api/v1/dashboard/",
    "/api/v1/chart/",
    "/api/v1/dataset/",
    "/api/v1/database/",
    "/api/v1/saved_query/",
    "/api/v1/query/",
    "/api/v1/menu/",
    "/api/v1/me/",
    "/api/v1/security/users/",
    "/api/v1/rowlevelsecurity/",
)
# Where a role has no business.
CLOSED = {
    "executive": (
        "/sqllab/",
        "/chart/list/",
        "/explore/",
        "/users/",
        "/databaseview/list/",
        "/tablemodelview/list/",
    ),
    "marketing": (
        "/sqllab/",
        "/chart/list/",
        "/explore/",
        "/users/",
        "/databaseview/list/",
        "/savedqueryview/list/",
    ),
    "analyst": ("/users/", "/databaseview/list/", "/rowlevelsecurity/list/", "/roles/", "/actionlog/list"),
    "data": ("/users/", "/databaseview/list/", "/rowlevelsecurity/list/", "/roles/"),
}
OPEN = {
    "executive": ("/dashboard/list/", "/superset/welcome/"),
    "marketing": ("/dashboard/list/", "/superset/welcome/"),
    "analyst": ("/dashboard/list/", "/sqllab/", "/savedqueryview/list/", "/chart/list/"),
    "data": ("/dashboard/list/", "/sqllab/", "/savedqueryview/list/"),
    "admin": ("/users/", "/databaseview/list/", "/sqllab/"),
}
MARKETING_ONLY = ("executive", "analyst")
READ_BY_ALL = {"Music Analytics", "Actions"}  # pages of marketing's menu


@pytest.fixture(scope="module")
def people(installation: Installation) -> dict[str, Person]:
    """One log-in of each first user."""
    return {user: installation.logged_in(user) for user in OPEN}


@pytest.mark.parametrize("path", PAGES)
def test_without_a_log_in_there_is_the_log_in_page_alone(installation: Installation, path: str) -> None:
    answer = installation.browser().get(path)
    assert answer.status_code == 302
    assert "/login/" in answer.headers["location"]


@pytest.mark.parametrize("path", APIS)
def test_without_a_log_in_the_api_says_nothing(installation: Installation, path: str) -> None:
    assert installation.browser().get(path).status_code == 401


def test_chart_data_and_sql_are_not_for_strangers(installation: Installation) -> None:
    browser = installation.browser()
    for path in ("/api/v1/chart/data", "/api/v1/sqllab/execute/"):
        assert browser.post(path, json={}).status_code in (302, 400, 401)


@pytest.mark.parametrize(("user", "password"), [("marketing", "marketing"), ("admin", "admin"), ("library", "")])
def test_no_password_is_fixed(installation: Installation, user: str, password: str) -> None:
    browser = installation.browser()
    token = hidden_token(browser.get("/login/").text)
    browser.post("/login/", data={"username": user, "password": password, "csrf_token": token})
    assert browser.get("/api/v1/me/").status_code == 401


def test_a_log_in_without_the_pages_token_is_none(installation: Installation) -> None:
    browser = installation.browser()
    browser.post("/login/", data={"username": "marketing", "password": installation.password("marketing")})
    assert browser.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize(("user", "path"), [(user, path) for user, paths in CLOSED.items() for path in paths])
def test_where_a_role_has_no_business_a_page_says_so(people: dict[str, Person], user: str, path: str) -> None:
    answer = people[user].get(path)
    assert answer.status_code == 403
    assert "This page is not for your log-in" in answer.text
    assert user in answer.text


@pytest.mark.parametrize(("user", "path"), [(user, path) for user, paths in OPEN.items() for path in paths])
def test_where_a_role_has_business_it_gets_in(people: dict[str, Person], user: str, path: str) -> None:
    assert people[user].get(path).status_code == 200


def test_a_dashboard_for_others_is_not_a_broken_link(people: dict[str, Person]) -> None:
    answer = people["marketing"].get("/superset/dashboard/charts-and-cascade/")
    assert answer.status_code == 403
    assert "This page is not for your log-in" in answer.text
    assert people["data"].get("/superset/dashboard/charts-and-cascade/").status_code == 200
    assert people["marketing"].get("/superset/dashboard/none-of-that-name/").status_code == 404


def test_everybody_begins_where_it_says_what_moved(people: dict[str, Person]) -> None:
    for person in people.values():
        assert person.get("/").headers["location"] == "/superset/dashboard/label-overview/"


@pytest.mark.parametrize("user", MARKETING_ONLY)
def test_marketings_pages_are_not_for_others(people: dict[str, Person], user: str) -> None:
    menu = people["marketing"].get("/api/v1/menu/").json()["result"]
    [marketing] = [entry for entry in menu if entry["name"] == "Marketing"]
    typed = [page["url"] for page in marketing["childs"] if page["name"] not in READ_BY_ALL]
    assert len(typed) == 7
    other = people[user]
    for address in typed:
        assert other.get(address).status_code == 403
    [seen] = [entry for entry in other.get("/api/v1/menu/").json()["result"] if entry["name"] == "Marketing"]
    assert {page["name"] for page in seen["childs"]} == READ_BY_ALL, "of this menu they have what all may read"


def test_the_api_refuses_as_an_api(people: dict[str, Person]) -> None:
    answer = people["marketing"].ask("/api/v1/database/", method="GET")
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/json")


def test_nothing_is_loaded_from_elsewhere_and_nothing_told_there(people: dict[str, Person]) -> None:
    answer = people["marketing"].get("/superset/welcome/")
    policy = answer.headers["content-security-policy"]
    assert "scarf" not in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*unsafe-inline", policy)
    assert not re.findall(r'<script[^>]+src="https?://', answer.text)
