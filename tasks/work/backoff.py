"""When a failed item is tried again."""

MOST_ATTEMPTS = 8
# Seconds after the 1st, 2nd, ... failure: a hiccup first, then an outage, then a bad day.
DELAYS_S = (2, 10, 60, 600, 3600, 4 * 3600, 12 * 3600)


def delay_s(attempts: int) -> int | None:
    """Seconds to wait after the ``attempts``-th failed attempt; None when the item is to be set aside as dead."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return DELAYS_S[max(attempts, 1) - 1]
