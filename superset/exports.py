"""Exports hold words: what a table shows as picture, link or escaped text leaves Superset as the text itself.

Columns of schema bi that hold HTML end in ``_html``, those that hold a picture in ``picture_html`` or ``logo_html``.
Every other column stays as it is, whatever stands in it, and so does what an analyst's own SQL gives.
"""

import html
import re
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

HTML = "_html"
PICTURES = ("picture_html", "logo_html", "spark_html", "bullet_html")
TAG = re.compile(r"<[^>]*>")  # what people typed is escaped there, so a tag is one of ours


def export_words() -> None:
    """From now on, CSV and Excel files of charts hold words."""
    from superset.common.chart_data import ChartDataResultFormat
    from superset.common.query_context_processor import QueryContextProcessor

    as_shown = QueryContextProcessor.get_data

    def get_data(self: QueryContextProcessor, df: pd.DataFrame, coltypes: list[Any]) -> Any:
        if self._query_context.result_format in ChartDataResultFormat.table_like():
            datasource = self._qc_datasource
            df, coltypes = in_words(df, coltypes, html_columns(datasource), datasource.data.get("verbose_map", {}))
        return as_shown(self, df, coltypes)

    QueryContextProcessor.get_data = get_data


def html_columns(datasource: object) -> set[str]:
    """Columns of a dataset that hold HTML; none of what comes from somebody's SQL."""
    from superset.connectors.sqla.models import SqlaTable

    if not isinstance(datasource, SqlaTable) or datasource.is_virtual:
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
