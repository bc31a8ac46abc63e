"""Made-up rosters for the spike tests: weekly counts, and the panels and rules around them.

Apart from the sandbox's own rosters on purpose: what is shown must not hang on one way of making noise.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.trends.panel import Panel, Rules

Counts = npt.NDArray[np.float64]
WORLDS = [(kind, tails) for kind in ("independent", "autocorrelated", "drifting") for tails in ("normal", "heavy")]
STREAMS, POSTS = "track_luminate_streams", "sound_tiktok_posts"


def panel(counts: Counts, artists: Iterable[int] | None = None) -> Panel:
    """Seven days a week, one set of tracks, nothing doubtful; the first week has nothing before it."""
    last = np.full(counts.shape, np.nan)
    last[:, 1:] = counts[:, :-1]
    this = np.where(np.isnan(last), np.nan, counts)
    return Panel(
        artists=np.array(list(artists if artists is not None else range(len(counts)))),
        this_week=this,
        last_week=last,
        settled_this=this.copy(),
        settled_last=last.copy(),
        days_matched=np.where(np.isnan(last), 0, 7),
        release_count=np.zeros(counts.shape, np.int64),
        data_flag=np.full(counts.shape, None, object),
        level=counts,
        total_change=this - last,
        new_releases_change=np.zeros(counts.shape),
    )


def rules(artists: int, threshold: float = 2.0, floor: int = 1_000) -> Rules:
    return Rules(np.full(artists, threshold), np.full(artists, floor), np.full(artists, "global", object))


def changed(old: Panel, cells: Any, **values: Any) -> Panel:
    """A panel with other values in some cells."""
    arrays = {name: getattr(old, name).copy() for name in values}
    for name, value in values.items():
        arrays[name][cells] = value
    return replace(old, **arrays)


def roster(
    roll: np.random.Generator,
    artists: int,
    weeks: int,
    kind: str = "independent",
    tails: str = "normal",
    sizes: tuple[float, float] = (10.0, 1_000_000.0),
    restlessness: float = 0.15,
    jumps: Iterable[tuple[int, int, float]] = (),
    size: Counts | None = None,
) -> Counts:
    """Poisson counts [artists, weeks], log-noise of a size that differs by artist; `jumps`: (artist, week, factor)."""
    least, most = np.log10(sizes)
    level = 10 ** roll.uniform(least, most, artists) if size is None else size
    noise = np.exp(roll.normal(np.log(restlessness), 0.4, artists))[:, None] * _noise(roll, artists, weeks, kind, tails)
    expected = level[:, None] * np.exp(noise)
    for artist, week, factor in jumps:
        expected[artist, week] *= factor
    return roll.poisson(np.minimum(expected, 1e12)).astype(np.float64)


def isolated_jumps(roll: np.random.Generator, size: Counts, weeks: range, count: int) -> list[tuple[int, int, float]]:
    """One-week jumps of 2.5, at most one a week, ten weeks between those of one artist; of 2,000 a week or more."""
    last: dict[int, list[int]] = {}
    for week in roll.choice(np.array(weeks), count, replace=False).tolist():
        for artist in roll.permutation(np.flatnonzero(size >= 2_000)).tolist():
            if all(abs(week - other) >= 10 for other in last.get(artist, [])):
                last.setdefault(artist, []).append(week)
                break
    return [(artist, week, 2.5) for artist, planted in last.items() for week in planted]


def _noise(roll: np.random.Generator, artists: int, weeks: int, kind: str, tails: str) -> Counts:
    def shocks() -> Counts:
        if tails == "heavy":
            return roll.standard_t(3, (artists, weeks)) / np.sqrt(3)
        return roll.standard_normal((artists, weeks))

    shock = shocks()
    if kind == "autocorrelated":
        for week in range(1, weeks):
            shock[:, week] = 0.6 * shock[:, week - 1] + 0.8 * shock[:, week]
    if kind == "drifting":
        shock = 0.7 * shock + 0.35 * np.cumsum(shocks(), axis=1)
    return shock
