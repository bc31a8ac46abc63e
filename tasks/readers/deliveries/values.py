"""Values of a column as their contract types them: text in, exact values out, a reason for what does not fit."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from db.storable import storable
from tasks.readers.deliveries.contract import Column, ColumnType

# How exporters write "no value" where a number or a day belongs.
NOTHING = frozenset({"", "null", "none", "nan", "nat", "\\n"})
INT64 = 2**63
# Beyond this a floating-point number of 64 bits no longer tells neighbouring integers apart.
EXACT = 2**53
INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
WHOLE = re.compile(r"([+-]?[0-9]{1,15})\.0*")
UNREADABLE = re.compile("[\ud800-\udfff]")
# How exporters of databases write "no value" where text belongs, too: nobody is called so.
NO_TEXT = "\\N"
ZONE = re.compile(r" ([+-][0-9]{2}):?([0-9]{2})$")
TRUE, FALSE = frozenset({"true", "t", "1", "yes", "y"}), frozenset({"false", "f", "0", "no", "n"})


class Breach(ValueError):
    """Why a value breaks its contract, in words that follow the column's name."""


def as_text(value: object, exact: int = EXACT) -> str | None:
    """A value of a typed source as text that loses nothing; a float beyond ``exact`` keeps its exponent.

    Bytes that are no UTF-8 become halves of characters, which no type of column accepts.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        if abs(value) <= exact and value.is_integer():
            return f"{value:.0f}"
        written = repr(value)
        # exact beyond its reach only in looks
        return f"{value:.15e}" if exact < abs(value) < math.inf and "e" not in written else written
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "surrogateescape")
    if isinstance(value, Decimal):
        written = format(value, "f")
        return written.rstrip("0").rstrip(".") if "." in written else written
    return str(value)


def integer(text: str) -> int:
    """A whole number of 64 bits. Raises Breach."""
    stripped = text.strip()
    if INTEGER.fullmatch(stripped) is None:
        if (whole := WHOLE.fullmatch(stripped)) is not None:
            return int(whole[1])
        raise Breach("is not a whole number, or lost digits as a floating-point number")
    value = int(stripped)
    if not -INT64 <= value < INT64:
        raise Breach("does not fit 64 bits")
    return value


def moment(text: str) -> datetime:
    """A time with its zone, UTC where none is said. Raises Breach."""
    stripped = text.strip()
    try:
        read = datetime.fromisoformat(ZONE.sub(r"\1:\2", stripped.removesuffix(" UTC")))
    except ValueError:
        raise Breach("is no time of the form 2026-11-20 06:00:00") from None
    if read.tzinfo is None:
        return read.replace(tzinfo=UTC)
    try:
        read.astimezone(UTC)
    except OverflowError:
        raise Breach("lies outside the calendar") from None
    return read


def day(text: str) -> date:
    """A day; a time of day is only accepted at midnight. Raises Breach."""
    stripped = text.strip()
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        pass
    try:
        read = moment(stripped)
    except Breach:
        raise Breach("is no day of the form 2026-11-20") from None
    if read.time() != time(0):
        raise Breach("is a time, where a day is wanted")
    return read.date()


def boolean(text: str) -> bool:
    """True or false. Raises Breach."""
    word = text.strip().casefold()
    if word not in TRUE and word not in FALSE:
        raise Breach("is neither true nor false")
    return word in TRUE


def number(text: str) -> float:
    """A finite number. Raises Breach."""
    try:
        value = float(text)
    except ValueError:
        raise Breach("is not a number") from None
    if not math.isfinite(value):
        raise Breach("is not a finite number")
    return value


def words(text: str) -> str:
    """Text the warehouse can hold. Raises Breach."""
    if "\0" in text:
        raise Breach("holds a NUL character")
    if UNREADABLE.search(text) is not None:
        raise Breach("holds bytes that are no UTF-8 text")
    return text


PARSE: dict[ColumnType, Callable[[str], Any]] = {
    "integer": integer,
    "text": words,
    "date": day,
    "timestamp": moment,
    "boolean": boolean,
    "number": number,
}


def typed(column: Column, texts: Sequence[str | None], last_on: date) -> tuple[list[Any], dict[int, str]]:
    """Values of a column, None where there is none; and by place why a value breaks the contract.

    ``last_on``: the last day a column that may not lie in the future may name.
    """
    if column.type == "integer" and (values := _quick_integers(column, texts)) is not None:
        return values, {}
    known: dict[str | None, Any] = {}
    found: list[Any] = []
    breaches: dict[int, str] = {}
    for place, text in enumerate(texts):
        # days, regions and the like repeat: each is read once
        if text not in known:
            if len(known) > 50_000:
                known.clear()
            try:
                known[text] = _value(column, text, last_on)
            except Breach as breach:
                known[text] = breach
        value = known[text]
        if isinstance(value, Breach):
            breaches[place] = f"{column.name} {_quoted(text)} {value}"
            value = None
        found.append(value)
    return found, breaches


def _value(column: Column, text: str | None, last_on: date) -> Any:
    is_text = column.type == "text"
    if text is None or (text.strip() in ("", NO_TEXT) if is_text else text.strip().casefold() in NOTHING):
        if column.is_required:
            raise Breach("is empty")
        return None
    value = PARSE[column.type](text)
    if column.pattern is not None and re.fullmatch(column.pattern, text.strip()) is None:
        raise Breach(f"does not look like {column.pattern}")
    if column.min is not None and value < column.min:
        raise Breach(f"is below {column.min}")
    if column.max is not None and value > column.max:
        raise Breach(f"is above {column.max}")
    if is_text and len(text) > column.longest:
        raise Breach(f"has {len(text):,} characters, {column.longest:,} are the most")
    if column.type in ("date", "timestamp"):
        _check_day(column, value.astimezone(UTC).date() if column.type == "timestamp" else value, last_on)
    if column.type == "timestamp":
        return value.astimezone(UTC)  # Postgres reads no offset beyond 15:59
    return value.strip() if column.pattern is not None and is_text else value


def _check_day(column: Column, day: date, last_on: date) -> None:
    if column.not_after_arrival and day > last_on:
        raise Breach(f"lies in the future: the delivery arrived on {last_on.isoformat()} at the latest")
    if day < column.earliest:
        raise Breach(f"lies before {column.earliest.isoformat()}")
    if day.year > last_on.year + 1:
        raise Breach(f"lies after {last_on.year + 1}")


def _quick_integers(column: Column, texts: Sequence[str | None]) -> list[int] | None:
    """The values when every one of them is a plain whole number within its limits; else None."""
    try:
        joined = "".join(texts)  # type: ignore[arg-type]
        if not joined.isascii() or "_" in joined:
            return None
        values = list(map(int, texts))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    if not values:
        return []
    lowest, highest = min(values), max(values)
    if lowest < (column.min if column.min is not None else -INT64):
        return None
    return None if highest > (column.max if column.max is not None else INT64 - 1) else values


def _quoted(text: str | None) -> str:
    written = "" if text is None else storable(text)
    return f"'{written[:60]}…'" if len(written) > 60 else f"'{written}'"
