"""How a report writes figures, in plain lines of its own: as docs and its last page say it."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import log2
from statistics import median

SHORT = ((999_950_000, 10**9, "B"), (999_500, 10**6, "M"), (1_000, 10**3, "K"))


def against_median(line: Collection[int | None]) -> list[float | None]:
    """A line as powers of two of its own median, from a quarter to sixteen times."""
    known = [value for value in line if value]
    usual = median(known) if known else 1
    return [round(min(max(log2(value / usual), -2), 4), 4) if value else None for value in line]


def short(value: int | None) -> str:
    """842, 15.3K, 159K, 16.7M; a dash for what is not known."""
    if value is None:
        return "–"
    for least, step, letter in SHORT:
        if abs(value) >= least:
            scaled = Decimal(abs(value)) / step
            places = "1" if letter == "K" and scaled >= Decimal("99.95") else "0.1"
            return f"{'−' if value < 0 else ''}{scaled.quantize(Decimal(places), ROUND_HALF_UP)}{letter}"
    return f"{'−' if value < 0 else ''}{abs(value)}"


def signed(value: int) -> str:
    return f"+{short(value)}" if value > 0 else short(value)


def percent(this: int, last: int) -> str:
    """+2.7 %, −9.4 %, from twice on 3.4×."""
    if last <= 0 or this < 0:
        return "–"
    ratio = Fraction(this, last)
    if ratio >= 2:
        return f"{_rounded(ratio, '0.1' if ratio < 100 else '1'):,}×"
    change = _rounded((ratio - 1) * 100, "0.1")
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change):.1f}%"


def share(part: int, whole: int) -> str:
    """96.4 %; only the whole is 100 %."""
    return "100%" if part == whole else f"{min(_rounded(Fraction(100 * part, whole), '0.1'), Decimal('99.9')):.1f}%"


def mark(this: int, last: int) -> str:
    """What stands before a change: none within half a percent."""
    if last <= 0 or this < 0 or abs(Fraction(this, last) - 1) < Fraction(5, 1000):
        return ""
    return "▲" if this > last else "▼"


def _rounded(value: Fraction, places: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(places), ROUND_HALF_UP)
