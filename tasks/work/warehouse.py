"""The warehouse brought up to date, with the providers and kinds of work that the registry knows."""

from typing import Any

from sqlalchemy import Engine

from db import warehouse
from tasks.providers.descriptor import WorkKind
from tasks.providers.registry import providers


def upgrade(engine: Engine) -> None:
    """Bring schema, functions, views and reference rows up to date; a no-op when they are."""
    warehouse.upgrade(engine, registry_rows())


def registry_rows() -> warehouse.Seeds:
    """Providers, kinds of work and fetch policies, by the statement of db/sql/queries that enters them."""
    known = providers().values()
    return {
        "upgrade/put_provider": [
            {
                "provider": one.code,
                "name": one.name,
                "allowed_per_s": one.allowed_per_s,
                "utilisation": one.utilisation,
                "daily_budget": one.daily_budget,
            }
            for one in known
        ],
        "upgrade/put_work_kind": [
            {"kind": kind.code, "provider": one.code, "label": kind.label, "entity": kind.entity}
            for one in known
            for kind in one.kinds
        ],
        "upgrade/put_fetch_policy": [_policy(kind) for one in known for kind in one.kinds if kind.stale_after],
    }


def _policy(kind: WorkKind) -> dict[str, Any]:
    return {
        "kind": kind.code,
        "stale_after": kind.stale_after,
        "history_days": kind.history_days,
        "overlap_days": kind.overlap_days,
    }
