"""The dashboards' files as they lie in superset/assets, and what is expected of all of them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

ASSETS = Path(__file__).parents[2] / "superset/assets"
NAMESPACE = UUID("6f1c0a52-3d0e-5b7e-9c55-8f6a1f0c2b11")


def read(kind: str) -> Mapping[str, dict[str, Any]]:
    """Files of a kind (datasets, charts, dashboards) by slug, which is the file's name."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((ASSETS / kind).rglob("*.yaml"))}


def expected_uuid(kind: str, slug: str) -> str:
    """The identity of what is called so, for example of the chart what-moved."""
    return str(uuid5(NAMESPACE, f"{kind}/{slug}"))


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
    """Columns a chart's stored question and its own settings name."""
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
