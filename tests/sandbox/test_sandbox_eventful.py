"""As much happens to an eventful roster as to real artists, and its truth is what was planned for it."""

import numpy as np
import pytest

from sandbox.daily_counts import Floats
from sandbox.eventful import EventfulRoster, Jump, eventful_roster, jumps_of, planned_factors

# Of daily streams of 29 artists of Spotify's global top 200, 2018 to 2020: quantiles of steps from week to week and of
# distances from the median of the eight weeks before, the median of all artists taken off (logarithms).
QUANTILES = (0.005, 0.01, 0.05, 0.95, 0.99, 0.995)
REAL_STEPS = (-0.62, -0.51, -0.22, 0.33, 0.99, 1.39)
REAL_DISTANCES = (-0.95, -0.82, -0.56, 0.94, 1.76, 2.13)
REAL_EVENTS, REAL_DOUBLINGS = 1.26, 0.55  # an artist-year


@pytest.fixture(scope="module")
def weeks() -> Floats:
    """Logarithms of the weeks of artists of a million and more, of three seeds; NaN for a week of nothing."""
    found = []
    for seed in (7, 8, 11):
        roster = eventful_roster(seed)
        total = np.zeros((roster.artists, roster.counted.shape[1]))
        np.add.at(total, roster.artist, roster.counted)
        found.append(total[np.median(total, axis=1) >= 1_000_000])
    together = np.vstack(found)
    return np.log(np.where(together > 0, together, np.nan))


def distances(weeks: Floats) -> Floats:
    usual = np.full(weeks.shape, np.nan)
    for week in range(8, weeks.shape[1]):
        usual[:, week] = np.median(weeks[:, week - 8 : week], axis=1)
    away = weeks - usual
    away[:, 8:] -= np.nanmedian(away[:, 8:], axis=0)
    return away


def test_weeks_step_as_far_as_real_ones(weeks: Floats) -> None:
    steps = np.diff(weeks, axis=1)
    steps = steps - np.nanmedian(steps, axis=0)
    assert np.nanquantile(steps, QUANTILES) == pytest.approx(REAL_STEPS, rel=0.2)
    # the deepest twentieth lies less deep than in life, where more falls last
    assert np.nanquantile(distances(weeks), QUANTILES) == pytest.approx(REAL_DISTANCES, rel=0.3)


def test_as_many_events_as_in_life(weeks: Floats) -> None:
    away = distances(weeks)
    years = np.isfinite(away).sum() / 52
    first = (away[:, 1:] >= np.log(1.5)) & (away[:, :-1] < np.log(1.25))
    assert first.sum() / years == pytest.approx(REAL_EVENTS, rel=0.25)
    assert (first & (away[:, 1:] >= np.log(2))).sum() / years == pytest.approx(REAL_DOUBLINGS, rel=0.35)


def test_the_same_every_time_and_another_of_another_seed() -> None:
    made = [eventful_roster(seed, artists=4, weeks=60) for seed in (3, 3, 4)]
    assert (made[0].counted == made[1].counted).all()
    assert made[0].counted.shape != made[2].counted.shape or (made[0].counted != made[2].counted).any()
    assert made[0].artists == 4


def planned(*songs: Floats, released: tuple[int, ...], seasonal: Floats | None = None) -> EventfulRoster:
    """One artist's songs, planned as given; where nothing is planned there are no readings."""
    plan = np.array(songs)
    return EventfulRoster(
        artist=np.zeros(len(songs), np.int64),
        released=np.array(released),
        is_known=np.ones(len(songs), np.bool_),
        planned=np.nan_to_num(plan),
        seasonal=np.ones(plan.shape) if seasonal is None else seasonal,
        counted=np.zeros(plan.shape, np.int64),
        is_read=np.isfinite(plan),
    )


def song(weeks: int = 110, level: float = 10_000.0, **times: tuple[int, int, float]) -> Floats:
    """A level, and for each event its first week, the week it is over, and the factor."""
    plan = np.full(weeks, level)
    for start, stop, factor in times.values():
        plan[start:stop] *= factor
    return plan


def test_a_song_weighs_by_its_part() -> None:
    roster = planned(song(hit=(30, 32, 7.0)), song(), released=(-1, -1))
    factors = planned_factors(roster)[0]
    assert factors[[29, 30, 31, 32]].tolist() == [1.0, 4.0, 4.0, 1.0]
    assert jumps_of(roster) == [Jump(0, 30, 4.0)], "its second week is no jump"


def test_what_is_new_or_not_read_is_left_out() -> None:
    new, gone = song(level=90_000.0), song(level=90_000.0)
    new[:30], gone[40:50] = np.nan, np.nan
    roster = planned(song(), new, gone, released=(-1, 30, -1))
    assert planned_factors(roster)[0].tolist() == [1.0] * 110
    assert jumps_of(roster) == []


@pytest.mark.parametrize(("weeks", "jumps"), [(3, 0), (9, 1)])
def test_a_song_that_returns_is_news_when_it_was_forgotten(weeks: int, jumps: int) -> None:
    roster = planned(song(gap=(40, 40 + weeks, 0.0)), song(level=2_000.0), released=(-1, -1))
    assert planned_factors(roster)[0, 40] == pytest.approx(2 / 12)
    assert len(jumps_of(roster)) == jumps


def test_what_comes_every_year_is_news_once() -> None:
    plan = song(first=(40, 42, 5.0), again=(92, 94, 5.0))
    roster = planned(plan, released=(-1,), seasonal=(plan / 10_000.0)[None])
    assert jumps_of(roster) == [Jump(0, 40, 5.0)]
    assert planned_factors(roster)[0, 92] == 1.0
