"""Types of an answer's fields, with the bounds that the warehouse has: what lies beyond costs its item, never more.

A number counts however it is written: 12, 12.0 or "12".
"""

import re
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

WRITTEN = re.compile(r"([+-]?[0-9]{1,18})(\.0*)?", re.ASCII)


class Whole(int):
    """A whole number from 0 on, as a column of four bytes holds it."""

    MOST = 2**31 - 1

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises ValueError for what is no such number."""
        if type(value) is int and 0 <= value <= cls.MOST:  # nearly all are
            return cls(value)
        number: int | None = None
        if isinstance(value, int) and not isinstance(value, bool):
            number = value
        elif isinstance(value, float) and value.is_integer():
            number = int(value)
        elif isinstance(value, str) and (written := WRITTEN.fullmatch(value.strip())):
            number = int(written[1])
        if number is None:
            raise ValueError(f"{_shown(value)} is no whole number")
        if not 0 <= number <= cls.MOST:
            raise ValueError(f"{_shown(value)} is not between 0 and {cls.MOST}")
        return cls(number)


class Count(Whole):
    """Plays, followers and the like: nothing on earth is counted beyond a million millions."""

    MOST = 10**12


class Place(Whole):
    """A place in a list, as a column of two bytes holds it."""

    MOST = 2**15 - 1


class Total(Whole):
    """Items of a list that is read page by page: one that never ends is not begun."""

    MOST = 100_000


class Name(str):
    """A title or a name, of a length that can be found by an index together with another one."""

    __slots__ = ()
    MOST_BYTES = 1200

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises TypeError for what is no text, ValueError for a longer one."""
        if not isinstance(value, str):
            raise TypeError(f"{_shown(value)} is no text")
        if len(value) * 4 > cls.MOST_BYTES and len(value.encode()) > cls.MOST_BYTES:
            raise ValueError(f"a text of {len(value)} characters is too long, it begins with {_shown(value)}")
        return cls(value)


class Word(Name):
    """An id, a code or a tag."""

    __slots__ = ()
    MOST_BYTES = 500


class Moment(datetime):
    """A date with a time, in UTC where it names no offset."""

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises TypeError or ValueError for what is no such text, or of a year at the edge of what dates can be."""
        if not isinstance(value, str):
            raise TypeError(f"{_shown(value)} is no date")
        moment = cls.fromisoformat(value)
        if not 1 < moment.year < 9999:
            raise ValueError(f"the year of {_shown(value)} can't be meant")
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def uuid_text(value: object) -> str:
    """A UUID as text. Raises ValueError."""
    try:
        return str(UUID(Word.read(value)))
    except (TypeError, ValueError):
        raise ValueError(f"{_shown(value)} is no UUID") from None


def read_field(kind: type[Any], value: object) -> Any:
    """msgspec's hook: a value as one of these types."""
    return kind.read(value)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
