"""Badges of the weeks in the warehouse: panels read, judged by tasks.trends.spikes, and written to badge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from db.copying import copy_frame
from db.statements import statement
from tasks.trends.noise import Measured
from tasks.trends.panel import Panel, Rules
from tasks.trends.settings import SpikeSettings, spike_settings
from tasks.trends.spikes import judge
from tasks.trends.track_judging import judge_candidates

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Roster:
    """Followed artists with their weeks: panels by metric, rules by metric, and the Friday of each column."""

    artists: np.ndarray[Any, np.dtype[np.int64]]
    weeks: list[date]
    panels: Mapping[str, Panel]
    rules: Mapping[str, Rules]


def judge_weeks(connection: Connection, first_week: date, known_at: str) -> int:
    """Judge all followed artists and their tracks from a week on and write the badges; number of badges written.

    Reads artist_week, artist_bridge and earlier badges, replaces badge rows from ``first_week`` on, all by unqualified
    name, so that it works on the tables of a replay too.
    """
    settings = spike_settings()
    connection.execute(statement("trends/drop_badges"), {"first_week": first_week})
    since = first_week - settings.memory_weeks * WEEK
    roster = read_roster(connection, since)
    if roster is None:
        return 0
    start = sum(week < first_week for week in roster.weeks)
    earlier = read_measured(connection, roster, start, settings) if start else None
    judged = judge(roster.panels, roster.rules, settings, range(start, len(roster.weeks)), earlier)
    tracks = judge_candidates(connection, roster.weeks[start], known_at, roster.weeks, judged.measured, settings)
    return sum(write_badges(connection, roster, rows) for rows in (judged.rows, *tracks))


def read_roster(connection: Connection, since: date) -> Roster | None:
    """Panels of all metrics side by side, from a week on; None when nobody is followed or nothing is known."""
    rows = pd.DataFrame(connection.execute(statement("trends/panel"), {"since_week": since}).mappings().all())
    if rows.empty:
        return None
    first, last = min(rows["week_on"]), max(rows["week_on"])
    weeks = [first + place * WEEK for place in range((last - first).days // 7 + 1)]
    artists = np.unique(rows["artist_id"].to_numpy(np.int64))
    said = pd.DataFrame(connection.execute(statement("trends/rules")).mappings().all())
    panels, rules = {}, {}
    for metric, of_metric in rows.groupby("metric"):
        panels[str(metric)] = _panel(of_metric, artists, first, len(weeks))
        rules[str(metric)] = _rules(said[said["metric"] == metric], artists)
    return Roster(artists, weeks, panels, rules)


def _panel(rows: pd.DataFrame, artists: np.ndarray[Any, Any], first: date, weeks: int) -> Panel:
    place = np.searchsorted(artists, rows["artist_id"].to_numpy(np.int64)), _columns(rows, first)

    def spread(name: str, empty: Any, kind: Any) -> np.ndarray[Any, Any]:
        filled = np.full((len(artists), weeks), empty, kind)
        said = rows[name].to_numpy(kind, copy=True)
        if kind is object:
            said[pd.isna(said)] = None
        filled[place] = said
        return filled

    return Panel(
        artists=artists,
        this_week=spread("this_week", np.nan, np.float64),
        last_week=spread("last_week", np.nan, np.float64),
        settled_this=spread("settled_this_week", np.nan, np.float64),
        settled_last=spread("settled_last_week", np.nan, np.float64),
        days_matched=spread("days_matched", 0, np.int64),
        release_count=spread("release_count", 0, np.int64),
        data_flag=spread("data_flag", None, object),
        level=spread("level", np.nan, np.float64),
    )


def _columns(rows: pd.DataFrame, first: date) -> np.ndarray[Any, Any]:
    """Column of each row's week."""
    days = pd.to_datetime(rows["week_on"]).to_numpy("datetime64[D]") - np.datetime64(first, "D")
    return days.astype(np.int64) // 7


def _rules(said: pd.DataFrame, artists: np.ndarray[Any, Any]) -> Rules:
    """The rule of each artist; without any rule for a metric nothing is ever a badge."""
    by_artist = said.set_index("artist_id").reindex(artists)
    return Rules(
        threshold=by_artist["threshold"].to_numpy(np.float64, na_value=np.inf),
        floor=by_artist["floor"].fillna(0).to_numpy(np.int64),
        rule=by_artist["rule"].where(by_artist["rule"].notna(), "global").to_numpy(object),
    )


def read_measured(
    connection: Connection, roster: Roster, start: int, settings: SpikeSettings
) -> Mapping[str, Measured]:
    """What was measured of the columns before ``start``, from the badges that stand there."""
    given = {"since_week": roster.weeks[0], "until_week": roster.weeks[start]}
    rows = pd.DataFrame(connection.execute(statement("trends/measured"), given).mappings().all())
    measured = {code: Measured.of(panel, settings) for code, panel in roster.panels.items()}
    if rows.empty:
        return measured
    rows = rows[rows["artist_id"].isin(roster.artists)]
    for code, of_metric in rows.groupby("metric"):
        if code not in measured:
            continue
        known, panel = measured[str(code)], roster.panels[str(code)]
        columns = _columns(of_metric, roster.weeks[0])
        place = np.searchsorted(roster.artists, of_metric["artist_id"].to_numpy(np.int64)), columns
        for name in ("expected", "sigma", "z"):
            getattr(known, name)[place] = of_metric[name].to_numpy(np.float64)
        known.weeks_known[place] = of_metric["weeks_known"].to_numpy(np.int64)
        known.is_held[place] = of_metric["is_held"].to_numpy(np.bool_)
        known.roster_factor[columns] = of_metric["roster_factor"].to_numpy(np.float64)
        this, usual = np.maximum(panel.settled_this, 0.0) + 0.5, known.expected + 0.5
        known.counting[:, :start] = (1.0 / this + 1.0 / usual)[:, :start]
        raw = np.where(known.ordinary, np.log(this / usual), np.nan)
        known.deviation[:, :start] = (raw - known.roster_factor)[:, :start]
    return measured


def write_badges(connection: Connection, roster: Roster, rows: pd.DataFrame) -> int:
    """Enter badges with columns metric (code) and week (column of the panels); how many."""
    if not rows.empty:
        numbers = {row.code: row.metric_id for row in connection.execute(statement("audience/metric_ids"))}
        weeks = [roster.weeks[week] for week in rows["week"]]
        badges = rows.assign(metric_id=rows["metric"].map(numbers), week_on=weeks)
        copy_frame(connection, "badge", badges.drop(columns=["metric", "week"]))
    return len(rows)
