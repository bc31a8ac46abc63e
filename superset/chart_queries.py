"""What a chart asks the warehouse, built from its settings (``params``, Superset's form data) as a browser builds it.

Superset stores both; here only the settings are written by hand. On plain values alone.
"""

import json
from typing import Any

Params = dict[str, Any]
Query = dict[str, Any]

TIME_SERIES = ("echarts_timeseries_line", "echarts_timeseries_bar")


def query_context(viz_type: str, params: Params) -> dict[str, Any]:
    """All a chart of this kind asks; raises ValueError for a kind whose questions are not known here."""
    return {
        "datasource": {"id": 0, "type": "table"},  # Superset puts the number in at import
        "force": False,
        "queries": _queries(viz_type, params),
        "form_data": {},
        "result_format": "json",
        "result_type": "full",
    }


def _queries(viz_type: str, params: Params) -> list[Query]:
    if viz_type == "table":
        return [_raw_rows(params) if params["query_mode"] == "raw" else _counted_rows(params)]
    if viz_type == "big_number_total":
        return [_query(params, [], [params["metric"]], row_limit=1)]
    if viz_type in TIME_SERIES:
        query = _query(params, [_axis(params), *params["groupby"]], params["metrics"])
        return [{**query, **_largest_series(params)}]
    if viz_type == "mixed_timeseries":
        return [_query(params, [_axis(params), *params[f"groupby{n}"]], params[f"metrics{n}"], n) for n in ("", "_b")]
    if viz_type == "waterfall":
        query = _query(params, [params["x_axis"], *params["groupby"]], [params["metric"]])
        return [{**query, "orderby": [[params["x_axis"], True]]}]
    if viz_type == "heatmap_v2":
        axis = _axis(params) if "time_grain_sqla" in params else params["x_axis"]
        limits = {
            name: params[name] for name in ("series_columns", "series_limit", "series_limit_metric") if name in params
        }
        return [{**_query(params, [axis, params["groupby"]], [params["metric"]]), **limits}]
    raise ValueError(f"What a chart of kind {viz_type} asks is not known: add it to superset/chart_queries.py.")


def _query(params: Params, columns: list[Any], metrics: list[str], which: str = "", row_limit: int = 0) -> Query:
    """One question; ``which`` is the ending of the settings it is of, for a chart of two."""
    grain = {name: params[name] for name in ("time_grain_sqla",) if name in params and _has_axis(columns)}
    return {
        "columns": columns,
        "metrics": metrics,
        "filters": [_filter(each) for each in params[f"adhoc_filters{which}"]],
        "row_limit": row_limit or params[f"row_limit{which}"],
        "extras": grain,
    }


def _largest_series(params: Params) -> Query:
    """Only so many lines or bars, by what all of the time is largest; nothing where the chart shows every one."""
    if "limit" not in params:
        return {}
    metric = params["timeseries_limit_metric"]
    return {"series_columns": params["groupby"], "series_limit": params["limit"], "series_limit_metric": metric}


def _raw_rows(params: Params) -> Query:
    query = _query(params, params["all_columns"], [])
    del query["metrics"]
    return {**query, "orderby": [[column, is_up] for column, is_up in map(json.loads, params["order_by_cols"])]}


def _counted_rows(params: Params) -> Query:
    """Sorted by the metric chosen for it, else by the first; a share of the whole is worked out after the count."""
    query = _query(params, params["groupby"], params["metrics"])
    query["orderby"] = [[params.get("timeseries_limit_metric") or params["metrics"][0], not params["order_desc"]]]
    shares = params["percent_metrics"]
    if shares:
        names = {"columns": shares, "rename_columns": [f"%{name}" for name in shares]}
        query["post_processing"] = [{"operation": "contribution", "options": names}]
    return query


def _axis(params: Params) -> dict[str, Any]:
    column = {
        "columnType": "BASE_AXIS",
        "sqlExpression": params["x_axis"],
        "label": params["x_axis"],
        "expressionType": "SQL",
    }
    return {"timeGrain": params["time_grain_sqla"], **column} if "time_grain_sqla" in params else column


def _has_axis(columns: list[Any]) -> bool:
    return any(isinstance(column, dict) for column in columns)


def _filter(adhoc: dict[str, Any]) -> dict[str, Any]:
    condition = {"col": adhoc["subject"], "op": adhoc["operator"]}
    return condition if adhoc["comparator"] is None else {**condition, "val": adhoc["comparator"]}
