"""Limits and budgets: shown and set."""

from typing import Any

from sqlalchemy import Engine

from db.errors import GroundswellError
from db.statements import statement


def show_limits(engine: Engine) -> list[dict[str, Any]]:
    """Every provider's limit, budget, calls spent today and block, as rows."""
    with engine.connect() as connection:
        rows = connection.execute(statement("limits/show"), {"provider": None}).mappings().all()
    return [{name: value for name, value in row.items() if name != "blocked_s"} for row in rows]


def set_limit(
    engine: Engine,
    provider: str,
    *,
    allowed_per_s: float | None = None,
    utilisation: float | None = None,
    wait_cap_s: int | None = None,
    daily_budget: int | None = None,
    no_budget: bool = False,
) -> None:
    """Change what is given and lift a block. Raises GroundswellError for an unknown provider or an impossible value."""
    if allowed_per_s is not None and allowed_per_s <= 0:
        raise GroundswellError(f"A rate of {allowed_per_s} calls a second can't be kept; give one above 0.")
    if utilisation is not None and not 0 < utilisation <= 1:
        raise GroundswellError(f"A utilisation of {utilisation} is not between 0 and 1.")
    if wait_cap_s is not None and wait_cap_s < 0:
        raise GroundswellError(f"A longest wait of {wait_cap_s} seconds can't be kept; give 0 or more.")
    if daily_budget is not None and daily_budget < 0:
        raise GroundswellError(f"A budget of {daily_budget} calls is less than none; give 0 or more.")
    given = {
        "provider": provider,
        "allowed_per_s": allowed_per_s,
        "utilisation": utilisation,
        "wait_cap_s": wait_cap_s,
        "daily_budget": daily_budget,
        "no_budget": no_budget,
    }
    with engine.begin() as connection:
        if connection.execute(statement("limits/set"), given).rowcount == 0:
            known = connection.execute(statement("limits/show"), {"provider": None}).scalars().all()
            raise GroundswellError(f"There is no provider {provider!r}; known are: {', '.join(known)}.")
