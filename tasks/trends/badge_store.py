"""What badges are judged from, and the badges; by unqualified name, so that it works on the tables of a replay too."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from db.copy import copy_frame, read_frame
from db.statements import statement


def drop_badges(connection: Connection, first_week: date) -> None:
    """Take away the badges from a week on."""
    connection.execute(statement("trends/drop_badges"), {"first_week": first_week})


def read_panel(connection: Connection, first_week: date) -> pd.DataFrame:
    """Weekly figures of followed artists from a week on."""
    return read_frame(connection, statement("trends/panel"), {"first_week": first_week})


def read_past(connection: Connection, since_week: date, until_week: date) -> pd.DataFrame:
    """The same of the weeks before, with what was measured when they were judged."""
    return read_frame(connection, statement("trends/past"), {"since_week": since_week, "until_week": until_week})


def read_rules(connection: Connection) -> pd.DataFrame:
    """The rule of each artist and metric."""
    return _frame(connection, "rules")


def read_candidates(connection: Connection, first_week: date, known_at: str) -> pd.DataFrame:
    """Tracks that may stand out in a week from then on."""
    return _frame(connection, "candidates", first_week=first_week, known_at=known_at)


def read_track_past(connection: Connection, metric: str, tracks: list[int], since_week: date) -> pd.DataFrame:
    """Weeks of tracks, by (track_id, week_on)."""
    past = _frame(connection, "track_past", metric=metric, tracks=tracks, since_week=since_week)
    return past.set_index(["track_id", "week_on"])


def read_metric_ids(connection: Connection) -> dict[str, int]:
    """Numbers of the metrics by code."""
    return {row.code: row.metric_id for row in connection.execute(statement("audience/metric_ids"))}


def put_badges(connection: Connection, badges: pd.DataFrame) -> None:
    """Append badges; columns are named like the table's."""
    copy_frame(connection, "badge", badges)


def _frame(connection: Connection, name: str, **given: Any) -> pd.DataFrame:
    return pd.DataFrame(connection.execute(statement(f"trends/{name}"), given).mappings().all())
