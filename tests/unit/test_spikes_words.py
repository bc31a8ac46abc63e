"""What is read of a jump that is not proven: how much of its like is noise."""

import numpy as np
import pytest

from tests.unit.test_spikes_tiers import CHANCE, FALL, decided


def shares(rise: float, fall: float = 1.0) -> dict[str, object]:
    return {"noise_rise": np.array([rise]), "noise_fall": np.array([fall])}


@pytest.mark.parametrize(
    ("share", "deviation", "why"),
    [
        (1 / 9, 2.4, "2.5 times last week; unusual, not proven: 1 of 9 such rises is noise (95 % interval 1.8 to 3.2"),
        (0.4, 2.4, "1 of 2 such rises is noise"),
        (0.9, 2.4, "unusual, not proven: most such rises are noise"),  # z = 5.8
        (1 / 9, 1.5, "1 of 9 such rises is noise"),  # z = 2.7
        (0.9, 1.5, "not beyond what chance does to artists like this one"),
        (1 / 9, 1.2, "not beyond what chance does to artists like this one"),  # z = 1.2
        (0.9, 0.4, "but still clearly below its usual: 95 % interval 0.30 to 0.54"),  # z = -6.1
    ],
)
def test_an_unproven_rise(share: float, deviation: float, why: str) -> None:
    tier, reason = decided(**CHANCE, **shares(share), deviation=np.log(deviation))
    assert tier == "raw only"
    assert why in reason


def test_an_unproven_fall() -> None:
    unsure = {"p_fall": 0.02, "is_significant_fall": False}
    assert "1 of 4 such falls is noise" in decided(**FALL | unsure | shares(1.0, 0.25))[1]
