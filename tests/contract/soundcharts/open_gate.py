"""A gate that holds nobody back."""

from datetime import timedelta


class OpenGate:
    """Neither limit nor budget: these tests are about answers."""

    def reserve(self) -> float:
        return 0.0

    def push_back(self, wait_s: float) -> None:
        """Nobody else has to be told."""

    def block(self, duration: timedelta, reason: str) -> None:
        """Nobody else has to be told."""
