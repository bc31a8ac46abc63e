"""Trending artists side by side: streams over TikTok posts, each against its own usual week, all on the same axes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from tasks.report.figures import DASH, short

# powers of two the axis may reach: from a quarter to sixteen times
LOWEST, HIGHEST = -2, 4


@dataclass(frozen=True)
class PanelWeek:
    artist_id: int
    week_on: date
    streams: int | None
    posts: int | None


@dataclass(frozen=True)
class ReleaseMark:
    artist_id: int
    release_on: date
    song: str


@dataclass(frozen=True)
class Market:
    """Countries of an artist with charts, new to it this week or left."""

    artist: str
    is_new: bool
    countries: str


def panels(
    names: Mapping[int, str], weeks: Sequence[PanelWeek], marks: Sequence[ReleaseMark], first: date
) -> dict[str, Any]:
    """Data of the panels: lines as powers of two of each one's median week, and the axis they all share."""
    items: list[dict[str, Any]] = []
    for artist_id, name in names.items():
        own = [week for week in weeks if week.artist_id == artist_id]
        streams, posts = [week.streams for week in own], [week.posts for week in own]
        items.append(
            {
                "name": name,
                "streams": _against_median(streams),
                "posts": _against_median(posts),
                "now": f"{short(streams[-1] if streams else None)} streams",
                "posts_now": f"{short(posts[-1])} posts" if posts and posts[-1] is not None else f"{DASH} posts",
                "marks": sorted({(mark.release_on - first).days / 7 for mark in marks if mark.artist_id == artist_id}),
            }
        )
    known = [
        value for item in items for line in (item["streams"], item["posts"]) for value in line if value is not None
    ]
    low = min(-1, math.floor(min(known, default=0)))
    high = max(1, math.ceil(max(known, default=0)))
    return {"items": items, "low": low, "high": high, "weeks": max((len(item["streams"]) for item in items), default=0)}


def _against_median(values: Sequence[int | None]) -> list[float | None]:
    known = [value for value in values if value is not None and value > 0]
    if not known:
        return [None for _ in values]
    usual = median(known)
    return [
        None if value is None or value <= 0 else round(min(max(math.log2(value / usual), LOWEST), HIGHEST), 4)
        for value in values
    ]
