"""Datasets as the page of a dashboard needs them, kept until something they are made of changes.

Superset makes them anew at every opening, by hundreds of small questions to its own database: half a second in which no
chart is asked for. They are the same for everybody who may open the dashboard; who may is decided before.
"""

from functools import wraps
from typing import Any

from flask_babel import get_locale
from sqlalchemy import func, select, union_all


def keep_datasets() -> None:
    """Superset looks here before it makes them."""
    from superset.models.dashboard import Dashboard

    make = Dashboard.datasets_trimmed_for_slices

    @wraps(make)
    def kept(dashboard: Any) -> list[dict[str, Any]]:
        from superset.extensions import cache_manager

        key = f"datasets of {state(dashboard.id)} {get_locale()}"
        found: list[dict[str, Any]] | None = cache_manager.cache.get(key)
        if found is None:
            found = make(dashboard)
            cache_manager.cache.set(key, found)
        return found

    Dashboard.datasets_trimmed_for_slices = kept


def state(number: int) -> str:
    """A text that is another one once the dashboard, a chart, or a dataset with its columns and metrics changed."""
    from superset.connectors.sqla.models import SqlaTable, SqlMetric, TableColumn
    from superset.extensions import db
    from superset.models.dashboard import Dashboard, dashboard_slices
    from superset.models.slice import Slice

    charts = select(dashboard_slices.c.slice_id).where(dashboard_slices.c.dashboard_id == number)
    datasets = select(Slice.datasource_id).where(Slice.id.in_(charts), Slice.datasource_type == "table")
    parts = (
        (Dashboard, Dashboard.id == number),
        (Slice, Slice.id.in_(charts)),
        (SqlaTable, SqlaTable.id.in_(datasets)),
        (TableColumn, TableColumn.table_id.in_(datasets)),
        (SqlMetric, SqlMetric.table_id.in_(datasets)),
    )
    asked = union_all(
        *(select(func.count(kind.id), func.sum(kind.id), func.max(kind.changed_on)).where(of) for kind, of in parts)
    )
    return f"{number}: " + "; ".join(f"{many} {which} {when}" for many, which, when in db.session.execute(asked))
