"""Numbers and waits in the headers of an answer. What is no number is none, and no wait is endless."""

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated

import httpx
from pydantic import Field

SHORTEST_WAIT_S = 0.1
# Longer waits were never meant: Spotify has asked for a day.
LONGEST_WAIT_S = 86_400.0
# Seconds that a setting names.
Wait = Annotated[float, Field(ge=0, le=LONGEST_WAIT_S, allow_inf_nan=False)]
WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)


def whole(response: httpx.Response, name: str) -> int | None:
    """The header as a whole number; None where it is missing or says something else."""
    text = response.headers.get(name, "").strip()
    return int(text) if WHOLE.fullmatch(text) else None


def wait_s(response: httpx.Response, otherwise: float, *names: str) -> float:
    """Seconds to wait by the first of these headers that is there, else by Retry-After: a number or a date.

    Between a tenth of a second and a day; ``otherwise`` where none says a time.
    """
    texts = (response.headers.get(name, "").strip() for name in (*names, "retry-after"))
    seconds = _seconds(next((text for text in texts if text), ""))
    return otherwise if seconds is None else min(max(seconds, SHORTEST_WAIT_S), LONGEST_WAIT_S)


def _seconds(text: str) -> float | None:
    if not text.isascii() or "_" in text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        return _seconds_until(text)
    return None if math.isnan(seconds) else seconds


def _seconds_until(text: str) -> float | None:
    try:
        at = parsedate_to_datetime(text)
        return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
