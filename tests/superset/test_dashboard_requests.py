"""What a check asks is what a browser asks when it opens a dashboard. On files and values alone."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

OWN = {"col": "metric", "op": "==", "val": "streams"}
SPAN = {"col": "month_on", "op": "TEMPORAL_RANGE", "val": "No filter"}


@pytest.fixture(scope="module")
def opened() -> ModuleType:
    path = Path(__file__).parents[2] / "superset/dashboard_requests.py"
    spec = importlib.util.spec_from_file_location("dashboard_requests", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dashboard_requests"] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


def asked(opened: ModuleType, filters: list[dict[str, Any]], own: list[dict[str, Any]]) -> Any:
    """Filters of the one chart, number 7, of a dashboard with these filters; and what was asked for their values."""
    wanted: list[dict[str, Any]] = []

    def ask(question: dict[str, Any]) -> dict[str, Any]:
        wanted.append(question)
        [column] = question["queries"][0]["columns"]
        return {"result": [{"data": [{column: "first"}]}]}

    board = opened.Board(3, "a-board", filters, [(7, "A chart", {"queries": [{"filters": own}]})])
    [(name, question)] = opened.questions(board, ask)
    assert name == "A chart"
    assert question["form_data"] == {"dashboardId": 3, "slice_id": 7}
    return question["queries"][0]["filters"], wanted


def choice(*, excluded: tuple[int, ...] = ()) -> dict[str, Any]:
    return {
        "id": "NATIVE_FILTER-week",
        "targets": [{"column": {"name": "week_on"}, "datasetId": 11}],
        "controlValues": {"defaultToFirstItem": True, "sortAscending": False},
        "scope": {"rootPath": ["ROOT_ID"], "excluded": list(excluded)},
    }


def test_a_filter_begins_with_its_first_value(opened: ModuleType) -> None:
    filters, wanted = asked(opened, [choice()], [OWN])
    assert filters == [OWN, {"col": "week_on", "op": "IN", "val": ["first"]}]
    assert wanted[0]["datasource"] == {"id": 11, "type": "table"}
    assert wanted[0]["queries"][0]["orderby"] == [["week_on", False]]


def test_a_filter_leaves_charts_outside_of_its_scope_alone(opened: ModuleType) -> None:
    assert asked(opened, [choice(excluded=(7,))], [OWN])[0] == [OWN]
    assert asked(opened, [choice(excluded=(8,))], [OWN])[0] != [OWN]


def test_the_period_of_a_dashboard_stands_for_the_charts_own(opened: ModuleType) -> None:
    period = {
        "controlValues": {},
        "defaultDataMask": {"extraFormData": {"time_range": "previous calendar month"}},
        "scope": {"excluded": []},
    }
    filters, wanted = asked(opened, [period], [OWN, SPAN])
    assert filters == [OWN, {**SPAN, "val": "previous calendar month"}]
    assert wanted == []


def test_a_filter_that_begins_empty_adds_nothing(opened: ModuleType) -> None:
    empty = {
        "controlValues": {"defaultToFirstItem": False},
        "defaultDataMask": {"extraFormData": {}},
        "scope": {"excluded": []},
    }
    assert asked(opened, [empty], [OWN])[0] == [OWN]
