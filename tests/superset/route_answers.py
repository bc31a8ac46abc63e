"""Asks every route of the application by each of its methods, as each log-in. Run in Superset's environment.

Reads a JSON object from stdin, names of users by what a log-in is called (null for nobody), and prints a JSON object:
``routes``, a list of method, rule and the status each log-in got, ``refused`` for 401, 403 and the way to the log-in
page; ``objects``, how many there are after the start that a collection of garbage leaves out, and looks at. Requests do
nothing to what is there: numbers are of nothing, bodies are no JSON. A form's token is not asked for: it would hide
who may send the form.
"""

import gc
import json
import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from log_in import mark
from superset.app import create_app
from werkzeug.routing import Rule

NUMBER, NAME = "999999999", "none-of-that-name"
# To be let in is all that is asked: the data of a whole dashboard would be half of all the time.
ASKED = {"/api/v1/dashboard/<pk>/export_as_example/": {"export_data": "false"}}
# They change the session itself.
LAST = re.compile(r"/(logout|login/logout|lang)/")


def answers(app: Flask, people: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """A row for each route and method."""
    clients = {called: logged_in(app, user) for called, user in people.items()}
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (bool(LAST.match(rule.rule)), rule.rule, rule.endpoint))
    return [
        {
            "route": f"{method} {rule.rule}",
            "answers": {called: answer(client, method, rule) for called, client in clients.items()},
        }
        for rule in rules
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def logged_in(app: Flask, user: str | None) -> FlaskClient:
    """A client of the application itself, logged in as a user unless it is nobody's."""
    from superset.extensions import security_manager

    client = app.test_client()
    if user is not None:
        with app.app_context():
            found = security_manager.find_user(user)
            number, password = str(found.id), found.password
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"], session["_id"] = number, True, mark(number, password)
    return client


def answer(client: FlaskClient, method: str, rule: Rule) -> str:
    """The status, or ``refused``. An API is asked for the first there is of what it shows."""
    number = "1" if method == "GET" and rule.rule.startswith("/api/") else NUMBER
    path = re.sub(r"<(int[^>]*:\w+|pk|id_or_\w+)>", number, rule.rule)
    path = re.sub(r"<[^>]+>", NAME, path)
    accept = "application/json" if path.startswith("/api/") else "text/html"
    body = {} if method == "GET" else {"data": "{", "content_type": "application/json"}
    got = client.open(path, method=method, headers={"Accept": accept}, query_string=ASKED.get(rule.rule), **body)
    is_sent_to_log_in = got.status_code == 302 and got.location.split("?")[0].rstrip("/").endswith("/login")
    return "refused" if got.status_code in (401, 403) or is_sent_to_log_in else str(got.status_code)


def remove_new_dashboards(app: Flask, last: int) -> None:
    """One of Superset's pages makes a dashboard by being looked at."""
    from superset.models.dashboard import Dashboard

    from superset import db

    with app.app_context():
        for made in db.session.query(Dashboard).filter(Dashboard.id > last):
            db.session.delete(made)
        db.session.commit()


def main() -> None:
    people = json.load(sys.stdin)
    logging.disable()  # what routes make of such requests fills pages
    app = create_app()
    objects = {"left_out": gc.get_freeze_count(), "looked_at": len(gc.get_objects())}
    app.config["WTF_CSRF_ENABLED"] = False
    from superset.extensions import security_manager
    from superset.models.dashboard import Dashboard

    from superset import db

    security_manager.limiter.enabled = False
    with app.app_context():
        last = db.session.query(db.func.max(Dashboard.id)).scalar() or 0
    try:
        found = answers(app, people)
    finally:
        remove_new_dashboards(app, last)
    sys.stdout.write(json.dumps({"routes": found, "objects": objects}) + "\n")


if __name__ == "__main__":
    main()
