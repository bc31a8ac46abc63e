"""What an action brought: the change of its measure beside that of artists without it, with an interval. Pure.

What peers did after is told from what they did before by a straight line (analysis of covariance), so that somebody who
was falling is compared with others who were. How far single artists lie off that line when nothing was done gives the
interval, by rank alone (split conformal prediction, Lei and others 2018): no bell curve is assumed.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from tasks.actions.settings import ActionSettings

Floats = npt.NDArray[np.float64]
METHOD_VERSION = 1
DRAWS = 4_000
POINTS = frozenset({"score"})  # measures whose change is told in points; of others it is a share


@dataclass(frozen=True, slots=True)
class Effect:
    """Change of an artist's measure, of its peers, and the difference with its interval.

    Shares (0.05 is 5 % more), of a score points. ``widened``: artists of the next sizes were taken in.
    """

    change: float
    peer_change: float
    effect: float
    low: float
    high: float
    peers: int
    widened: bool = False

    @property
    def verdict(self) -> str:
        """more, less or as much: whether the interval leaves 0 out."""
        return "more" if self.low > 0 else "less" if self.high < 0 else "as much"


def effect_of(own: Floats, peers: Floats, measure: str, settings: ActionSettings, *, widened: bool = False) -> Effect:
    """The effect for an artist ``own`` [before, at, after] among ``peers`` [n, 3], at least 19; all above 0 but scores.

    Before is four weeks earlier, after four weeks later.
    """
    everybody = np.vstack([own, peers])
    steps = np.diff(everybody if measure in POINTS else np.log(everybody), axis=1)
    before, after = steps[1:, 0], steps[1:, 1]
    design = np.column_stack([np.ones(len(before)), before])
    if np.ptp(before) == 0:
        design = design[:, :1]
    line, *_ = np.linalg.lstsq(design, after, rcond=None)
    leverage = np.einsum("ij,ji->i", design, np.linalg.pinv(design))
    # off the line that is drawn without them, as the artist itself is
    off = np.abs(after - design @ line) / np.maximum(1 - leverage, 1e-9)
    expected = float(np.array([1.0, steps[0, 0]])[: design.shape[1]] @ line)
    rank = min(ceil(settings.interval_share * (len(off) + 1)), len(off))
    reach = float(np.sort(off)[rank - 1])
    own_step = float(steps[0, 1])
    apart = own_step - expected
    told = (lambda value: value) if measure in POINTS else (lambda value: float(np.expm1(value)))
    return Effect(
        change=told(own_step),
        peer_change=told(expected),
        effect=told(apart),
        low=told(apart - reach),
        high=told(apart + reach),
        peers=len(peers),
        widened=widened,
    )


@dataclass(frozen=True, slots=True)
class KindEffect:
    """Mean effect of a kind of action with its interval; ``is_helpful``: above 0, and not by chance."""

    effect: float
    low: float
    high: float
    is_helpful: bool


def kind_effect(effects: Floats, settings: ActionSettings) -> KindEffect | None:
    """What a kind of action brought on average; None below ``rule_least`` actions.

    Without an effect each one's sign is as likely the other (sign-flip randomisation, Fisher 1935).
    """
    count = len(effects)
    if count < settings.rule_least:
        return None
    mean = float(effects.mean())
    signs = np.random.default_rng(count).choice([-1.0, 1.0], size=(DRAWS, count))
    p_value = (1 + np.count_nonzero(np.abs(signs @ effects) / count >= abs(mean) - 1e-12)) / (DRAWS + 1)
    spread = np.abs(signs @ (effects - mean)) / count * np.sqrt(count / (count - 1))
    reach = float(np.quantile(spread, settings.interval_share))
    return KindEffect(
        mean, mean - reach, mean + reach, bool(mean - reach > 0 and p_value <= 1 - settings.interval_share)
    )
