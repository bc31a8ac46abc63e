"""One reading of an audience, as a client hands it over, and the windows a long series is asked for in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Reading:
    """``value`` of ``field`` on ``observed_on`` under the platform's own ``identifier`` (empty when it has one id).

    ``exchange`` is the index in the caller's log of the answer it was read from, ``country`` the ISO 3166-1 code of the
    only country the value is of, None for worldwide.
    """

    field: str
    identifier: str
    observed_on: date
    value: int
    exchange: int
    country: str | None = None


def windows(first: date, last: date, days: int) -> Iterator[tuple[date, date]]:
    """Cut first..last (both included) into spans of at most ``days`` days, oldest first, without gap or overlap."""
    start = first
    while start <= last:
        end = min(start + timedelta(days=days - 1), last)
        yield start, end
        start = end + timedelta(days=1)
