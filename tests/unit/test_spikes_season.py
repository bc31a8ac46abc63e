"""Weeks that rise each year, against last year's event that came to stay, or came alone."""

import numpy as np
import pytest

from tasks.trends.panel import Floats
from tasks.trends.season import season_fall, season_rise
from tasks.trends.spikes import judge
from tests.unit.spike_panels import SETTINGS
from tests.unit.spike_rosters import STREAMS, panel, roster, rules

WEEKS, DECEMBER = 84, (24, 76)
SONG = 7


def level(shape: dict[int, float]) -> Floats:
    """Chained index of one series that is 1 but in some weeks."""
    factor = np.ones(WEEKS)
    for week, times in shape.items():
        factor[week] = times
    return np.concatenate([[0.0], np.log(factor)])[None, :]


@pytest.mark.parametrize(
    ("shape", "rise"),
    [
        ({}, 0.0),
        ({24: 3.0}, np.log(3)),
        ({23: 3.0}, np.log(3)),  # the holiday lay a week earlier
        ({22: 3.0}, 0.0),
        (dict.fromkeys(range(24, WEEKS), 3.0), 0.0),  # it came to stay
        (dict.fromkeys(range(10, 26), 3.0), 0.0),  # the end of something longer
        (dict.fromkeys(range(22, 27), 3.0), np.log(3)),
    ],
)
def test_a_season_stands_out_to_both_sides(shape: dict[int, float], rise: float) -> None:
    assert season_rise(level(shape), 76)[0] == pytest.approx(rise)


def test_a_fall_out_of_last_years_season() -> None:
    made = level(dict.fromkeys(range(22, 27), 3.0))
    assert season_fall(made, 27 + 52)[0] == pytest.approx(np.log(3))
    assert season_fall(made, 76 - 8)[0] == 0.0
    assert season_fall(level({}), 76)[0] == 0.0
    assert season_rise(level({}), 50)[0] == 0.0


def counts(*peaks: tuple[int, float]) -> Floats:
    made = [(SONG, week, times) for week, times in peaks]
    return roster(np.random.default_rng(3), 40, WEEKS, size=np.full(40, 20_000.0), restlessness=0.08, jumps=made)


@pytest.mark.parametrize(
    ("last_year", "this_year", "tier"),
    [(3.0, 3.0, "expected"), (1.0, 3.0, "confirmed"), (1.5, 9.0, "confirmed"), (6.0, 3.0, "expected")],
)
def test_a_christmas_song_is_expected(last_year: float, this_year: float, tier: str) -> None:
    made = panel(counts((DECEMBER[0], last_year), (DECEMBER[1], this_year)))
    rows = judge({STREAMS: made}, {STREAMS: rules(40)}, SETTINGS, range(76, 77)).rows.set_index("artist_id")
    assert rows.loc[SONG, "tier"] == tier
    assert ("as in the same weeks of last year" in rows.loc[SONG, "reason"]) == (tier == "expected")
