"""A running Superset over a demo's warehouse, and people who use it."""

import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine

from db.engine import make_engine
from db.roles import role_name

GROUNDSWELL = Path(sys.executable).parent / "groundswell"


@dataclass(frozen=True)
class Installation:
    """The programs of one data folder. ``engine``: its warehouse, as the owner."""

    url: str
    engine: Engine
    environment: Mapping[str, str] = field(repr=False)
    data_dir: Path
    _browsers: list[httpx.Client] = field(default_factory=list, repr=False)
    _sessions: dict[str, httpx.Cookies] = field(default_factory=dict, repr=False)

    def verb(self, *words: str) -> Any:
        """Run a verb with --json; what it said."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [GROUNDSWELL, *words], env=dict(self.environment), capture_output=True, text=True, check=False
        )

    def password(self, user: str) -> str:
        kept: dict[str, str] = json.loads((self.data_dir / "run/superset-log-ins.json").read_text("utf-8"))
        return kept[user]

    def users(self) -> Engine:
        """Superset's own database."""
        database = role_name(str(self.engine.url.database), "superset")
        return make_engine(self.engine.url.set(database=database).render_as_string(hide_password=False))

    def browser(self) -> httpx.Client:
        """Somebody who is not logged in."""
        # without TLS, so without certificates, which take 30 ms to read
        opened = httpx.Client(
            base_url=self.url, headers={"Accept": "text/html"}, timeout=60, trust_env=False, verify=False
        )
        self._browsers.append(opened)
        return opened

    def close(self) -> None:
        """Close the browsers of all tests."""
        for browser in self._browsers:
            browser.close()

    def logged_in(self, user: str, password: str | None = None) -> "Person":
        """One of the first users, or whose password is given, by the log-in page as people use it.

        A first user does so once for all tests: log-ins are counted at the door, and cost more than most pages.
        """
        browser = self.browser()
        if password is None and user in self._sessions:
            browser.cookies.update(self._sessions[user])
            if browser.get("/api/v1/me/").status_code == 200:
                return Person(user, browser)
            browser.cookies.clear()
        for _ in range(20):  # a log-in counts against the door's limit, and tests log in more often than people
            form = {
                "username": user,
                "password": password or self.password(user),
                "csrf_token": hidden_token(browser.get("/login/").text),
            }
            answer = browser.post("/login/", data=form)
            if answer.status_code != 429:
                break
            time.sleep(5)
        assert answer.status_code == 302, answer.text[:300]
        assert "/login" not in answer.headers["location"]
        if password is None:
            self._sessions[user] = httpx.Cookies(browser.cookies)
        return Person(user, browser)


@dataclass(frozen=True)
class Person:
    """A logged-in browser, and its API calls with the token that forms carry."""

    name: str
    browser: httpx.Client

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.browser.get(path, params=query or None)

    @cached_property
    def token(self) -> str:
        """What forms carry; it is good for as long as the session."""
        told = self.browser.get("/api/v1/security/csrf_token/", headers={"Accept": "application/json"})
        return str(told.json()["result"])

    def ask(self, path: str, body: Any = None, method: str = "POST") -> httpx.Response:
        """A call of Superset's API, as its pages make it."""
        headers = {
            "Accept": "application/json",
            "X-CSRFToken": self.token,
            "Referer": str(self.browser.base_url),
        }
        return self.browser.request(method, path, json=body, headers=headers)


def hidden_token(page: str) -> str:
    """The token in a page that its forms must send back."""
    found = re.search(r'name="csrf_token"[^>]*?value="([^"]+)"', page, re.DOTALL)
    assert found is not None, page[:500]
    return html.unescape(found[1])
