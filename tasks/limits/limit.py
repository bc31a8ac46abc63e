"""A provider's limit as it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """``wait_cap_s`` longest wait obeyed on the spot; ``blocked_s`` in seconds from now."""

    wait_cap_s: int
    daily_budget: int | None
    spent_today: int
    blocked_s: float | None
    blocked_reason: str | None
