"""How long Prefect's and Superset's history is kept."""

import os

from db.errors import GroundswellError

HISTORY_DAYS = "GROUNDSWELL_HISTORY_DAYS"
DEFAULT_DAYS = 90


def history_days() -> int:
    """Days, by the environment. Raises GroundswellError where it holds something else."""
    given = os.environ.get(HISTORY_DAYS, "").strip()
    if not given:
        return DEFAULT_DAYS
    if not given.isdecimal() or not 1 <= int(given) <= 3650:
        raise GroundswellError(f"{HISTORY_DAYS} is {given!r}; write whole days, from 1 to 3650.")
    return int(given)
