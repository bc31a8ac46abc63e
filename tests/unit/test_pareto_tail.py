"""The fitted tail by hand, and where it takes over from the rank."""

import numpy as np
import pytest

from tasks.trends.discovery import Pool, pareto_tail
from tasks.trends.settings import spike_settings

SETTINGS = spike_settings()


@pytest.mark.parametrize(
    ("shape_most", "scale", "shape"),
    # excesses 0, 1, 7: mean 8/3; places 0.65, 1.65, 2.65 of 3, so the weighted mean is
    # (0 x 2.35 + 1 x 1.35 + 7 x 0.35) / 9 = 3.8 / 9; shape 2 - (24/9) / (24/9 - 7.6/9) = 2 - 24/16.4
    [(0.9, 8 / 3 * (24 / 16.4 - 1), 2 - 24 / 16.4), (0.5, 4 / 3, 0.5)],
)
def test_three_excesses(shape_most: float, scale: float, shape: float) -> None:
    assert pareto_tail(np.array([0.0, 1.0, 7.0]), shape_most) == pytest.approx((scale, shape))


@pytest.mark.parametrize(
    ("shape", "left"),
    # one scale beyond the edge: (1 + shape) ** (-1 / shape), the exponential where the shape is 0
    [(0.0, np.exp(-1)), (0.25, 1.25**-4), (0.5, 1.5**-2)],
)
def test_p_beyond_the_past_is_the_share_in_the_tail_times_what_is_left_of_it(shape: float, left: float) -> None:
    pool = Pool(np.arange(1.0, 201.0), edge=195.0, scale=10.0, shape=shape, in_tail=50)
    p = pool.p_of_rise(np.array([205.0, -205.0]), SETTINGS)
    # 50 of 200 lie in the tail, half of them on either side
    assert p == pytest.approx([50 / 400 * left, 1 - 50 / 400 * left])


def test_the_tail_speaks_where_fewer_than_ten_are_as_extreme() -> None:
    pool = Pool(np.arange(1.0, 201.0), edge=150.0, scale=10.0, shape=0.0, in_tail=50)
    assert SETTINGS.rank_least == 10
    ten, nine = pool.p_of_rise(np.array([191.0, 192.0]), SETTINGS)  # 191 to 200 are ten
    assert ten == pytest.approx(11 / 401)
    assert nine == pytest.approx(50 / 400 * np.exp(-4.2))


def test_a_pool_fits_its_uppermost_two_fifths_if_they_are_twenty() -> None:
    fifty = Pool.of(np.arange(1.0, 51.0), SETTINGS)
    assert (fifty.in_tail, fifty.edge) == (20, 30.5)
    assert Pool.of(np.arange(1.0, 50.0), SETTINGS).scale == 0
    assert Pool.of(np.arange(1.0, 1001.0), SETTINGS).in_tail == 175
