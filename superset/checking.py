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


def check(app: Flask, runs: int) -> list[dict[str, Any]]:
    """A row for each chart on each dashboard."""
    rows = []
    # asked outside of the application's context, in which the first one who asks would stay the one who asks
    for dashboard, role, client, charts in boards(app):
        for name, asked in charts:
            ask(client, asked, is_forced=True)
            cold = [ask(client, asked, is_forced=True) for _ in range(runs)]
            warm = [ask(client, asked, is_forced=False) for _ in range(runs)]
            rows.append(
                {
                    "dashboard": dashboard,
                    "chart": name,
                    "role": role,
                    "rows": min(answer["rows"] for answer in cold),
                    "error": next((answer["error"] for answer in cold if answer["error"]), None),
                    "cold_ms": statistics.median(answer["ms"] for answer in cold),
                    "warm_ms": statistics.median(answer["ms"] for answer in warm),
                }
            )
    return rows


def boards(app: Flask) -> list[tuple[str, str, FlaskClient, list[tuple[str, dict[str, Any]]]]]:
    """Slug, role, a client logged in as it, and the questions of the charts by name, for each dashboard."""
    from superset.extensions import security_manager

    from bundle import dashboards
    from initializer import LIBRARIAN
    from roles import audience

    with app.app_context():
        found = sorted(dashboards(security_manager.find_user(LIBRARIAN)), key=lambda each: str(each.slug))
        return [
            (
                str(dashboard.slug),
                audience(dashboard)[0],
                logged_in(app, audience(dashboard)[0]),
                sorted(
                    ((chart.slice_name, question(chart, dashboard.id)) for chart in dashboard.slices),
                    key=lambda pair: pair[0],
                ),
            )
            for dashboard in found
        ]


def logged_in(app: Flask, role: str) -> FlaskClient:
    """A client of the application itself, logged in as somebody who has the role and no other."""
    from superset.extensions import security_manager

    people = [user for user in security_manager.find_role(role).user if [each.name for each in user.roles] == [role]]
    if not people:
        raise RuntimeError(f"Nobody has the role {role} alone; give it to a user, so that charts can be asked as it.")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = str(people[0].id), True
    return client


def question(chart: Any, dashboard_id: int) -> dict[str, Any]:
    """What the browser asks for a chart that stands on a dashboard."""
    asked: dict[str, Any] = json.loads(chart.query_context)
    asked["form_data"] = {**(asked.get("form_data") or {}), "dashboardId": dashboard_id, "slice_id": chart.id}
    return asked


def ask(client: FlaskClient, asked: dict[str, Any], *, is_forced: bool) -> dict[str, Any]:
    """Rows, error and milliseconds of one answer."""
    began = time.perf_counter()
    answer = client.post("/api/v1/chart/data", json={**asked, "force": is_forced})
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
    asked = json.load(sys.stdin)
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False  # this client is no browser
    sys.stdout.write(json.dumps(check(app, asked["runs"])) + "\n")


if __name__ == "__main__":
    main()
