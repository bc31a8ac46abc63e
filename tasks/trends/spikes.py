"""Badges of artist-weeks: a jump in the plain ratio, and whether it holds up.

    y, b      this week and the week before, same tracks, same days, without new releases
    e         b x exp(median of the last 8 ordinary weeks of the chained index - index of the week before)
    d         ln((y + 0.5) / (e + 0.5)) less the week's median over all artists
    sigma     1.4826 x median |own last 26 d| less counting noise, 75/25 with that of artists of the size
    z         d / sqrt(sigma^2 + 1/(y + 0.5) + 1/(e + 0.5));  p = rank among past falls of all artists, mirrored
    confirmed y/b >= threshold, interval exp(d -+ 1.96 sd) above 1.25, extra >= floor, passes Benjamini-Hochberg

A week is judged by columns up to it alone, so a past one comes out as it did then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from tasks.trends.badges import badge_columns
from tasks.trends.context import Context, is_new_release
from tasks.trends.discovery import discoveries, noise_shares, past_pool
from tasks.trends.noise import Measured
from tasks.trends.panel import Bools, Floats, Panel, Rules
from tasks.trends.runs import normal_before
from tasks.trends.season import season_fall, season_rise
from tasks.trends.settings import SpikeSettings
from tasks.trends.tiers import Inputs, verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """Badges, one row an artist, metric and week that can be compared, and the measurements behind them.

    `rows`: columns artist_id, metric (code), week (column of the panels) and those of mart.badge of the same name.
    `measured`: by metric; handed to a later `judge` of the same artists it spares the weeks before.
    """

    rows: pd.DataFrame
    measured: Mapping[str, Measured]


def judge(
    panels: Mapping[str, Panel],
    rules: Mapping[str, Rules],
    settings: SpikeSettings,
    weeks: range,
    earlier: Mapping[str, Measured] | None = None,
) -> Judged:
    """Judge the weeks (columns) of all metrics; the false discovery rate is shared by all tests of a week.

    The weeks before are measured too, for what has jumped since is no longer ordinary, unless `earlier` knows them.
    Raises ValueError for panels of different lengths and for `earlier` of other artists.
    """
    if len({panel.weeks for panel in panels.values()}) > 1:
        raise ValueError(f"Panels differ in weeks: { {code: panel.weeks for code, panel in panels.items()} }")
    measured = {code: Measured.of(panel, settings) for code, panel in panels.items()}
    for code, before in (earlier or {}).items():
        measured[code].reuse(before, weeks.start)
    frames = []
    for week in range(0 if earlier is None else weeks.start, weeks.stop):
        for code, panel in panels.items():
            measured[code].measure(panel, week, settings)
        chances = _chances(measured, week, settings)
        tests = int(sum(np.isfinite(rise).sum() for rise, _ in chances.values()))
        rises = _passing({code: rise for code, (rise, _) in chances.items()}, settings)
        falls = _passing({code: fall for code, (_, fall) in chances.items()}, settings)
        rise_noise = _noise({code: rise for code, (rise, _) in chances.items()})
        fall_noise = _noise({code: fall for code, (_, fall) in chances.items()})
        for code, panel in panels.items():
            found = _Week(code, panel, rules[code], measured[code], week, tests, settings)
            noise = (rise_noise[code], fall_noise[code])
            frames.append(found.judged(chances[code], noise, (rises[code], falls[code]), is_reported=week in weeks))
    frames_kept = [frame for frame in frames if frame is not None]
    filled = [frame for frame in frames_kept if len(frame)] or frames_kept[:1]
    return Judged(pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(), measured)


def _chances(measured: Mapping[str, Measured], week: int, settings: SpikeSettings) -> dict[str, tuple[Floats, Floats]]:
    """p of a rise and of a fall for each artist, by metric; NaN where untested."""
    known = {code: int(np.isfinite(known.z[:, week]).sum()) for code, known in measured.items()}
    everything = max(sum(known.values()), 1)
    chances = {}
    for code, metric in measured.items():
        z = metric.z[:, week]
        pool = past_pool(metric.z, metric.is_held, metric.is_decoy, known[code] / everything, week, settings)
        unknown = np.full(len(z), np.nan)
        chances[code] = (
            (unknown, unknown) if pool is None else (pool.p_of_rise(z, settings), pool.p_of_fall(z, settings))
        )
    return chances


def _passing(chances: Mapping[str, Floats], settings: SpikeSettings) -> dict[str, Bools]:
    """Discoveries of one direction over all metrics together."""
    found = discoveries(np.concatenate(list(chances.values())), settings.false_discovery_rate)
    ends = np.cumsum([len(p) for p in chances.values()])[:-1]
    return dict(zip(chances, np.split(found, ends), strict=True))


def _noise(chances: Mapping[str, Floats]) -> dict[str, Floats]:
    """Share of noise in one direction over all metrics together."""
    shares = noise_shares(np.concatenate(list(chances.values())))
    ends = np.cumsum([len(p) for p in chances.values()])[:-1]
    return dict(zip(chances, np.split(shares, ends), strict=True))


@dataclass(frozen=True, slots=True)
class _Week:
    """One metric in one week."""

    code: str
    panel: Panel
    rules: Rules
    measured: Measured
    week: int
    tests: int
    settings: SpikeSettings

    def judged(
        self,
        chances: tuple[Floats, Floats],
        noise: tuple[Floats, Floats],
        passing: tuple[Bools, Bools],
        *,
        is_reported: bool,
    ) -> pd.DataFrame | None:
        """Notes which artists are held for a jump; the badges, if they are to be told."""
        panel, known, week = self.panel, self.measured, self.week
        context = self._context()
        is_compared = np.isfinite(panel.this_week[:, week]) & np.isfinite(panel.last_week[:, week])
        if is_reported:
            # a first release has nothing to be compared with, and a badge all the same
            is_release = is_new_release(context, self.rules.floor, self.settings.release_share)
            compared = np.flatnonzero(is_compared | is_release)
        else:
            # only what passes, or is to be checked, is something a later week comes back from
            flagged = np.array([flag is not None for flag in panel.data_flag[:, week]], np.bool_)
            compared = np.flatnonzero(is_compared & (passing[0] | passing[1] | flagged))
        if not (is_reported or len(compared)):
            return None
        before = known.roster_factor[week - 1] if week else 0.0
        given = Inputs(
            this_week=panel.this_week[compared, week],
            last_week=panel.last_week[compared, week],
            settled_this=panel.settled_this[compared, week],
            settled_last=panel.settled_last[compared, week],
            days_matched=panel.days_matched[compared, week],
            release_count=panel.release_count[compared, week],
            data_flag=panel.data_flag[compared, week],
            threshold=self.rules.threshold[compared],
            floor=self.rules.floor[compared],
            roster_change=float(known.roster_factor[week] - before),
            deviation=known.deviation[compared, week],
            spread=known.spread(week)[compared],
            weeks_known=known.weeks_known[compared, week],
            p_rise=chances[0][compared],
            p_fall=chances[1][compared],
            is_significant_rise=passing[0][compared],
            is_significant_fall=passing[1][compared],
            tests=self.tests,
            context=Context(*(getattr(context, field.name)[compared] for field in fields(Context))),
            noise_rise=noise[0][compared],
            noise_fall=noise[1][compared],
            season_rise=season_rise(known.index, week)[compared],
            season_fall=season_fall(known.index, week)[compared],
        )
        judgement = verdict(given, self.settings)
        known.is_held[compared, week] = judgement.is_held
        known.tier[compared, week] = judgement.tier
        known.is_rise[compared, week] = judgement.is_rise
        if not is_reported:
            return None
        return pd.DataFrame(
            {
                "artist_id": panel.artists[compared],
                "metric": self.code,
                "week": week,
                "threshold_rule": self.rules.rule[compared],
                "roster_factor": known.roster_factor[week],
                "expected": known.expected[compared, week],
                "sigma": known.sigma[compared, week],
                "z": known.z[compared, week],
                "is_held": judgement.is_held,
                **badge_columns(given, judgement, self.settings),
            }
        )

    def _context(self) -> Context:
        """What is known of all artists' weeks beside like for like."""
        panel, known, week = self.panel, self.measured, self.week
        if week:
            last_tier, last_is_rise = known.tier[:, week - 1], known.is_rise[:, week - 1]
            last_expected = normal_before(known, panel, week)
        else:
            last_tier, last_is_rise = np.full(len(panel.artists), None, object), np.zeros(len(panel.artists), np.bool_)
            last_expected = np.full(len(panel.artists), np.nan)
        return Context(
            total=panel.level[:, week],
            total_change=panel.total_change[:, week],
            new_releases_change=panel.new_releases_change[:, week],
            last_tier=last_tier,
            last_is_rise=last_is_rise,
            last_expected=last_expected,
        )
