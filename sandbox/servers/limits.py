"""The two limits of the provider: requests a second, and requests a plan."""

from collections import deque
from math import ceil

SECOND = 1.0


class RateWindow:
    """At most `rate` requests in any sliding window, refused ones counted too: who keeps knocking stays out."""

    def __init__(self, rate: int, window_s: float = SECOND) -> None:
        self.rate = rate
        self.window_s = window_s
        self.worst = 0  # most requests seen in any one window
        self._times: deque[float] = deque()

    def admits(self, now: float) -> bool:
        """Counts a request at `now` (seconds, monotonic) and says whether it is within the rate."""
        times = self._times
        while times and times[0] <= now - self.window_s:
            times.popleft()
        times.append(now)
        self.worst = max(self.worst, len(times))
        return len(times) <= self.rate

    @property
    def used(self) -> int:
        """Requests in the window, refused ones too."""
        return len(self._times)

    @property
    def remaining(self) -> int:
        """Requests that the window still lets through."""
        return max(0, self.rate - self.used)

    def reset_s(self, now: float) -> int:
        """Whole seconds, 1 or more, until a silent client is let in again."""
        return max(1, ceil(self._times[-1] + self.window_s - now)) if self._times else 1


class Quota:
    """Answered requests left in the plan."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.remaining = total

    @property
    def is_exhausted(self) -> bool:
        return self.remaining <= 0

    def charge(self) -> None:
        """Takes one request off."""
        self.remaining -= 1
