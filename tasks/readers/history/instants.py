"""Times of rows, read many at once: microseconds since 1970 (UTC)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from tasks.readers.history.names import Form

Ints = npt.NDArray[np.int64]
# 9 stands for any digit.
PATTERNS: dict[Form, str] = {"extended": "9999-99-99T99:99:99Z", "account": "9999-99-99 99:99"}
EXAMPLES: dict[Form, str] = {"extended": "2024-01-31T18:05:59Z", "account": "2024-01-31 18:05"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1970, 2100
DAY = 86_400_000_000
UNREADABLE = np.iinfo(np.int64).min


def read_instants(texts: Sequence[str], form: Form) -> Ints:
    """The time each text says; UNREADABLE where it says none, or one outside 1970 to 2100."""
    found = _all_alike(texts, PATTERNS[form])
    if found is None:
        return np.array([_one(text, form) for text in texts], np.int64)
    return found


def end_of(day: date) -> int:
    """The instant at which a day ends (UTC)."""
    return ((day - EPOCH.date()).days + 1) * DAY


def _all_alike(texts: Sequence[str], pattern: str) -> Ints | None:
    """Arithmetic on whole columns of digits; None unless every text follows the pattern and is a day there is."""
    joined = "".join(texts)
    if len(joined) != len(texts) * len(pattern) or not joined.isascii():
        return None
    letters = np.frombuffer(joined.encode(), np.uint8).reshape(len(texts), len(pattern))
    for place, sign in enumerate(pattern):
        column = letters[:, place]
        if not (((column >= 48) & (column <= 57)) if sign == "9" else (column == ord(sign))).all():
            return None
    digits = letters.astype(np.int64) - 48

    def number(start: int, end: int) -> Ints:
        value = digits[:, start].copy()
        for place in range(start + 1, end):
            value = value * 10 + digits[:, place]
        return value

    year, month, day, hour, minute = number(0, 4), number(5, 7), number(8, 10), number(11, 13), number(14, 16)
    second = number(17, 19) if len(pattern) > 16 else np.zeros(len(texts), np.int64)
    months = (year - 1970) * 12 + month - 1
    first_on = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    next_on = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    is_time = (year >= FIRST_YEAR) & (year < LAST_YEAR) & (month >= 1) & (month <= 12)
    is_time &= (day >= 1) & (day <= next_on - first_on) & (hour < 24) & (minute < 60) & (second < 60)
    if not is_time.all():
        return None
    return (((first_on + day - 1) * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000


def _one(text: str, form: Form) -> int:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return UNREADABLE
    if form == "account" and instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    if instant.tzinfo is None or not FIRST_YEAR <= instant.year < LAST_YEAR:
        return UNREADABLE
    return (instant - EPOCH) // timedelta(microseconds=1)
