"""Tabs of SQL Lab are their owners': Superset asks whose a tab is for some of the routes that change one."""

import json
from collections.abc import Iterator
from typing import Any

from flask import abort, g, request


def close_tabs() -> None:
    """Refuse what would change a tab, a table shown in one, or a question that is somebody else's."""
    view = (request.endpoint or "").partition(".")[0]
    if view not in ("TabStateView", "TableSchemaView") or not g.user.is_authenticated:
        return
    if any(owner is not None and owner != g.user.id for owner in owners()):
        abort(403)


def owners() -> Iterator[int | None]:
    """Whose are the things a request names; None for what is nobody's."""
    from superset import db
    from superset.models.sql_lab import Query, TableSchema, TabState

    named = request.view_args or {}
    tab = named.get("tab_state_id") or _of_table_sent()
    if "table_schema_id" in named:
        tab = db.session.query(TableSchema.tab_state_id).filter_by(id=named["table_schema_id"]).scalar()
    if str(tab).isdigit():
        yield db.session.query(TabState.user_id).filter_by(id=int(tab)).scalar()
    for question in (named.get("client_id"), _sent("queryId")):
        if isinstance(question, str):
            yield db.session.query(Query.user_id).filter_by(client_id=question).scalar()


def _of_table_sent() -> Any:
    table = _sent("table")
    return table.get("queryEditorId") if isinstance(table, dict) else None


def _sent(name: str) -> Any:
    """A field of the form, which holds JSON; None for anything else."""
    try:
        return json.loads(request.form.get(name) or "null")
    except ValueError:
        return None
