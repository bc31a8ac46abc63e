"""Schedules: which charts are synchronised, and what follows from them by itself."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from db.errors import GroundswellError


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of a schedule; None keeps what is there. Delays in seconds, history in days."""

    is_active: bool | None = None
    track_metadata: bool | None = None
    artist_metadata: bool | None = None
    audience: bool | None = None
    priority_platforms: Sequence[str] | None = None
    artist_platforms: Sequence[str] | None = None
    metadata_delay_s: int | None = None
    audience_delay_s: int | None = None
    priority: int | None = None
    history_days: int | None = None
    budget: int | None = None
    no_budget: bool = False

    def __post_init__(self) -> None:
        """Raises GroundswellError for a value below 0."""
        for name, value in asdict(self).items():
            if isinstance(value, int) and value < 0 and name != "priority":
                raise GroundswellError(f"{name.replace('_', ' ')} of {value} is below 0; give 0 or more.")
