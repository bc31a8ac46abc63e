"""Ranks among past falls, the fitted tail beyond them, and the false discovery rate."""

import numpy as np
import pytest

from tasks.trends.discovery import Pool, discoveries, noise_shares, pareto_tail, past_pool
from tasks.trends.panel import Bools, Floats
from tasks.trends.settings import spike_settings

SETTINGS = spike_settings()


def test_benjamini_and_hochbergs_own_example() -> None:
    """Their table of 15 tests (1995, section 4.2): four pass at 0.05, where Bonferroni lets three through."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    shuffled = np.random.default_rng(1).permutation(15)
    found = discoveries(np.array(p)[shuffled], 0.05)
    assert sorted(np.array(p)[shuffled][found]) == p[:4]


def test_one_that_fails_alone_passes_with_a_later_one() -> None:
    assert discoveries(np.array([0.06, 0.09]), 0.10).tolist() == [True, True]
    assert discoveries(np.array([0.06, 0.11]), 0.10).tolist() == [False, False]


def test_untested_ones_are_no_tests_and_unnamed_ones_are() -> None:
    p = np.array([0.03, np.nan, 0.9])
    assert discoveries(p, 0.10).tolist() == [True, False, False]
    assert discoveries(p, 0.10, tests=4).tolist() == [False, False, False]
    assert discoveries(np.array([]), 0.10).tolist() == []


def test_a_p_within_the_past_is_its_rank_with_signs_left_out() -> None:
    pool = Pool.of(np.concatenate([np.arange(1, 101), -np.arange(101, 201)]).astype(float), SETTINGS)
    assert pool.p_of_rise(np.array([181.0]), SETTINGS)[0] == pytest.approx(21 / 401)
    assert pool.p_of_rise(np.array([-181.0]), SETTINGS)[0] == pytest.approx(1 - 21 / 401)
    assert pool.p_of_rise(np.array([0.0]), SETTINGS)[0] == pytest.approx(201 / 401)
    assert np.isnan(pool.p_of_rise(np.array([np.nan]), SETTINGS)[0])


def test_p_falls_as_z_rises_across_the_seam_of_rank_and_tail() -> None:
    pool = Pool.of(np.random.default_rng(2).standard_t(4, 2_000), SETTINGS)
    p = pool.p_of_rise(np.linspace(0, 30, 600), SETTINGS)
    assert (np.diff(p) <= 2e-3).all()
    assert p[-1] < 1e-4


@pytest.mark.parametrize("degrees", [4, 30])
def test_beyond_the_past_p_is_near_the_truth(degrees: int) -> None:
    """Over many small pools the tail gives, for the deviation that 1 in 2,000 exceeds, a p of that size.

    Within a factor of four: an exponential tail is too careful about a normal one, and half the truth for a very heavy
    one. A rank in such a pool can't be below 1 in 801.
    """
    roll = np.random.default_rng(degrees)
    truth = np.quantile(np.abs(np.random.default_rng(7).standard_t(degrees, 4_000_000)), 1 - 2 / 2_000)
    p = [Pool.of(roll.standard_t(degrees, 400), SETTINGS).p_of_rise(np.array([truth]), SETTINGS)[0] for _ in range(200)]
    assert 1 / 8_000 < np.median(p) < 1 / 500
    assert min(p) < 1 / 801


@pytest.mark.parametrize(("shape", "scale"), [(0.0, 1.0), (0.3, 2.0)])
def test_a_pareto_tail_is_recovered(shape: float, scale: float) -> None:
    uniform = np.random.default_rng(3).random(20_000)
    excess = -scale * np.log(uniform) if shape == 0 else scale / shape * (uniform**-shape - 1)
    fitted_scale, fitted_shape = pareto_tail(np.sort(excess), 0.5)
    assert fitted_scale == pytest.approx(scale, rel=0.06)
    assert fitted_shape == pytest.approx(shape, abs=0.04)


def test_a_tail_is_never_taken_to_end_nor_to_be_wilder_than_allowed() -> None:
    assert pareto_tail(np.linspace(0.01, 1, 100), 0.5)[1] == 0.0
    assert pareto_tail(np.sort(np.random.default_rng(4).pareto(0.8, 500)), 0.5)[1] == 0.5
    assert pareto_tail(np.zeros(30), 0.5) == (0.0, 0.0)


def pool_of(z: Floats, held: Bools | None = None, decoy: Bools | None = None, week: int = 30) -> Pool:
    nothing = np.zeros(z.shape, np.bool_)
    found = past_pool(z, nothing if held is None else held, ~nothing if decoy is None else decoy, 0.5, week, SETTINGS)
    assert found is not None
    return found


def test_a_pool_needs_a_past() -> None:
    z = np.full((10, 8), 0.5)
    held = np.zeros(z.shape, np.bool_)
    assert past_pool(z, held, ~held, 1.0, 4, SETTINGS) is None
    assert past_pool(z, held, ~held, 1.0, 5, SETTINGS) is not None


def test_chance_is_learned_from_falls_mirrored_at_the_median() -> None:
    """z of 0 to 200, twenty of them raised to a thousand: the median is 100, and the falls from it are 0 to 100."""
    z = np.arange(201.0)[None, :]
    z[0, 181:] = 1_000.0
    pool = pool_of(z.reshape(67, 3), week=3)
    assert pool.middle == 100.0
    assert pool.past.tolist() == list(range(101))
    p = pool.p_of_rise(np.array([181.0]), SETTINGS)[0], pool.p_of_fall(np.array([19.0]), SETTINGS)[0]
    # 20 falls reach 81 below the median or more; 101 falls stand for both sides
    assert p == (pytest.approx(21 / 203), pytest.approx(21 / 203))


def test_events_do_not_raise_the_bar_for_others() -> None:
    z = np.random.default_rng(8).standard_normal((20, 30))
    with_events = z.copy()
    with_events[z > np.sort(z[z > 0])[-15]] = 12.0
    bars = [pool_of(made).p_of_rise(np.array([5.0]), SETTINGS)[0] for made in (z, with_events)]
    assert bars[0] == bars[1] < 0.001


def test_a_return_to_normal_is_no_decoy_and_still_a_week() -> None:
    z = np.random.default_rng(6).standard_normal((20, 30))
    z[3, 9], z[4, 9] = -9.0, -8.0
    decoy = np.ones(z.shape, np.bool_)
    decoy[3, 9] = False
    whole, without = pool_of(z), pool_of(z, decoy=decoy)
    assert whole.past[-2:].tolist() == pytest.approx([8.0 + whole.middle, 9.0 + whole.middle])
    assert without.past[-1] == pytest.approx(8.0 + whole.middle)
    assert len(without.past) == len(whole.past) == 300


def test_held_falls_stay_out_but_for_as_many_as_chance_brings() -> None:
    z = np.random.default_rng(6).standard_normal((20, 30))
    held = np.zeros(z.shape, np.bool_)
    for artist in range(20):
        z[artist, artist + 5], held[artist, artist + 5] = (10.0 + artist) * (-1) ** artist, True
    pool = pool_of(z, held)
    # 0.10, 30 weeks, half of the tests: two, and the mildest of the ten falls of 11, 13, 15 ...
    assert pool.past[-2:].tolist() == pytest.approx([11.0 + pool.middle, 13.0 + pool.middle])
    assert pool.past[-3] < 5.0
    assert len(pool.past) == 300 - 10 + 2


def test_what_is_older_than_memory_is_forgotten() -> None:
    z = np.ones((10, 60))
    z[:, 0] = -50.0
    within, beyond = pool_of(z, week=52), pool_of(z, week=53)
    assert (within.past[-1], beyond.past[-1]) == (51.0, 0.0)


def test_the_share_of_noise_is_expected_over_found() -> None:
    """Of 20 tests chance brings 0.02 below 0.001 and 1 below 0.05, where 1 and 4 are: a fiftieth, a quarter."""
    p = np.array([0.05, 0.001, 0.04, np.nan, 0.03, 0.9])
    # at 0.03 it would be 0.3, but those down to 0.05 are less noise together
    assert noise_shares(p, tests=20).tolist() == pytest.approx([0.25, 0.02, 0.25, np.nan, 0.25, 1.0], nan_ok=True)
    found = discoveries(p, 0.25, tests=20)
    assert found.tolist() == [True, True, True, False, True, False]
    assert noise_shares(np.array([0.2, 0.4])).tolist() == [0.4, 0.4]
