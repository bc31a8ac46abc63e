"""Which rankings of a chart are wanted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta


def wanted_dates(available: Sequence[datetime], as_of: date, history_days: int) -> list[datetime]:
    """The dates within ``history_days`` before ``as_of`` (included, UTC days), newest first."""
    oldest = as_of - timedelta(days=history_days)
    return sorted((at for at in set(available) if oldest <= at.astimezone(UTC).date() <= as_of), reverse=True)
