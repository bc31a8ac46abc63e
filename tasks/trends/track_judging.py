"""Badges of tracks that stand out: candidates read, judged by tasks.trends.track_spikes, and written to badge."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from db.week import WEEK
from tasks.trends.badge_store import read_candidates, read_track_past
from tasks.trends.noise import Measured
from tasks.trends.panel import Rules
from tasks.trends.settings import SpikeSettings
from tasks.trends.track_spikes import Tracks, judge_tracks

PAST_WEEKS = 66  # back to the weeks before last year's season


def judge_candidates(
    connection: Connection,
    first_week: date,
    known_at: str,
    weeks: list[date],
    measured: Mapping[str, Measured],
    settings: SpikeSettings,
) -> list[pd.DataFrame]:
    """Frames of badges of tracks, with the column metric; ``weeks`` are the columns of ``measured``."""
    rows = read_candidates(connection, first_week, known_at)
    if rows.empty:
        return []
    column = {week: place for place, week in enumerate(weeks)}
    frames = []
    for metric, of_metric in rows.groupby("metric"):
        if metric not in measured:
            continue
        tracks = sorted(set(of_metric["track_id"].tolist()))
        past = read_track_past(connection, str(metric), tracks, first_week - PAST_WEEKS * WEEK)
        for week_on in sorted(set(of_metric["week_on"])):
            of_week = of_metric[of_metric["week_on"] == week_on]
            rules = Rules(
                threshold=of_week["threshold"].to_numpy(np.float64),
                floor=of_week["floor"].to_numpy(np.int64),
                rule=of_week["rule"].to_numpy(object),
            )
            tests = int(of_week["tests"].iloc[0])
            candidates = _tracks(of_week, past, week_on)
            judged = judge_tracks(candidates, rules, measured[str(metric)], column[week_on], tests, settings)
            frames.append(judged.assign(metric=metric))
    return frames


def _tracks(rows: pd.DataFrame, past: pd.DataFrame, week_on: date) -> Tracks:
    """Candidates of one week with what is known of the weeks before it."""
    weeks = [week_on - back * WEEK for back in reversed(range(PAST_WEEKS))]
    wanted = pd.MultiIndex.from_product([rows["track_id"], weeks])
    known = past.reindex(wanted)
    shape = len(rows), len(weeks)

    def spread(name: str, kind: Any) -> np.ndarray[Any, Any]:
        filled = known[name].to_numpy(np.float64, na_value=np.nan).reshape(shape)
        return filled if kind is np.float64 else np.nan_to_num(filled).astype(kind)

    return Tracks(
        tracks=rows["track_id"].to_numpy(np.int64),
        artists=rows["artist_id"].to_numpy(np.int64),
        this_week=spread("this_week", np.float64),
        last_week=spread("last_week", np.float64),
        days_matched=spread("days_matched", np.int64),
        age_weeks=_ages(rows, weeks),
    )


def _ages(rows: pd.DataFrame, weeks: list[date]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Whole weeks out at the start of each week; a track without a release day is an old one."""
    released = pd.to_datetime(rows["release_on"]).fillna(pd.Timestamp("1900-01-01")).to_numpy("datetime64[D]")
    days = np.array(weeks, "datetime64[D]")[None, :] - released[:, None]
    ages: np.ndarray[Any, np.dtype[np.int64]] = days.astype(np.int64) // 7
    return ages
