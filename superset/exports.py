"""Exports hold words: what a table shows as picture, link or escaped text leaves Superset as the text itself.

Columns of schema bi that hold HTML end in ``_html``, those that hold a picture in ``picture_html`` or ``logo_html``.
Every other column stays as it is, whatever stands in it, and so does what an analyst's own SQL gives.
"""

import html
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from flask import current_app, g

from export_about import About, week_of
from export_about import in_words as filters_in_words
from export_sheets import number_format, workbook
from marketing.warehouse import WarehouseUnavailable, read_one

HTML = "_html"
PICTURES = ("picture_html", "logo_html", "spark_html", "bullet_html")
TAG = re.compile(r"<[^>]*>")  # what people typed is escaped there, so a tag is one of ours


def export_words() -> None:
    """From now on, CSV and Excel files of charts hold words, and are named by dashboard, chart and week."""
    from superset.charts.data.api import ChartDataRestApi
    from superset.common.chart_data import ChartDataResultFormat
    from superset.common.query_context_processor import QueryContextProcessor

    as_shown, as_sent = QueryContextProcessor.get_data, ChartDataRestApi._send_chart_response

    def get_data(self: QueryContextProcessor, df: pd.DataFrame, coltypes: list[Any]) -> Any:
        asked, datasource = self._query_context, self._qc_datasource
        if asked.result_format in ChartDataResultFormat.table_like():
            titles = datasource.data.get("verbose_map", {})
            df, coltypes = in_words(df, coltypes, html_columns(datasource), titles)
            if asked.result_format == ChartDataResultFormat.XLSX:
                return as_workbook(df, coltypes, titles, asked)
        return as_shown(self, df, coltypes)

    def send(self: ChartDataRestApi, result: dict[Any, Any], *given: Any, **named: Any) -> Any:
        response, asked = as_sent(self, result, *given, **named), result["query_context"]
        if response.status_code == 200 and asked.result_format in ChartDataResultFormat.table_like():
            ending = "zip" if len(result["queries"]) > 1 else asked.result_format
            response.headers.set("Content-Disposition", "attachment", filename=f"{about(asked).file_name()}.{ending}")
        return response

    QueryContextProcessor.get_data = get_data
    ChartDataRestApi._send_chart_response = send


def as_workbook(df: pd.DataFrame, coltypes: list[Any], titles: Mapping[str, str], asked: Any) -> bytes:
    """The Excel file of a chart, percentages in the format the chart shows them in."""
    from superset.utils.excel import apply_column_types

    chart = chart_of(asked)
    shown = (
        (asked.form_data or {}).get("column_config") or (chart.params_dict.get("column_config") if chart else {}) or {}
    )
    configured = {metric.metric_name: metric.d3format for metric in getattr(asked.datasource, "metrics", [])}
    configured |= {name: each["d3NumberFormat"] for name, each in shown.items() if each.get("d3NumberFormat")}
    formats = [number_format(str(name), configured.get(name)) for name in df.columns]
    df = df.set_axis([titles.get(name, name) for name in df.columns], axis=1)
    apply_column_types(df, coltypes)
    settings = {"index": not isinstance(df.index, pd.RangeIndex), **current_app.config["EXCEL_EXPORT"]}
    return workbook(df, formats, about(asked).facts(), **settings)


def chart_of(asked: Any) -> Any:
    """The saved chart a question is of; None for one that is not saved."""
    from superset.extensions import db
    from superset.models.slice import Slice

    number = (asked.form_data or {}).get("slice_id")
    return asked.slice_ or (db.session.get(Slice, number) if number else None)


def about(asked: Any) -> About:
    """What the file of a question says of itself: what its dashboard and chart are, and what it is filtered by."""
    from superset.extensions import db
    from superset.models.dashboard import Dashboard

    form = asked.form_data or {}
    dashboard = db.session.get(Dashboard, form["dashboardId"]) if form.get("dashboardId") else None
    chart = chart_of(asked)
    filters = [each for query in asked.queries for each in query.filter]
    try:
        clock = read_one("export_clock") or {}
    except WarehouseUnavailable:  # the data are here; they leave without their clock
        clock = {}
    return About(
        dashboard=dashboard.dashboard_title if dashboard is not None else "",
        chart=chart.slice_name if chart is not None else "",
        week=week_of(filters) or str(clock.get("week_on") or ""),
        filters=filters_in_words(filters, asked.datasource.data.get("verbose_map", {})),
        as_of=str(clock.get("sentence") or ""),
        made_by=str(g.user.username),
        made_at=datetime.now(UTC),
    )


def html_columns(datasource: object) -> set[str]:
    """Columns of a dataset that hold HTML; none of what comes from somebody's SQL, ours apart."""
    from superset.connectors.sqla.models import SqlaTable

    if not isinstance(datasource, SqlaTable) or (datasource.is_virtual and not datasource.is_managed_externally):
        return set()
    names = {column.column_name for column in datasource.columns if not column.expression}
    names |= {metric.metric_name for metric in datasource.metrics}
    return {name for name in names if name.endswith(HTML)}


def in_words(
    df: pd.DataFrame, coltypes: list[Any], html_names: Collection[str], titles: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Any]]:
    """The frame without pictures and HTML, and the types of the columns that are left.

    A title stands once: a table may hold a name twice, as a link and, unseen, as the text its search looks through.
    A column without a title has its name for one.
    """
    kept: dict[str, pd.Series] = {}
    types, seen = [], {}
    for place, (name, coltype) in enumerate(zip(df.columns, coltypes, strict=True)):
        values = df.iloc[:, place]
        if name in html_names and name.endswith(PICTURES):
            continue
        if name in html_names:
            values = values.map(words)
        title = titles.get(name, name)
        if title in seen and seen[title].equals(values):
            continue
        if title in seen:
            name = f"{title} ({name})"
        elif not title.strip():
            name = name.removesuffix(HTML).replace("_", " ").capitalize()
        kept[name] = values
        seen[title] = values
        types.append(coltype)
    return pd.DataFrame(kept, index=df.index), types


def words(cell: object) -> object:
    """The characters a browser would show for a cell; what has no tag is no HTML."""
    if not isinstance(cell, str) or "<" not in cell:
        return cell
    if "</div>" in cell:  # one under the other on the page: else the last word of one runs into the first of the next
        cell = " ".join(cell.replace("</div>", " </div>").split())
    return html.unescape(TAG.sub("", cell))
