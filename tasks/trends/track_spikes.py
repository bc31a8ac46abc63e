"""Badges of tracks that stand out: the maths of artists, with their noise by size and their past as a yardstick."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.trends.badges import badge_columns
from tasks.trends.discovery import discoveries, noise_shares, past_pool
from tasks.trends.noise import Measured, blended, chained_index, expected, own_noise, size_tier
from tasks.trends.panel import Floats, Ints, Rules
from tasks.trends.season import season_fall, season_rise
from tasks.trends.settings import SpikeSettings
from tasks.trends.tiers import Inputs, verdict


@dataclass(frozen=True, slots=True)
class Tracks:
    """Candidates of one metric [tracks, weeks]; the last column is the week judged, 66 columns make the past whole.

    `artists`: whose track, for whom it is judged (a shared track once for each). Like for like and NaN as in a panel;
    `age_weeks`: whole weeks a track was out when a week began, negative before its release.
    """

    tracks: Ints
    artists: Ints
    this_week: Floats
    last_week: Floats
    days_matched: Ints
    age_weeks: Ints


def judge_tracks(
    tracks: Tracks, rules: Rules, measured: Measured, week: int, tests: int, settings: SpikeSettings
) -> pd.DataFrame:
    """Badges, one row a track that can be compared: columns of mart.badge, week and track_id.

    `rules` in the order of `tracks`; `measured`: the metric's artists up to `week`; `tests`: all tracks that were
    looked at, those that are no candidates count as p = 1. Raises ValueError when `tests` is less than the candidates.
    """
    if tests < len(tracks.tracks):
        raise ValueError(f"{len(tracks.tracks)} candidates can't be of {tests} tests")
    last = tracks.this_week.shape[1] - 1
    is_settled = tracks.age_weeks >= settings.release_weeks
    settled_this = np.where(is_settled, tracks.this_week, np.nan)
    settled_last = np.where(is_settled, tracks.last_week, np.nan)
    ordinary = np.isfinite(settled_this + settled_last) & (tracks.days_matched >= settings.days_needed)
    index = chained_index(settled_this, settled_last)
    deviation, counting, foreseen = (np.full(tracks.this_week.shape, np.nan) for _ in range(3))
    for column in range(last + 1):
        of_artists = week - last + column
        foreseen[:, column] = expected(index, ordinary, settled_last, column, settings)
        this, usual = np.maximum(settled_this[:, column], 0.0) + 0.5, foreseen[:, column] + 0.5
        move = measured.roster_factor[of_artists] if of_artists >= 0 else 0.0
        deviation[:, column] = np.where(ordinary[:, column], np.log(this / usual) - move, np.nan)
        counting[:, column] = 1.0 / this + 1.0 / usual

    own, count = own_noise(deviation, counting, last, settings)
    tier = measured.tier_sigma[size_tier(tracks.this_week, last, settings), week]
    sigma = blended(own, count, tier, settings)
    spread = np.sqrt(sigma**2 + counting[:, last])
    z = deviation[:, last] / spread
    pool = past_pool(measured.z, measured.is_held, measured.is_decoy, 1.0, week, settings)
    rise = np.full(len(z), np.nan) if pool is None else pool.p_of_rise(z, settings)
    fall = np.full(len(z), np.nan) if pool is None else pool.p_of_fall(z, settings)

    compared = np.flatnonzero(np.isfinite(tracks.this_week[:, last]) & np.isfinite(tracks.last_week[:, last]))
    before = measured.roster_factor[week - 1] if week else 0.0
    start = max(0, last - settings.memory_weeks)
    given = Inputs(
        this_week=tracks.this_week[compared, last],
        last_week=tracks.last_week[compared, last],
        settled_this=settled_this[compared, last],
        settled_last=settled_last[compared, last],
        days_matched=tracks.days_matched[compared, last],
        release_count=(~is_settled[compared, last]).astype(np.int64),
        data_flag=np.full(len(compared), None, object),
        threshold=rules.threshold[compared],
        floor=rules.floor[compared],
        roster_change=float(measured.roster_factor[week] - before),
        deviation=deviation[compared, last],
        spread=spread[compared],
        weeks_known=ordinary[:, start:last].sum(axis=1)[compared],
        p_rise=rise[compared],
        p_fall=fall[compared],
        is_significant_rise=discoveries(rise, settings.false_discovery_rate, tests)[compared],
        is_significant_fall=discoveries(fall, settings.false_discovery_rate, tests)[compared],
        tests=tests,
        noise_rise=noise_shares(rise, tests)[compared],
        noise_fall=noise_shares(fall, tests)[compared],
        season_rise=season_rise(index, last)[compared],
        season_fall=season_fall(index, last)[compared],
    )
    judgement = verdict(given, settings)
    return pd.DataFrame(
        {
            "artist_id": tracks.artists[compared],
            "track_id": tracks.tracks[compared],
            "week": week,
            "threshold_rule": rules.rule[compared],
            "roster_factor": measured.roster_factor[week],
            "expected": foreseen[compared, last],
            "sigma": sigma[compared],
            "z": z[compared],
            "is_held": judgement.is_held,
            **badge_columns(given, judgement, settings),
        }
    )
