"""The days a world covers: 53 chart weeks, Friday to Thursday, and what follows the last of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

CHART_WEEKS = 53
WARMUP_DAYS = 28  # a rolling 28-day number must be right on the first served day already
THURSDAY = 3
END_ON = date(2026, 11, 19)  # of worlds for which no other end is asked


def dice_day(day: date, end_on: date) -> str:
    """A day of a world that ends on ``end_on`` as the key of dice: the same however late the world ends."""
    return (day + (END_ON - end_on)).isoformat()


@dataclass(frozen=True)
class Span:
    """Days up to and with `end_on`; index 0 is `origin`, 28 days before the first day anybody is served."""

    end_on: date

    @cached_property
    def chart_days(self) -> tuple[date, ...]:
        """The Thursdays that carry a ranking, oldest first."""
        last = self.end_on - timedelta(days=(self.end_on.weekday() - THURSDAY) % 7)
        return tuple(last - timedelta(weeks=back) for back in reversed(range(CHART_WEEKS)))

    @cached_property
    def start_on(self) -> date:
        """First day served: the Friday of the first chart week."""
        return self.chart_days[0] - timedelta(days=6)

    @cached_property
    def origin(self) -> date:
        return self.start_on - timedelta(days=WARMUP_DAYS)

    @cached_property
    def length(self) -> int:
        """Days from `origin` to `end_on`, both counted."""
        return (self.end_on - self.origin).days + 1

    @cached_property
    def served_days(self) -> tuple[date, ...]:
        """`start_on` to `end_on`, oldest first."""
        return tuple(self.origin + timedelta(days=at) for at in range(WARMUP_DAYS, self.length))

    def index(self, day: date) -> int:
        """Place of a day in a series that begins at `origin`; negative before it."""
        return (day - self.origin).days

    def week_slice(self, week: int) -> slice:
        """The seven days that the ranking number `week` counts, as a slice of a series from `origin`."""
        last = self.index(self.chart_days[week])
        return slice(last - 6, last + 1)

    def first_week(self, released_on: date) -> int:
        """Number of the first chart week in which a song is out from the Friday on; may be past the last week."""
        late = (released_on - self.start_on).days
        return 0 if late <= 0 else -(-late // 7)
