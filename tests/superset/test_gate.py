"""Who gets in and where to: nobody without a log-in, everybody only where they have business."""

import re

import pytest
from installation import Installation, hidden_token

PAGES = (
    "/",
    "/superset/welcome/",
    "/superset/dashboard/label-overview/",
    "/dashboard/list/",
    "/chart/list/",
    "/sqllab/",
    "/explore/",
    "/users/list/",
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
        "/users/list/",
        "/databaseview/list/",
        "/tablemodelview/list/",
    ),
    "marketing": (
        "/sqllab/",
        "/chart/list/",
        "/explore/",
        "/users/list/",
        "/databaseview/list/",
        "/savedqueryview/list/",
    ),
    "analyst": ("/users/list/", "/databaseview/list/", "/rowlevelsecurity/list/", "/roles/"),
    "data": ("/users/list/", "/databaseview/list/", "/rowlevelsecurity/list/", "/roles/"),
}
OPEN = {
    "executive": ("/dashboard/list/", "/superset/welcome/"),
    "marketing": ("/dashboard/list/", "/superset/welcome/"),
    "analyst": ("/dashboard/list/", "/sqllab/", "/savedqueryview/list/", "/chart/list/"),
    "data": ("/dashboard/list/", "/sqllab/", "/savedqueryview/list/"),
    "admin": ("/users/list/", "/databaseview/list/", "/sqllab/"),
}
MARKETING_ONLY = ("executive", "analyst")


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
def test_where_a_role_has_no_business_a_page_says_so(installation: Installation, user: str, path: str) -> None:
    answer = installation.logged_in(user).get(path)
    assert answer.status_code == 403
    assert "This page is not for your log-in" in answer.text
    assert user in answer.text


@pytest.mark.parametrize(("user", "path"), [(user, path) for user, paths in OPEN.items() for path in paths])
def test_where_a_role_has_business_it_gets_in(installation: Installation, user: str, path: str) -> None:
    assert installation.logged_in(user).get(path).status_code == 200


@pytest.mark.parametrize("user", MARKETING_ONLY)
def test_marketings_pages_are_not_for_others(installation: Installation, user: str) -> None:
    menu = installation.logged_in("marketing").get("/api/v1/menu/").json()["result"]
    [marketing] = [entry for entry in menu if entry["name"] == "Marketing"]
    assert len(marketing["childs"]) == 4
    other = installation.logged_in(user)
    for page in marketing["childs"]:
        assert other.get(page["url"]).status_code == 403
    assert not [entry for entry in other.get("/api/v1/menu/").json()["result"] if entry["name"] == "Marketing"]


def test_the_api_refuses_as_an_api(installation: Installation) -> None:
    answer = installation.logged_in("marketing").ask("/api/v1/database/", method="GET")
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/json")


def test_nothing_is_loaded_from_elsewhere_and_nothing_told_there(installation: Installation) -> None:
    answer = installation.logged_in("marketing").get("/superset/welcome/")
    policy = answer.headers["content-security-policy"]
    assert "scarf" not in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*unsafe-inline", policy)
    assert not re.findall(r'<script[^>]+src="https?://', answer.text)
