"""The warehouse brought up to date: with the providers and kinds of work of the registry, and what counts as a play."""

from typing import Any

from sqlalchemy import Engine

from db import warehouse
from tasks.providers.descriptor import WorkKind
from tasks.providers.registry import providers
from tasks.readers.growth_settings import growth_settings
from tasks.readers.listening_basis import load_basis


def upgrade(engine: Engine) -> None:
    """Bring schema, functions, views and reference rows up to date; a no-op when they are."""
    warehouse.upgrade(engine, seed_rows())


def seed_rows() -> warehouse.Seeds:
    """Providers, kinds of work, fetch policies, what counts as a play, markets: by the statement of db/sql/queries."""
    known = providers().values()
    markets = growth_settings().markets
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
        "upgrade/put_listening_basis": [{"least_play_ms": load_basis().least_play_ms}],
        "upgrade/put_market": [{"market": code, "place": place} for place, code in enumerate(markets, 1)],
        "upgrade/put_markets_left": [{"markets": markets}],
    }


def _policy(kind: WorkKind) -> dict[str, Any]:
    return {
        "kind": kind.code,
        "stale_after": kind.stale_after,
        "history_days": kind.history_days,
        "overlap_days": kind.overlap_days,
        "window_days": kind.window_days,
    }
