"""Who may not explore asks what dashboards ask, and no SQL of their own within it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from installation import Installation, Person

Question = dict[str, Any]
SIMPLE = {"expressionType": "SIMPLE", "aggregate": "MAX", "label": "x"}
SQL = {"expressionType": "SQL", "sqlExpression": "(select string_agg(label, ',') from mart.artist_card)", "label": "x"}


def change(part: str, value: Any) -> Callable[[Question], None]:
    """Another value for a part of the first query."""

    def apply(question: Question) -> None:
        question["queries"][0][part] = value

    return apply


def add(part: str, value: Any) -> Callable[[Question], None]:
    """One more value in a part of the first query."""

    def apply(question: Question) -> None:
        question["queries"][0][part] = [*(question["queries"][0].get(part) or []), value]

    return apply


def without_chart(question: Question) -> None:
    question["form_data"] = {name: value for name, value in question["form_data"].items() if name != "slice_id"}
    add("columns", SQL)(question)


ATTACKS: dict[str, Callable[[Question], None]] = {
    "a column in SQL": add("columns", SQL),
    "a column in SQL, as of no chart": without_chart,
    "a metric in SQL": change("metrics", [SQL]),
    "a metric over a column there is not": change("metrics", [{**SIMPLE, "column": {"column_name": "ts_stat"}}]),
    "a condition": change("extras", {"where": "1 = 1) or (label <> ''"}),
    "a condition on groups": change("extras", {"having": "count(*) > 0"}),
    "a filter on SQL": add("filters", {"col": SQL, "op": "IS NOT NULL"}),
    "an operator": add("filters", {"col": "label", "op": "~* any", "val": "x"}),
    "an order by SQL": add("orderby", [SQL, True]),
    "an order by a name in quotes": add("orderby", ["(select 1)", True]),
    "a series in SQL": change("series_columns", [SQL]),
    "a limit of series by SQL": change("series_limit_metric", SQL),
    "a layer": change(
        "annotation_layers",
        [{"name": "x", "annotationType": "EVENT", "sourceType": "NATIVE", "value": 1, "show": True, "style": "solid"}],
    ),
    "a time grain of SQL": change("granularity", "now(); select 1"),
}


@pytest.fixture(scope="module")
def saved(installation: Installation) -> Question:
    """What the chart "What moved" of the label's overview asks, as a browser sends it."""
    person = installation.logged_in("data")
    charts = person.get("/api/v1/dashboard/label-overview/charts").json()["result"]
    [chart] = [each for each in charts if each["slice_name"] == "What moved"]
    question: Question = json.loads(person.get(f"/api/v1/chart/{chart['id']}").json()["result"]["query_context"])
    board = person.get("/api/v1/dashboard/label-overview").json()["result"]["id"]
    form = {**(question.get("form_data") or {}), "dashboardId": board, "slice_id": chart["id"]}
    return {**question, "form_data": form, "force": True}


@pytest.fixture(scope="module", params=["executive", "marketing"])
def viewer(request: pytest.FixtureRequest, installation: Installation) -> Person:
    return installation.logged_in(request.param)


@pytest.mark.parametrize("attack", ATTACKS)
def test_sql_of_ones_own_is_refused(viewer: Person, saved: Question, attack: str) -> None:
    question = copy.deepcopy(saved)
    asked = viewer.ask("/api/v1/chart/data", question)
    assert asked.status_code == 200, asked.text[:400]
    ATTACKS[attack](question)
    answer = viewer.ask("/api/v1/chart/data", question)
    assert answer.status_code in (400, 403), answer.text[:300]
    if answer.status_code == 400:  # Superset's own check of the request's shape
        assert "result" not in answer.json()


@pytest.mark.parametrize(
    "narrowed",
    [
        add("filters", {"col": "label", "op": "IN", "val": ["Tidemark"]}),
        add("filters", {"col": "no_column_of_this_one", "op": "==", "val": "x"}),
        change("row_limit", 3),
        add("orderby", ["label", True]),
    ],
)
def test_filters_of_a_dashboard_pass(viewer: Person, saved: Question, narrowed: Callable[[Question], None]) -> None:
    question = copy.deepcopy(saved)
    narrowed(question)
    answer = viewer.ask("/api/v1/chart/data", question)
    assert answer.status_code == 200, answer.text[:400]


def test_who_may_explore_asks_in_sql(installation: Installation, saved: Question) -> None:
    analyst = installation.logged_in("analyst")
    question = copy.deepcopy(saved)
    add("columns", {**SQL, "sqlExpression": "upper(label)"})(question)
    assert analyst.ask("/api/v1/chart/data", question).status_code == 200
