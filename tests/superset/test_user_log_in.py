"""The two doors of Superset: how often they may be tried, whose session is whose, what is told of other people.

The last of its folder: its last test leaves the doors shut for a minute.
"""

import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from installation import Installation, Person, hidden_token
from sqlalchemy import Engine, text

from db.datadir import DataDir
from flows.cli.addresses import show_superset
from flows.services.processes import Running

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PASSWORD = "a long one for tests"


def unhurried(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer once the limit of log-ins from one address, which all tests share, lets it through."""
    until = time.monotonic() + 70
    while (answer := ask()).status_code == 429 and time.monotonic() < until:
        time.sleep(2)
    return answer


@dataclass(frozen=True)
class Somebody:
    """A user made for one test. ``users``: Superset's own database."""

    name: str
    number: int
    installation: Installation
    users: Engine

    def enters(self, password: str = PASSWORD) -> bool:
        """Whether the password opens both doors, which must agree."""
        browser = self.installation.browser()
        token = hidden_token(browser.get("/login/").text)
        form = {"username": self.name, "password": password, "csrf_token": token}
        page = unhurried(lambda: browser.post("/login/", data=form))
        by_page = page.status_code == 302 and "/login" not in page.headers["location"]
        form = {"username": self.name, "password": password, "provider": "db"}
        api = unhurried(lambda: self.installation.browser().post("/api/v1/security/login", json=form))
        assert api.status_code == (200 if by_page else 401)
        return by_page

    def failed(self, times: int, minutes_ago: float) -> None:
        change = (
            "update ab_user set fail_login_count = :times, changed_on = now() - :ago * interval '1 minute' "
            "where id = :id"
        )
        with self.users.begin() as connection:
            connection.execute(text(change), {"times": times, "ago": minutes_ago, "id": self.number})

    def failures(self) -> int:
        with self.users.connect() as connection:
            counted = connection.execute(
                text("select fail_login_count from ab_user where id = :id"), {"id": self.number}
            )
            return int(counted.scalar_one())


@pytest.fixture(scope="module")
def admin(installation: Installation) -> Person:
    return installation.logged_in("admin")


@pytest.fixture
def somebody(installation: Installation, admin: Person) -> Iterator[Somebody]:
    roles = admin.get("/api/v1/security/roles/", q="(page_size:100)").json()["result"]
    [role] = [each["id"] for each in roles if each["name"] == "Executive"]
    name = f"some-{secrets.token_hex(4)}"
    user = {"username": name, "first_name": "Some", "last_name": "Body", "email": f"{name}@label.example"}
    made = admin.ask("/api/v1/security/users/", {**user, "active": True, "roles": [role], "password": PASSWORD})
    assert made.status_code == 201, made.text
    engine = installation.users()
    yield Somebody(name, made.json()["id"], installation, engine)
    engine.dispose()
    admin.ask(f"/api/v1/security/users/{made.json()['id']}", method="DELETE")


def test_an_account_that_failed_too_often_waits(somebody: Somebody) -> None:
    somebody.failed(9, minutes_ago=0)
    assert somebody.enters()
    somebody.failed(10, minutes_ago=14)
    assert not somebody.enters()
    somebody.failed(10, minutes_ago=16)
    assert somebody.enters()
    assert somebody.failures() == 0
    assert not somebody.enters("guessed")
    assert somebody.failures() == 2, "one at each door"


def test_a_new_password_opens_the_account_and_ends_its_sessions(installation: Installation, somebody: Somebody) -> None:
    before = installation.logged_in(somebody.name, PASSWORD)
    assert before.get("/api/v1/me/").status_code == 200
    somebody.failed(10, minutes_ago=0)
    made = installation.verb("superset", "password", somebody.name)
    assert before.get("/api/v1/me/").status_code == 401
    assert not somebody.enters()
    assert somebody.enters(made["password"])
    refused = installation.run("superset", "password", "nobody")
    assert refused.returncode == 1
    assert "no active user 'nobody'" in refused.stderr


def test_a_cookie_from_before_the_log_out_opens_nothing(installation: Installation, somebody: Somebody) -> None:
    person = installation.logged_in(somebody.name, PASSWORD)
    kept = installation.browser()
    kept.cookies.update(person.browser.cookies)
    assert kept.get("/api/v1/me/").status_code == 200
    person.get("/logout/")
    assert kept.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize("password", ["elevenchars", "aaaaaaaaaaaaaaaa", ""])
def test_a_weak_password_is_refused(installation: Installation, somebody: Somebody, password: str) -> None:
    person = installation.logged_in(somebody.name, PASSWORD)
    assert person.ask("/api/v1/me/", {"password": password}, method="PUT").status_code == 400


def test_filters_of_two_people_behind_one_address_are_two(installation: Installation, somebody: Somebody) -> None:
    one, other = installation.logged_in("executive"), installation.logged_in(somebody.name, PASSWORD)
    number = one.get("/api/v1/dashboard/label-overview").json()["result"]["id"]
    path = f"/api/v1/dashboard/{number}/filter_state"
    keys = [
        person.ask(f"{path}?tab_id=1", {"value": json.dumps({"mine": person.name})}).json()["key"]
        for person in (one, other)
    ]
    assert keys[0] != keys[1]
    assert one.get(f"{path}/{keys[0]}").json()["value"] == json.dumps({"mine": "executive"})
    assert other.get(f"{path}/{keys[1]}").json()["value"] == json.dumps({"mine": somebody.name})


@pytest.mark.parametrize("user", ["executive", "marketing", "analyst", "data"])
def test_addresses_of_others_are_not_listed(installation: Installation, user: str) -> None:
    person = installation.logged_in(user)
    chart = person.get("/api/v1/dashboard/label-overview/charts").json()["result"][0]["id"]
    dataset = person.get("/api/v1/dashboard/label-overview/datasets").json()["result"][0]["id"]
    for path in (
        "/api/v1/dashboard/",
        "/api/v1/dashboard/label-overview",
        "/api/v1/dashboard/related/owners",
        "/api/v1/chart/",
        f"/api/v1/chart/{chart}",
        "/api/v1/chart/related/owners",
        "/api/v1/dataset/",
        f"/api/v1/dataset/{dataset}",
        f"/api/v1/dataset/{dataset}/drill_info/",
        "/api/v1/dataset/related/owners",
        "/api/v1/query/",
        "/api/v1/saved_query/",
        "/api/v1/log/recent_activity/",
        "/api/v1/security/users/",
    ):
        answer = person.get(path)
        assert answer.status_code in (200, 403, 404), path
        assert ADDRESS.findall(answer.text) == [], path


def test_the_version_is_for_those_within(installation: Installation) -> None:
    assert installation.browser().get("/version").status_code == 401
    assert installation.logged_in("executive").get("/version").status_code == 200


def test_first_log_ins_are_shown_once_and_kept_nowhere(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = DataDir.open(tmp_path_factory.mktemp("shown") / "data", create=True)
    data_dir.write_state("superset-log-ins", {"admin": "the-first-password"})
    server = Running("superset", 1, 8088, True)
    show_superset(data_dir, server, 8088)
    assert "the-first-password" in "".join(capsys.readouterr())
    show_superset(data_dir, server, 8088)
    assert "password" not in "".join(capsys.readouterr())
    assert not [path for path in data_dir.path.rglob("*.json") if "the-first-password" in path.read_text("utf-8")]


def test_guessing_is_slowed_down_at_both_doors(installation: Installation) -> None:
    """By address: 20 a minute, in each of two processes."""
    installation.logged_in("executive", installation.password("executive"))  # once the doors are open
    browser = installation.browser()
    token = hidden_token(browser.get("/login/").text)
    form = {"username": "nobody", "password": "guessed", "provider": "db"}
    by_api = [browser.post("/api/v1/security/login", json=form).status_code]
    while by_api[-1] == 429 and len(by_api) < 20:  # what other tests tried counts, too, for a minute
        time.sleep(5)
        by_api.append(browser.post("/api/v1/security/login", json=form).status_code)
    by_api += [browser.post("/api/v1/security/login", json=form).status_code for _ in range(45)]
    assert set(by_api) == {401, 429}
    assert by_api[-1] == 429
    by_page = [browser.post("/login/", data={**form, "csrf_token": token}).status_code for _ in range(3)]
    assert set(by_page) == {429}
    forged = {"X-Forwarded-For": "10.1.2.3"}
    assert browser.post("/api/v1/security/login", json=form, headers=forged).status_code == 429
