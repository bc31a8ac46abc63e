"""A small label of which rules find actions: tests/warehouse/carded.py with cards and a song of Ana's that rises."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from tasks.actions.settings import action_settings
from tasks.actions.store import ActionsFound, refresh_actions
from tasks.roster.entry_store import call
from tests.sql.rows import insert
from tests.warehouse.carded import artist, enter_label, run

TODAY = date(2026, 11, 19)
WEEK = date(2026, 11, 6)


def refresh(engine: Engine) -> ActionsFound:
    return refresh_actions(engine, TODAY, action_settings())


def items(engine: Engine, rule: str = "quiet_track") -> list[dict[str, Any]]:
    names = ("action_id", "subject", "title", "state", "state_reason", "owner", "state_by", "done_on")
    rows = run(engine, f"select {', '.join(names)} from app.action_item where rule = :rule order by 1", rule=rule)
    return [dict(zip(names, row, strict=True)) for row in rows]


def enter(engine: Engine, function: str, **given: Any) -> None:
    with engine.begin() as connection:
        call(connection, function, **given)


def rise(engine: Engine, song: int, *, tier: str | None = "confirmed", week: date = WEEK) -> None:
    """A badge of a song of Ana's; with no tier nothing stands out."""
    [(track_id,)] = run(engine, "select track_id from core.track where song_id_luminate = :song", song=song)
    [(metric_id,)] = run(engine, "select metric_id from core.metric where code = 'track_luminate_streams'")
    run(engine, "delete from mart.badge where track_id = :track_id and week_on = :week", track_id=track_id, week=week)
    row = {
        "artist_id": artist(engine, "Ana"),
        "track_id": track_id,
        "metric_id": metric_id,
        "week_on": week,
        "tier": tier,
        "direction": "up",
        "is_raw": True,
        "reason": "x",
        "ratio": 3.0,
        "this_week": 9_000,
        "last_week": 3_000,
        "days_matched": 7,
        "weeks_known": 8,
        "is_significant": True,
        "is_held": True,
        "false_discovery_rate": 0.1,
        "threshold": 2.0,
        "threshold_rule": "global",
        "floor": 1_000,
        "method_version": 0,
    }
    with engine.begin() as connection:
        insert(connection, "mart.badge", row)


def enter_followed_label(warehouse: Engine) -> Engine:
    """Ana and Ben with confirmed cards of one team, and a badge of song 71."""
    enter_label(warehouse)
    with warehouse.begin() as connection:
        for name in ("Ana", "Ben"):
            row = {"artist_id": artist(warehouse, name), "label": "North", "status": "confirmed", "created_by": "x"}
            insert(connection, "app.artist_card", row | {"confirmed_at": "2026-10-01", "team": "Frontline"})
    rise(warehouse, 71)
    return warehouse
