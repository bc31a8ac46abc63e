"""Ask every chart of every dashboard for its data, as the role with the least rights that sees it.

Run in Superset's environment; reads a JSON object from stdin, ``runs``; prints a JSON list: dashboard, chart, role,
rows, error, and milliseconds without (``cold_ms``) and with Superset's cache (``warm_ms``), medians of so many runs.
One question before the clock opens the connections.
"""

import json
import statistics
import sys
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from superset.app import create_app

from dashboard_requests import Board, questions, read
from log_in import mark


def check(app: Flask, runs: int) -> list[dict[str, Any]]:
    """A row for each chart on each dashboard."""
    rows = []
    # asked outside of the application's context, in which the first one who asks would stay the one who asks
    for board, role, client in boards(app):
        for name, question in questions(board, lambda values, client=client: answered(client, values)):
            if runs > 1:
                ask(client, question, is_forced=True)  # the first of all reads more than the warehouse
            cold = [ask(client, question, is_forced=True) for _ in range(runs)]
            warm = [ask(client, question, is_forced=False) for _ in range(runs)]
            rows.append(
                {
                    "dashboard": board.slug,
                    "chart": name,
                    "role": role,
                    "rows": min(answer["rows"] for answer in cold),
                    "error": next((answer["error"] for answer in cold if answer["error"]), None),
                    "cold_ms": statistics.median(answer["ms"] for answer in cold),
                    "warm_ms": statistics.median(answer["ms"] for answer in warm),
                }
            )
    return rows


def boards(app: Flask) -> list[tuple[Board, str, FlaskClient]]:
    """Each dashboard with the role with the least rights that sees it, and a client logged in as that."""
    from superset.extensions import security_manager

    from bundle import imported_dashboards
    from initializer import LIBRARIAN
    from roles import audience

    with app.app_context():
        found = sorted(imported_dashboards(security_manager.find_user(LIBRARIAN)), key=lambda each: str(each.slug))
        return [
            (read(dashboard), audience(dashboard)[0], logged_in(app, audience(dashboard)[0])) for dashboard in found
        ]


def logged_in(app: Flask, role: str) -> FlaskClient:
    """A client of the application itself, logged in as somebody who has the role and no other."""
    from superset.extensions import security_manager

    people = [user for user in security_manager.find_role(role).user if [each.name for each in user.roles] == [role]]
    if not people:
        raise RuntimeError(f"Nobody has the role {role} alone; give it to a user, so that charts can be asked as it.")
    client = app.test_client()
    with client.session_transaction() as session:
        number = str(people[0].id)
        session["_user_id"], session["_fresh"], session["_id"] = number, True, mark(number, people[0].password)
    return client


def answered(client: FlaskClient, question: dict[str, Any]) -> dict[str, Any]:
    """The body of an answer; raises RuntimeError for anything but an answer."""
    answer = client.post("/api/v1/chart/data", json=question)
    if answer.status_code != 200:
        raise RuntimeError(
            f"A dashboard's filter can't be filled: {answer.status_code}: {answer.get_data(as_text=True)[:300]}"
        )
    body: dict[str, Any] = answer.get_json()
    return body


def ask(client: FlaskClient, question: dict[str, Any], *, is_forced: bool) -> dict[str, Any]:
    """Rows, error and milliseconds of one answer."""
    began = time.perf_counter()
    answer = client.post("/api/v1/chart/data", json={**question, "force": is_forced})
    elapsed = round((time.perf_counter() - began) * 1000, 1)
    body = answer.get_json(silent=True) or {}
    if answer.status_code != 200:
        return {"rows": 0, "error": f"{answer.status_code}: {json.dumps(body)[:300]}", "ms": elapsed}
    results = body["result"]
    errors = [result["error"] for result in results if result.get("error")]
    return {
        "rows": min(result["rowcount"] for result in results),
        "error": errors[0] if errors else None,
        "ms": elapsed,
    }


def main() -> None:
    question = json.load(sys.stdin)
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False  # this client is no browser
    sys.stdout.write(json.dumps(check(app, question["runs"])) + "\n")


if __name__ == "__main__":
    main()
