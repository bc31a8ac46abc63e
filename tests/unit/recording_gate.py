"""A gate that lets everybody through and writes down what it was told."""

from datetime import timedelta

from tasks.providers.errors import StopsRun


class RecordingGate:
    """``closed`` is raised at the next reservation."""

    def __init__(self) -> None:
        self.reserved = 0
        self.pushed_back: list[float] = []
        self.blocked: list[tuple[timedelta, str]] = []
        self.closed: StopsRun | None = None

    def reserve(self) -> float:
        if self.closed is not None:
            raise self.closed
        self.reserved += 1
        return 0.0

    def push_back(self, wait_s: float) -> None:
        self.pushed_back.append(wait_s)

    def block(self, duration: timedelta, reason: str) -> None:
        self.blocked.append((duration, reason))
