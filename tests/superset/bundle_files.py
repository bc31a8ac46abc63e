"""What is expected of all documents made from the files of superset/assets."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import asset_files

READERS = {
    "charts": asset_files.charts,
    "dashboards": asset_files.dashboards,
    "queries": asset_files.queries,
}


@cache
def read(kind: str) -> Mapping[str, dict[str, Any]]:
    """Documents of a kind (charts, dashboards, queries) as Superset imports them, by file; not to be changed."""
    return READERS[kind](asset_files.FOLDER)


def placed(dashboard: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a dashboard says of each of its charts: uuid, chartId, sliceName, width, height."""
    position = dashboard["position"].values()
    return [each["meta"] for each in position if isinstance(each, dict) and each.get("type") == "CHART"]


def placed_by_tab(dashboard: Mapping[str, Any]) -> dict[str | None, set[str]]:
    """Names of charts by the tab they stand in, in order; None is what stands above the tabs."""
    position = {name: each for name, each in dashboard["position"].items() if isinstance(each, dict)}
    tabs = {name: each["meta"]["text"] for name, each in position.items() if each.get("type") == "TAB"}
    found: dict[str | None, set[str]] = {None: set(), **{tab: set() for tab in tabs.values()}}
    for each in position.values():
        if each.get("type") == "CHART":
            tab = next((tabs[parent] for parent in each["parents"] if parent in tabs), None)
            found[tab].add(each["meta"]["sliceName"])
    return found


def columns_named(chart: Mapping[str, Any]) -> set[str]:
    """Columns a chart's question and its own settings name."""
    params = chart["params"]
    named = {name for key in ("all_columns", "groupby", "groupby_b") for name in listed(params.get(key))}
    named |= {each["subject"] for key in ("adhoc_filters", "adhoc_filters_b") for each in params.get(key, [])}
    named |= set(listed(params.get("x_axis")))
    for query in json.loads(chart["query_context"])["queries"]:
        named |= {each["col"] for each in query["filters"]}
        named |= {each["sqlExpression"] if isinstance(each, dict) else each for each in query["columns"]}
    return named


def metrics_named(chart: Mapping[str, Any]) -> set[str]:
    """Saved metrics a chart names."""
    params = chart["params"]
    named = [name for key in ("metric", "metrics", "metrics_b", "percent_metrics") for name in listed(params.get(key))]
    return {name for name in named if isinstance(name, str)}


def listed(value: Any) -> list[Any]:
    """A setting that may hold none, one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def filters(dashboard: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, dataset's uuid and column of each filter that lets one choose values."""
    for each in dashboard["metadata"]["native_filter_configuration"]:
        for target in each["targets"]:
            if target:
                yield each["name"], target["datasetUuid"], target["column"]["name"]
