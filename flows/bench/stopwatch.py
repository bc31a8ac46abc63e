"""How long a call takes."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Seconds on the clock until ``work`` came back."""
    began = time.monotonic()
    work()
    return time.monotonic() - began
