"""When a drop comes and which day it is about."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta

from sandbox.span import Span

SONG_LAG = timedelta(days=2)  # a drop holds the song figures of the day before yesterday
SOUND_LAG = timedelta(days=1)
SUNDAY = 6
ARRIVES_AT = time(6, tzinfo=UTC)


def first_drop(span: Span) -> date:
    """A Sunday, because history begins on a Friday."""
    return span.start_on + SONG_LAG


def arrival(drop_on: date) -> datetime:
    """The moment a drop is there."""
    return datetime.combine(drop_on, ARRIVES_AT)


def newest_drop(known_at: datetime) -> date:
    """Day of the newest drop there is at a moment. Raises ValueError for a moment without a time zone."""
    if known_at.tzinfo is None:
        raise ValueError(f"{known_at} has no time zone; say datetime(..., tzinfo=UTC)")
    moment = known_at.astimezone(UTC)
    return moment.date() - timedelta(days=moment.time() < time(6))


def sunday_from(day: date) -> date:
    """The first Sunday on or after a day."""
    return day + timedelta(days=(SUNDAY - day.weekday()) % 7)


def sunday_until(day: date) -> date:
    """The last Sunday on or before a day: the newest snapshot of the vendor's catalogue."""
    return sunday_from(day - timedelta(days=6))


def has_new_names(drop_on: date, span: Span) -> bool:
    """Whether a drop writes 'AUDIO ON DEMAND' and 'GLOBAL'; those of the first half of history write otherwise."""
    return drop_on >= span.start_on + (span.end_on - span.start_on) / 2


def landing(drop_on: date, silent: Container[date]) -> date:
    """The drop that brings what should have come on a day: the next one where that day's is missing or spoilt."""
    return drop_on + timedelta(days=1) if drop_on in silent else drop_on
