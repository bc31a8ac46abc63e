"""When a program that keeps dying is started again, and when no more."""

from dataclasses import dataclass

FIRST_S, LONGEST_S = 5.0, 300.0
MOST = 8  # tries in a row: half an hour
STEADY_S = 600.0  # a program that ran so long has not died of its start


@dataclass(slots=True)
class Backoff:
    """Tries at one program. Times are seconds of one clock that only goes forward."""

    tries: int = 0
    last_s: float | None = None

    @property
    def is_given_up(self) -> bool:
        """Whether it was tried often enough: somebody has to look."""
        return self.tries >= MOST

    def is_due(self, now_s: float) -> bool:
        """Whether to start it now: at once the first time, then after twice as long each time."""
        if self.last_s is None:
            return True
        return not self.is_given_up and now_s - self.last_s >= min(LONGEST_S, FIRST_S * 2 ** (self.tries - 1))

    def tried(self, now_s: float) -> None:
        """It is being started."""
        self.tries, self.last_s = self.tries + 1, now_s

    def ran(self, now_s: float) -> None:
        """It was seen running."""
        if self.last_s is not None and now_s - self.last_s >= STEADY_S:
            self.tries, self.last_s = 0, None
