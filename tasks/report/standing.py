"""How sure an artist's week is: its badge, and the order in which weeks are told by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.report.records import Mover

# as core.badge_words says it
WITHIN_ITS_USUAL = "within its usual"
NOTHING_LAST_WEEK = "nothing last week"
SURE = {"confirmed": 0, "rising": 1}
# a change of which people ask why: of one artist a tenth, as the label's page has it
NEWS_FROM = 0.1


@dataclass(frozen=True)
class Badge:
    """An artist's badge: this week is between ratio_low and ratio_high times what was expected."""

    artist_id: int
    tier: str
    direction: str
    badge: str
    weight: int
    extra: int | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    reason: str

    @property
    def usual(self) -> str:
        """The 95 % interval in words; empty where there is none."""
        if self.ratio_low is None or self.ratio_high is None:
            return ""
        # the ratio is told against last week: the two may point different ways
        is_other_way = self.ratio is not None and (self.ratio < 1 < self.ratio_low or self.ratio_high < 1 < self.ratio)
        digits = 1 if f"{self.ratio_low:.1f}" != f"{self.ratio_high:.1f}" else 2
        interval = f"{self.ratio_low:.{digits}f}–{self.ratio_high:.{digits}f}× its usual"
        return f"still {interval}" if is_other_way else interval

    @property
    def tone(self) -> str:
        """up, down, flat or info: confirmed and rising have the colour of their direction, all others none."""
        return self.direction if self.tier in SURE else "info" if self.tier == "new release" else "flat"


def risers(movers: Sequence[Mover], badges: Mapping[int, Badge]) -> list[Mover]:
    """Who rose: confirmed by units over last week, then rising, then all others whose total grew."""
    return _ordered(movers, badges, "up")


def fallers(movers: Sequence[Mover], badges: Mapping[int, Badge]) -> list[Mover]:
    """Who fell, in the same order."""
    return _ordered(movers, badges, "down")


def without_badge(mover: Mover) -> str:
    """What stands where a badge would: who had nothing last week is not within any usual."""
    return WITHIN_ITS_USUAL if mover.last_week else NOTHING_LAST_WEEK


def is_news(mover: Mover, badges: Mapping[int, Badge]) -> bool:
    """Whether the week is news: it has a badge, or its total moved by a tenth."""
    badge = badges.get(mover.artist_id)
    if badge is not None:
        return badge.tier not in ("expected", "raw only")
    return abs(mover.change) >= NEWS_FROM * mover.last_week > 0


def _ordered(movers: Sequence[Mover], badges: Mapping[int, Badge], direction: str) -> list[Mover]:
    sign = 1 if direction == "up" else -1

    def key(mover: Mover) -> tuple[int, int, int]:
        badge = badges.get(mover.artist_id)
        sure = SURE.get(badge.tier, len(SURE)) if badge and badge.direction == direction else len(SURE)
        size = badge.extra if badge is not None and badge.extra is not None and sure < len(SURE) else mover.change
        return sure, -sign * size, mover.artist_id

    def moved(mover: Mover) -> bool:
        badge = badges.get(mover.artist_id)
        if badge is not None and badge.tier in SURE:
            return badge.direction == direction
        return mover.change * sign > 0

    return sorted((mover for mover in movers if moved(mover)), key=key)
