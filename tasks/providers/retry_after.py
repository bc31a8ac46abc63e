"""The wait a provider asks for in the header Retry-After."""

import httpx


def wait_s(response: httpx.Response, otherwise: float) -> float:
    """Seconds, at least 0.1; ``otherwise`` where the header is missing or no number."""
    try:
        return max(float(response.headers.get("retry-after", "")), 0.1)
    except ValueError:
        return otherwise
