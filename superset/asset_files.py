"""The files of superset/assets, made into the documents Superset's import takes.

A file says only what is its own: its name is its identity, what every chart of a kind has stands once in
chart_defaults.yaml, and what a chart asks is built from its settings. On files and values alone.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from chart_queries import query_context
from dashboard_layout import layout, native_filters

Document = dict[str, Any]

FOLDER = Path(__file__).parent / "assets"
LOOK = Path(__file__).parent / "brand/dashboard.css"  # of every dashboard
NAMESPACE = UUID("6f1c0a52-3d0e-5b7e-9c55-8f6a1f0c2b11")
VERSION = "1.0.0"  # of Superset's format of files
OWN_KEYS = {
    "charts": {"slice_name", "dataset", "viz_type", "description", "params", "place"},
    "datasets": {"main_dttm_col", "cache_timeout", "metrics", "columns", "sql"},
    "dashboards": {"title", "description", "filters", "rows"},
    "queries": {"label", "description", "sql"},
}


def identity(kind: str, name: str) -> str:
    """The same for the same name forever: an installation finds what it imported before by it."""
    return str(uuid5(NAMESPACE, f"{kind}/{name}"))


DATABASE = identity("database", "warehouse")


def read(folder: Path, kind: str) -> dict[str, Document]:
    """Files of a kind by name; raises ValueError for a key a file of this kind has not."""
    paths = sorted((folder / kind).rglob("*.yaml"))
    found = {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in paths}
    for name, each in found.items():
        foreign = set(each) - OWN_KEYS[kind]
        if foreign:
            raise ValueError(f"{kind}/{name}.yaml: {', '.join(sorted(foreign))} can't stand here: it is built.")
    return found


def charts(folder: Path) -> dict[str, Document]:
    """Charts as Superset imports them, by name."""
    defaults = yaml.load((folder / "chart_defaults.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {name: _chart(name, each, defaults) for name, each in read(folder, "charts").items()}


def _chart(name: str, own: Document, defaults: Mapping[str, Any]) -> Document:
    kind = own["viz_type"]
    params = {**defaults["kinds"][kind], **own["params"]}
    for key in ("adhoc_filters", "adhoc_filters_b"):
        if key in params:
            params[key] = [_adhoc(*each) for each in params[key]]
    if "order_by_cols" in params:
        params["order_by_cols"] = [json.dumps(each) for each in params["order_by_cols"]]
    if "conditional_formatting" in params:
        rules = (
            defaults["colours"][each] if isinstance(each, str) else [each] for each in params["conditional_formatting"]
        )
        params["conditional_formatting"] = [rule for several in rules for rule in several]
    return {
        "slice_name": own["slice_name"],
        "description": own["description"],
        "viz_type": kind,
        "uuid": identity("chart", name),
        "version": VERSION,
        "dataset_uuid": identity("dataset", own["dataset"]),
        "is_managed_externally": True,
        "params": params,
        "query_context": json.dumps(query_context(kind, params)),
    }


def _adhoc(column: str, operator: str, value: Any = None) -> Document:
    """A filter of a chart; its file says column, operator and, where there is one, value."""
    operator_id = {"==": "EQUALS", "!=": "NOT_EQUALS", ">": "GREATER_THAN"}.get(operator, operator.replace(" ", "_"))
    return {
        "expressionType": "SIMPLE",
        "clause": "WHERE",
        "subject": column,
        "operator": operator,
        "operatorId": operator_id,
        "comparator": value,
    }


def dashboards(folder: Path) -> dict[str, Document]:
    """Dashboards as Superset imports them, by name."""
    files = read(folder, "charts")
    return {name: _dashboard(name, each, files) for name, each in read(folder, "dashboards").items()}


def _dashboard(name: str, own: Document, files: Mapping[str, Document]) -> Document:
    standing = {chart: each["place"] for chart, each in files.items() if each.get("place", {}).get("dashboard") == name}
    titles = {chart: (identity("chart", chart), each["slice_name"]) for chart, each in files.items()}
    position, numbers = layout(own["title"], own["rows"], standing, titles)
    return {
        "dashboard_title": own["title"],
        "slug": name,
        "uuid": identity("dashboard", name),
        "version": VERSION,
        "published": True,
        "is_managed_externally": True,
        "description": own["description"],
        "css": LOOK.read_text("utf-8"),
        "metadata": {
            "color_scheme": "groundswell",
            "refresh_frequency": 0,
            "cross_filters_enabled": False,
            "filter_bar_orientation": "HORIZONTAL",
            "native_filter_configuration": native_filters(
                own["filters"], numbers, lambda dataset: identity("dataset", dataset)
            ),
            "timed_refresh_immune_slices": [],
            "expanded_slices": {},
            "label_colors": {},
            "shared_label_colors": [],
            "map_label_colors": {},
            "default_filters": "{}",
        },
        "position": position,
    }


def queries(folder: Path) -> dict[str, Document]:
    """Saved queries as Superset imports them, by name."""
    return {
        name: {**each, "schema": "mart", "uuid": identity("query", name), "version": VERSION, "database_uuid": DATABASE}
        for name, each in read(folder, "queries").items()
    }


def datasets(folder: Path, catalogue: Mapping[str, Document]) -> dict[str, Document]:
    """Datasets as Superset imports them, by name, which is the view's.

    ``catalogue``: schema, description and columns of each view, as the warehouse has them. A file adds metrics and
    columns worked out of others. With ``sql`` it asks a function, of which the view is
    the answer without filters (dataset_arguments.py).
    """
    return {name: _dataset(name, each, catalogue[name]) for name, each in read(folder, "datasets").items()}


def _dataset(name: str, own: Document, view: Document) -> Document:
    computed = [{"type": "TEXT", **each} for each in own.get("columns", [])]
    return {
        "table_name": name,
        "sql": own.get("sql"),
        "schema": None,  # found where the login that asks looks: bi and mart, or what its label or team may see
        "description": view["description"],
        "uuid": identity("dataset", name),
        "version": VERSION,
        "database_uuid": DATABASE,
        "main_dttm_col": own.get("main_dttm_col"),
        "cache_timeout": own.get("cache_timeout"),
        "filter_select_enabled": True,
        "is_managed_externally": True,
        "metrics": own["metrics"],
        "columns": [_column(each) for each in [*view["columns"], *computed]],
    }


def _column(own: Document) -> Document:
    is_time = {"is_dttm": True} if own["type"].startswith(("DATE", "TIMESTAMP")) else {}
    return {**own, "groupby": True, "filterable": True, **is_time}
