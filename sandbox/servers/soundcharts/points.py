"""Time series ready to be served: encoded items by day, cut to a window of at most 90 days, newest first."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from starlette.requests import Request

from sandbox.servers.envelope import Json, Refusal

WINDOW_DAYS = 90
DEFAULT_DAYS = 30

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Points:
    """Items of one series in the order of their days; `ordinals` are proleptic day numbers."""

    ordinals: Sequence[int]
    items: Sequence[msgspec.Raw]

    def within(self, start_on: date, end_on: date) -> list[msgspec.Raw]:
        """Items of the days from `start_on` to `end_on`, both counted, newest first."""
        first = bisect_left(self.ordinals, start_on.toordinal())
        last = bisect_right(self.ordinals, end_on.toordinal())
        return list(reversed(self.items[first:last]))


def points(items: Mapping[date, Json]) -> Points:
    """Encodes items, given in the order of their days."""
    return Points([day.toordinal() for day in items], [msgspec.Raw(_ENCODER.encode(item)) for item in items.values()])


def midnight(day: date) -> str:
    """A day as audience answers write it."""
    return f"{day.isoformat()}T00:00:00+00:00"


def noon(day: date) -> str:
    """A day as rankings write it."""
    return f"{day.isoformat()}T12:00:00+00:00"


def window(request: Request, today: date) -> tuple[date, date]:
    """First and last day request for: by default the 30 days before the end, and the end is today.

    Raises Refusal (400) for a day that is none, for an end before the start, and for more than 90 days.
    """
    end_on = query_day(request, "endDate") or today
    start_on = query_day(request, "startDate") or end_on - timedelta(days=DEFAULT_DAYS)
    if start_on > end_on:
        raise Refusal(400, "Invalid date: startDate is after endDate.")
    if (end_on - start_on).days > WINDOW_DAYS:
        raise Refusal(400, f"Invalid date: the period must not exceed {WINDOW_DAYS} days.")
    return start_on, end_on


def query_day(request: Request, name: str) -> date | None:
    """A day of the query; None where it has none. Raises Refusal (400) for what is no day."""
    text = request.query_params.get(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Refusal(400, f"Invalid date: {text}.") from None
