"""Badges of the weeks in the warehouse: panels read, judged by tasks.trends.spikes, and written to badge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from db.week import WEEK
from tasks.trends.badge_store import drop_badges, put_badges, read_metric_ids, read_panel, read_past, read_rules
from tasks.trends.noise import Measured
from tasks.trends.panel import Panel, Rules
from tasks.trends.settings import SpikeSettings, spike_settings
from tasks.trends.spikes import judge
from tasks.trends.track_judging import judge_candidates

NUMBERS = (
    "this_week",
    "last_week",
    "settled_this_week",
    "settled_last_week",
    "level",
    "total_change",
    "new_releases_change",
)
MEASURED = ("expected", "z", "roster_factor")
COUNTS = ("days_matched", "release_count", "is_held")
TEXTS = ("data_flag", "tier", "direction")


@dataclass(frozen=True, slots=True)
class Roster:
    """Followed artists, the Friday of each column, and one metric's figures [artists, weeks] by name.

    Columns before ``start`` hold what was judged before, as far as later weeks rest on it.
    """

    artists: np.ndarray[Any, np.dtype[np.int64]]
    weeks: list[date]
    start: int
    figures: Mapping[str, Mapping[str, np.ndarray[Any, Any]]]


def judge_weeks(connection: Connection, first_week: date, known_at: str) -> int:
    """Judge all followed artists and their tracks from a week on and write the badges; number of badges written.

    Reads artist_week, artist_bridge and earlier badges, replaces badge rows from ``first_week`` on, all by unqualified
    name, so that it works on the tables of a replay too.
    """
    settings = spike_settings()
    drop_badges(connection, first_week)
    roster = read_roster(connection, first_week, settings)
    if roster is None:
        return 0
    stored = read_rules(connection)
    rules = {metric: rules_of(stored[stored["metric"] == metric], roster.artists) for metric in roster.figures}
    panels = {metric: panel_of(figures, roster) for metric, figures in roster.figures.items()}
    earlier = {
        metric: measured_of(figures, panels[metric], roster, settings) for metric, figures in roster.figures.items()
    }
    weeks = range(roster.start, len(roster.weeks))
    judged = judge(panels, rules, settings, weeks, earlier if roster.start else None)
    if judged.rows.empty:
        return 0
    tracks = judge_candidates(connection, roster.weeks[weeks.start], known_at, roster.weeks, judged.measured, settings)
    return sum(write_badges(connection, roster, rows) for rows in (judged.rows, *tracks))


def read_roster(connection: Connection, first_week: date, settings: SpikeSettings) -> Roster | None:
    """What is to be judged from a week on, with the weeks it is judged against; None when there is nothing."""
    new = read_panel(connection, first_week)
    if new.empty:
        return None
    past = read_past(connection, first_week - (settings.memory_weeks + settings.noise_weeks) * WEEK, first_week)
    rows = pd.concat([past, new], ignore_index=True)
    days = rows["week_on"].to_numpy("datetime64[D]")
    first, last = days.min().astype(object), days.max().astype(object)
    weeks = [first + place * WEEK for place in range((last - first).days // 7 + 1)]
    artists = np.unique(rows["artist_id"].to_numpy(np.int64))
    columns = (days - np.datetime64(first, "D")).astype(np.int64) // 7
    places = np.searchsorted(artists, rows["artist_id"].to_numpy(np.int64))
    shape = len(artists), len(weeks)
    figures = {
        str(metric): _to_matrix(rows.iloc[at], (places[at], columns[at]), shape)
        for metric, at in rows.groupby("metric").indices.items()
    }
    return Roster(artists, weeks, sum(week < first_week for week in weeks), figures)


def _to_matrix(rows: pd.DataFrame, place: Any, shape: tuple[int, int]) -> dict[str, np.ndarray[Any, Any]]:
    """Columns of rows as arrays [artists, weeks]; unknown is NaN, 0 or None."""
    found: dict[str, np.ndarray[Any, Any]] = {}
    for name in (*NUMBERS, *MEASURED):
        found[name] = np.full(shape, np.nan)
        found[name][place] = rows[name].to_numpy(np.float64)
    for name in COUNTS:
        found[name] = np.zeros(shape, np.int64)
        found[name][place] = rows[name].fillna(0).to_numpy(np.int64)
    for name in TEXTS:
        texts = rows[name].to_numpy(object, copy=True)
        texts[pd.isna(texts)] = None
        found[name] = np.full(shape, None, object)
        found[name][place] = texts
    return found


def panel_of(figures: Mapping[str, np.ndarray[Any, Any]], roster: Roster) -> Panel:
    """One metric's panel."""
    return Panel(
        artists=roster.artists,
        this_week=figures["this_week"],
        last_week=figures["last_week"],
        settled_this=figures["settled_this_week"],
        settled_last=figures["settled_last_week"],
        days_matched=figures["days_matched"],
        release_count=figures["release_count"],
        data_flag=figures["data_flag"],
        level=figures["level"],
        total_change=figures["total_change"],
        new_releases_change=figures["new_releases_change"],
    )


def rules_of(stored: pd.DataFrame, artists: np.ndarray[Any, Any]) -> Rules:
    """The rule of each artist; without any rule for a metric nothing is ever a badge."""
    by_artist = stored.set_index("artist_id").reindex(artists)
    return Rules(
        threshold=by_artist["threshold"].to_numpy(np.float64, na_value=np.inf),
        floor=by_artist["floor"].fillna(0).to_numpy(np.int64),
        rule=by_artist["rule"].where(by_artist["rule"].notna(), "global").to_numpy(object),
    )


def measured_of(
    figures: Mapping[str, np.ndarray[Any, Any]], panel: Panel, roster: Roster, settings: SpikeSettings
) -> Measured:
    """What was measured of the columns before the first to be judged, from the badges that stand there."""
    known, past = Measured.of(panel, settings), slice(0, roster.start)
    known.expected[:, past] = figures["expected"][:, past]
    known.z[:, past] = figures["z"][:, past]
    known.is_held[:, past] = figures["is_held"][:, past] > 0
    known.tier[:, past] = figures["tier"][:, past]
    known.is_rise[:, past] = figures["direction"][:, past] == "up"
    # one figure a week, told in every row of it
    factors = pd.DataFrame(figures["roster_factor"][:, past]).max().fillna(0.0)
    known.roster_factor[past] = factors.to_numpy()
    this, usual = np.maximum(panel.settled_this, 0.0) + 0.5, known.expected + 0.5
    known.counting[:, past] = (1.0 / this + 1.0 / usual)[:, past]
    raw = np.where(known.ordinary, np.log(this / usual), np.nan)
    known.deviation[:, past] = (raw - known.roster_factor)[:, past]
    for week in range(roster.start):
        known.note_decoys(panel, week, settings)
    return known


def write_badges(connection: Connection, roster: Roster, rows: pd.DataFrame) -> int:
    """Enter badges with columns metric (code) and week (column of the panels); how many."""
    if not rows.empty:
        numbers = read_metric_ids(connection)
        weeks = [roster.weeks[week] for week in rows["week"]]
        badges = rows.assign(metric_id=rows["metric"].map(numbers), week_on=weeks)
        put_badges(connection, badges.drop(columns=["metric", "week"]))
    return len(rows)
