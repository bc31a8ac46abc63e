"""Somebody at a running Superset, without a browser."""

import html
import re
import time
from typing import Any, Self

import httpx

from db.errors import GroundswellError

TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"', re.DOTALL)
PATIENCE_S = 120
TRIES, BETWEEN_S = 40, 5  # twenty log-ins a minute come from one address


class Reader:
    """A log-in and what it asks."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        token = self.get("/api/v1/security/csrf_token/").json()["result"]
        http.headers.update({"X-CSRFToken": token, "Referer": str(http.base_url)})

    @classmethod
    def log_in(cls, address: str, user: str, password: str) -> Self:
        """By the log-in page, as people do; as often as it takes where too many come at once."""
        limits = httpx.Limits(keepalive_expiry=1)  # the server closes a quiet connection after two seconds
        http = httpx.Client(base_url=address, timeout=PATIENCE_S, limits=limits, trust_env=False)
        for _ in range(TRIES):
            token = TOKEN.search(http.get("/login/").text)
            form = {"username": user, "password": password, "csrf_token": html.unescape(token[1]) if token else ""}
            answer = http.post("/login/", data=form)
            if answer.status_code == 302 and "/login" not in answer.headers["location"]:
                http.headers["Accept"] = "application/json"
                return cls(http)
            time.sleep(BETWEEN_S)
        raise GroundswellError(f"Superset at {address} does not let {user} in ({answer.status_code}).")

    def get(self, path: str) -> httpx.Response:
        return self._http.get(path)

    def post(self, path: str, body: Any) -> httpx.Response:
        return self._http.post(path, json=body)

    def made(self, path: str, body: Any) -> int:
        """Number of something new. Raises GroundswellError with what was said instead."""
        answer = self.post(path, body)
        if answer.status_code != 201:
            raise GroundswellError(f"Superset makes nothing of {path}: {answer.status_code}: {answer.text[:300]}")
        return int(answer.json()["id"])

    def close(self) -> None:
        self._http.close()
