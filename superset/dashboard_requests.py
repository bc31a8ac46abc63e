"""What a browser asks when it opens a dashboard: charts' own filters and what those of the dashboard begin with."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Filter = dict[str, Any]
# What the API answers to a question.
Ask = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Board:
    """A dashboard as Superset keeps it: its filters, and for each chart number, name and question."""

    number: int
    slug: str
    filters: list[dict[str, Any]]
    charts: list[tuple[int, str, dict[str, Any]]]


def read(dashboard: Any) -> Board:
    """From Superset's own Dashboard, with the charts by name."""
    charts = [
        (chart.id, str(chart.slice_name), json.loads(chart.query_context))
        for chart in sorted(dashboard.slices, key=lambda each: str(each.slice_name))
    ]
    filters = json.loads(dashboard.json_metadata).get("native_filter_configuration", [])
    return Board(dashboard.id, str(dashboard.slug), filters, charts)


def questions(board: Board, ask: Ask) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and question of each chart; asks for the values its dashboard's filters begin with."""
    beginnings = [(set(each["scope"]["excluded"]), beginning(board, each, ask)) for each in board.filters]
    for number, name, question in board.charts:
        reaching = [adds for excluded, adds in beginnings if number not in excluded]
        queries = [{**query, "filters": filtered(query["filters"], reaching)} for query in question["queries"]]
        form = {**(question.get("form_data") or {}), "dashboardId": board.number, "slice_id": number}
        yield name, {**question, "queries": queries, "form_data": form}


def beginning(board: Board, configured: dict[str, Any], ask: Ask) -> dict[str, Any]:
    """What a filter adds to questions when its dashboard opens: its default, or the first of its values."""
    if not configured.get("controlValues", {}).get("defaultToFirstItem"):
        return configured.get("defaultDataMask", {}).get("extraFormData") or {}
    [target] = configured["targets"]
    column = target["column"]["name"]
    values = {"columns": [column], "orderby": [[column, bool(configured["controlValues"].get("sortAscending"))]]}
    answer = ask(
        {
            "datasource": {"id": target["datasetId"], "type": "table"},
            "queries": [{**values, "filters": [], "row_limit": 1}],
            "form_data": {"dashboardId": board.number, "native_filter_id": configured["id"], "type": "NATIVE_FILTER"},
            "result_format": "json",
            "result_type": "full",
        }
    )
    found = [row[column] for row in answer["result"][0]["data"]]
    return {"filters": [{"col": column, "op": "IN", "val": found}]} if found else {}


def filtered(own: list[Filter], reaching: list[dict[str, Any]]) -> list[Filter]:
    """A question's filters with those of the dashboard; a period of the dashboard's stands for the chart's own."""
    periods = [adds["time_range"] for adds in reaching if "time_range" in adds]
    kept = [{**each, "val": periods[-1]} if periods and each["op"] == "TEMPORAL_RANGE" else each for each in own]
    return kept + [each for adds in reaching for each in adds.get("filters", [])]
