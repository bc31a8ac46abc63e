"""What may be asked without the right to explore: what the chart, the dashboard's filters or the dataset hold.

A request for a chart's data carries its question with it, SQL included, and Superset asks it as it stands. Its own
check (``query_context_modified``) is for guests: for whoever sees charts by their dashboard it knows no chart to
compare with and lets everything pass.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetSecurityException

OPERATORS = {
    *("==", "!=", ">", "<", ">=", "<=", "LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE", "IS NULL", "IS NOT NULL"),
    *("IN", "NOT IN", "IS TRUE", "IS FALSE", "TEMPORAL_RANGE"),
}
EXTRAS = {"time_grain_sqla", "relative_start", "relative_end", "instant_time_comparison_range"}


@dataclass(frozen=True)
class Known:
    """What a chart and its dataset hold: ``names`` of columns and metrics; ``expressions``, ``conditions`` in SQL."""

    columns: frozenset[str]
    names: frozenset[str]
    expressions: set[str] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)


def check(context: Any) -> None:
    """Raises SupersetSecurityException for a question with anything of its own, where its asker may not explore."""
    from superset.extensions import security_manager

    if security_manager.can_access("can_read", "Explore"):
        return
    known = known_of(context.datasource, asked_chart(context))
    for query in context.queries:
        for kind, value in parts(query):
            if not is_known(known, kind, value):
                raise SupersetSecurityException(
                    SupersetError(
                        message=f"No dashboard asks for this {kind}: {value!r}."[:300],
                        error_type=SupersetErrorType.DASHBOARD_SECURITY_ACCESS_ERROR,
                        level=ErrorLevel.WARNING,
                    )
                )


def parts(query: Any) -> Iterator[tuple[str, Any]]:
    """Everything in a question that becomes SQL, with what it is."""
    for column in (*(query.columns or ()), *(getattr(query, "series_columns", None) or ())):
        yield "column", column
    for metric in (*(query.metrics or ()), *filter(None, [query.series_limit_metric])):
        yield "metric", metric
    for order in query.orderby or ():
        yield "order", order[0]
    for each in query.filter or ():
        yield "filter", each.get("col")
        yield "operator", each.get("op")
    for key, value in (query.extras or {}).items():
        if key in ("where", "having"):
            yield "condition", value
        else:
            yield "extra", key
    if query.granularity:
        yield "column", query.granularity
    for layer in query.annotation_layers or ():
        yield "layer", layer


def is_known(known: Known, kind: str, value: Any) -> bool:
    """Whether a part of a question stands in the chart or its dataset."""
    if kind == "operator":
        return str(value).upper() in OPERATORS
    if kind == "extra":
        return value in EXTRAS
    if kind == "layer":
        return False
    if kind == "condition":
        return not value or str(value) in known.conditions
    if isinstance(value, str):
        # Superset leaves out a filter on a column the dataset has not: a dashboard's filters reach many charts
        return kind == "filter" or value in known.names
    if not isinstance(value, dict):
        return False
    if value.get("expressionType") == "SIMPLE":  # a function of Superset's list over a column
        return (value.get("column") or {}).get("column_name") in known.columns
    return value.get("sqlExpression") in known.expressions | known.columns


def known_of(source: Any, chart: Any) -> Known:
    """What stands in a dataset and, if it is of that dataset, in a chart."""
    columns = frozenset(str(column.column_name) for column in getattr(source, "columns", ()))
    names = columns | {str(metric.metric_name) for metric in getattr(source, "metrics", ())}
    if chart is None or chart.datasource_id != getattr(source, "id", None):
        return Known(columns, names)
    expressions, conditions, labels = set(), set(), set()
    for text in (chart.params, chart.query_context):
        for found in nested(json.loads(text or "{}")):
            if found.get("expressionType") == "SQL":
                expressions.add(str(found.get("sqlExpression") or ""))
            if found.get("expressionType") and found.get("label"):
                labels.add(str(found["label"]))  # an order by a column or metric of the chart's own
            conditions |= {str(found[key]) for key in ("where", "having") if found.get(key)}
    return Known(columns, names | labels, expressions, conditions)


def asked_chart(context: Any) -> Any:
    """The chart a question names; ``context.slice_`` is None for whoever sees charts by their dashboard alone."""
    from superset import db
    from superset.models.slice import Slice

    form = context.form_data or {}
    number = form.get("slice_id") or form.get("chart_id")
    return db.session.get(Slice, number) if isinstance(number, int) else None


def nested(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a JSON value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nested(each)
