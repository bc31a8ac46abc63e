"""What an action brought: planted lifts are found, and what does nothing is not called helpful."""

from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pytest

from sandbox.promotions import EACH, KINDS, Promoted, make_promoted
from tasks.actions.outcome import Effect, effect_of, kind_effect
from tasks.actions.settings import action_settings

SETTINGS = action_settings()
SEEDS = range(16)
LIFT = {kind: lift for kind, lift, _ in KINDS}


def effects(world: Promoted) -> list[tuple[str, Effect]]:
    """Each promotion beside all artists for whom the same was not done in the weeks compared."""
    found = []
    for one in world.promotions:
        near = [two for two in world.promotions if two.kind == one.kind and abs((two.done_on - one.done_on).days) <= 28]
        others = sorted(set(range(len(world.followers))) - {two.artist for two in near})
        day = (one.done_on - world.first_on).days
        figures = world.followers[:, [day - 28, day, day + 28]]
        found.append((one.kind, effect_of(figures[one.artist], figures[others], "followers", SETTINGS)))
    return found


@pytest.fixture(scope="module")
def measured() -> dict[int, list[tuple[str, Effect]]]:
    return {seed: effects(make_promoted(seed)) for seed in SEEDS}


def test_the_interval_holds_the_true_lift_19_times_in_20(measured: dict[int, list[tuple[str, Effect]]]) -> None:
    held = [
        one.low <= LIFT[kind] <= one.high for all_of in measured.values() for kind, one in all_of if "for" not in kind
    ]
    assert len(held) == 3 * EACH * len(SEEDS)
    assert np.mean(held) == pytest.approx(0.95, abs=0.03)


def test_single_actions_that_do_nothing_are_seldom_called_more(measured: dict[int, list[tuple[str, Effect]]]) -> None:
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for all_of in measured.values():
        for kind, one in all_of:
            verdicts[kind][one.verdict] += 1
    for kind in ("does nothing", "for risers", "for fallers"):
        assert verdicts[kind]["more"] / verdicts[kind].total() <= 0.06, kind
    assert verdicts["lifts much"]["more"] / verdicts["lifts much"].total() >= 0.8


def test_kinds_that_help_are_found_and_others_are_not_called_so(
    measured: dict[int, list[tuple[str, Effect]]],
) -> None:
    helpful: Counter[str] = Counter()
    for all_of in measured.values():
        by_kind: dict[str, list[float]] = defaultdict(list)
        for kind, one in all_of:
            by_kind[kind].append(np.log1p(one.effect))
        for kind, steps in by_kind.items():
            found = kind_effect(np.array(steps), SETTINGS)
            assert found is not None
            helpful[kind] += found.is_helpful
    assert helpful["lifts much"] == len(SEEDS)
    assert helpful["lifts some"] >= len(SEEDS) - 1
    assert helpful["does nothing"] + helpful["for risers"] + helpful["for fallers"] <= 2


def test_too_few_of_a_kind_are_not_told_from_chance() -> None:
    assert kind_effect(np.array([0.1] * (SETTINGS.rule_least - 1)), SETTINGS) is None
    found = kind_effect(np.array([0.1, 0.12, 0.09, 0.11, 0.1, 0.08]), SETTINGS)
    assert found is not None
    assert found.is_helpful


def test_who_was_falling_is_compared_with_others_who_were() -> None:
    """Peers come back as far as they fell: coming back brings nothing."""
    before = np.linspace(-0.2, 0.2, 41)
    peers = np.exp(np.column_stack([np.zeros(41), before, np.zeros(41)]))
    found = effect_of(np.exp(np.array([0.0, -0.15, 0.0])), peers, "streams", SETTINGS)
    assert found.effect == pytest.approx(0, abs=1e-9)
    assert found.change == pytest.approx(np.expm1(0.15))
    assert found.verdict == "as much"


def test_a_score_is_told_in_points() -> None:
    peers = np.column_stack([np.full(30, 50.0), np.full(30, 50.0), 50 + np.linspace(-1, 1, 30)])
    found = effect_of(np.array([40.0, 40.0, 44.0]), peers, "score", SETTINGS)
    assert found.effect == pytest.approx(4.0, abs=0.01)
    assert found.verdict == "more"


def test_the_world_is_the_same_twice() -> None:
    one, two = make_promoted(3), make_promoted(3)
    assert one.promotions == two.promotions
    assert (one.followers == two.followers).all()
    assert one.first_on == date(2026, 1, 2)
