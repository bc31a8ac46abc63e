"""Rosters without a world: sizes, chance and jumps as they are asked for."""

import itertools
from typing import Literal

import numpy as np
import pytest

from sandbox.daily_counts import Floats, Ints
from sandbox.roster import flat_roster, jumped_roster

NOISES: tuple[Literal["independent", "autocorrelated", "drifting"], ...] = (
    "independent",
    "autocorrelated",
    "drifting",
)
TAILS: tuple[Literal["normal", "heavy"], ...] = ("normal", "heavy")


def steps(counts: Ints) -> Floats:
    """Logarithms of the week on week ratios of artists big enough for counting not to matter."""
    big = counts[counts.mean(axis=1) > 5_000]
    return np.diff(np.log(big), axis=1)


@pytest.mark.parametrize(("noise", "tails"), list(itertools.product(NOISES, TAILS)))
def test_all_sizes_and_only_chance(
    noise: Literal["independent", "autocorrelated", "drifting"], tails: Literal["normal", "heavy"]
) -> None:
    roster = flat_roster(3, noise=noise, tails=tails)
    assert roster.jumped == ()
    for counts, least, most in ((roster.streams, 10, 1_000_000), (roster.posts, 1, 20_000)):
        assert counts.shape == (300, 40)
        assert counts.dtype == np.int64
        usual = counts[:, :8].mean(axis=1)
        assert least / 5 <= usual.min() < least * 3
        assert most / 3 < usual.max() <= most * 3
        # as many artists in each third of the powers of ten
        thirds = np.histogram(np.log(np.maximum(usual, 1)), np.linspace(np.log(least), np.log(most), 4))[0]
        assert thirds.min() > 60
    assert np.median(np.abs(steps(roster.streams))) < 0.2


def test_kinds_of_chance_differ_as_named() -> None:
    made = {noise: np.vstack([steps(flat_roster(seed, noise=noise).streams) for seed in range(3)]) for noise in NOISES}
    spread = {noise: float(each.std()) for noise, each in made.items()}
    # neighbours that hang together are nearer to each other
    assert spread["autocorrelated"] < 0.8 * spread["independent"]
    far = {noise: float(np.abs(each[:, :38].sum(axis=1)).mean()) for noise, each in made.items()}
    assert far["drifting"] > 1.4 * far["independent"]
    normal, heavy = (flat_roster(3, tails=tails).streams for tails in TAILS)
    assert np.abs(steps(heavy)).max() > 1.3 * np.abs(steps(normal)).max()


def test_small_artists_are_more_restless() -> None:
    streams = flat_roster(5).streams
    size = np.median(streams, axis=1)
    log = np.log(np.maximum(streams, 1))
    assert log[(size > 500) & (size < 5_000)].std(axis=1).mean() > 1.3 * log[size > 100_000].std(axis=1).mean()


def test_a_jump_changes_the_last_week_of_the_jumped_and_nothing_else() -> None:
    flat, jumped = flat_roster(9), jumped_roster(9)
    assert len(set(jumped.jumped)) == 15
    for before, after in ((flat.streams, jumped.streams), (flat.posts, jumped.posts)):
        assert (before[:, :-1] == after[:, :-1]).all()
        others = [artist for artist in range(300) if artist not in jumped.jumped]
        assert (before[others] == after[others]).all()
        big = [artist for artist in jumped.jumped if before[artist, -1] > 2_000]
        assert big
        assert (after[big, -1] / before[big, -1]).tolist() == pytest.approx([2.5] * len(big), rel=0.1)


def test_a_seed_is_a_roster() -> None:
    assert (flat_roster(4).streams == flat_roster(4).streams).all()
    assert (flat_roster(4).streams != flat_roster(5).streams).any()
    assert len(jumped_roster(4, jumps=3, artists=20, weeks=10).jumped) == 3


def test_unknown_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="No noise"):
        flat_roster(1, artists=2, noise="pink")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="No tails"):
        flat_roster(1, artists=2, tails="long")  # type: ignore[arg-type]
