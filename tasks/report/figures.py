"""Figures as words: how a number, a change or a day is printed. An unknown is a dash, never a zero."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

DASH = "–"
MINUS = "−"
NARROW_SPACE = "\u202f"
# from here on people say "3.4 times as much", not "plus 240 %"
TIMES_FROM = 2.0
# under half a percent is flat: the eye should not be led to it
FLAT_BELOW = 0.005
# each from where rounding reaches it: 999,500 would be 1000K
STEPS = ((999_950_000, 1_000_000_000, "B"), (999_500, 1_000_000, "M"), (1_000, 1_000, "K"))


def short(value: int | None) -> str:
    """As core.short_figure writes it: 842, 15.3K, 159K, 16.7M, 165.5M; a dash for None."""
    if value is None:
        return DASH
    sign, size = (MINUS if value < 0 else ""), abs(value)
    for least, step, letter in STEPS:
        if size >= least:
            scaled = Decimal(size) / step
            is_whole = letter == "K" and scaled >= Decimal("99.95")
            return f"{sign}{scaled.quantize(Decimal(1 if is_whole else '0.1'), ROUND_HALF_UP)}{letter}"
    return f"{sign}{size}"


def signed(value: int | None) -> str:
    """As short(), with its sign: +15.3K, −842, 0."""
    return f"+{short(value)}" if value is not None and value > 0 else short(value)


def counted(value: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 track, 2,340 tracks."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def percent(ratio: float | None) -> str:
    """Change a ratio stands for: 1.027 is +2.7 %; from 2 on in times: 3.4×; a dash for None.

    Rounded as core.share_words does: halves away from zero.
    """
    if ratio is None:
        return DASH
    exact = Decimal(str(ratio))
    if ratio >= TIMES_FROM:
        return f"{exact.quantize(Decimal('0.1' if ratio < 100 else '1'), ROUND_HALF_UP):,}×"
    change = ((exact - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    return f"{sign}{abs(change):.1f}{NARROW_SPACE}%"


def share(part: float | None) -> str:
    """A share of a whole: 0.964 is 96.4 %. Only the whole is 100 %, however small the rest."""
    if part is None:
        return DASH
    shown = min(part, 0.999) if part < 1 else part
    return f"{shown * 100:.1f}{NARROW_SPACE}%" if shown < 1 else f"100{NARROW_SPACE}%"


def tone(ratio: float | None) -> str:
    """up, down or flat: the colour of a change."""
    if ratio is None or abs(ratio - 1) < FLAT_BELOW:
        return "flat"
    return "up" if ratio > 1 else "down"


def day(value: date) -> str:
    """A day as in a sentence: Fri 13 Nov."""
    return f"{value:%a} {value.day} {value:%b}"


def moment(value: datetime) -> str:
    """A moment as in a sentence: Fri 13 Nov 2026, 07:00 UTC."""
    utc = value.astimezone(UTC)
    return f"{day(utc.date())} {utc:%Y, %H:%M} UTC"


def span(first: date, last: date) -> str:
    """Days from first to last: Fri 13 – Thu 19 Nov 2026, or Fri 30 Oct – Thu 5 Nov 2026."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%a} {first.day} – {last:%a} {last.day} {last:%b %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{day(first)}{year} – {day(last)} {last.year}"


def isolated(name: str) -> str:
    """A name for use in a sentence: a name written right to left does not pull the numbers after it along."""
    return f"\u2068{name}\u2069"


def quoted(name: str) -> str:
    """A title for use in a sentence."""
    return f"“{isolated(name)}”"
