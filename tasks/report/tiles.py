"""The tiles of page 1 and the bridge below them: how a label's week is shown at a glance."""

from collections.abc import Iterable
from typing import Any

from tasks.report.figures import DASH, counted, percent, share, short, signed, tone
from tasks.report.records import Bridge, Directions, Health, LabelPair
from tasks.report.standing import Badge

# as core.bridge_part_name says them
PARTS = (
    ("restated", "Restated"),
    ("real_listening", "Real listening"),
    ("new_releases_change", "New releases"),
    ("newly_linked", "Newly linked"),
    ("missing_days", "Missing days"),
)


def label_tile(pair: LabelPair, line: list[int | None], *, is_followed: bool) -> dict[str, Any]:
    known = pair.ratio is not None
    tracks = counted(pair.track_count, "track" if pair.unit != "posts" else "sound")
    taken_back = f"; {short(pair.taken_back)} taken back" if pair.has_correction else ""
    return _tile(
        pair.metric_name,
        short(pair.this_week),
        percent(pair.ratio) if known else "",
        f"{short(pair.last_week)} last week, as reported; {tracks}"
        if is_followed
        else f"{short(pair.last_week)} last week; {pair.tracks_compared:,} of {tracks}{taken_back}"
        if known
        else f"none of {tracks} can be compared",
        tone=tone(pair.ratio),
        line=line,
    )


def badge_tile(name: str, direction: str, badges: Iterable[Badge], directions: Directions) -> dict[str, Any]:
    """How many artists are confirmed on a side, and how many more stand out without being so."""
    own = [badge for badge in badges if badge.direction == direction]
    confirmed = sum(badge.tier == "confirmed" for badge in own)
    rising = sum(badge.tier == "rising" for badge in own)
    moved = directions.up if direction == "up" else directions.down
    return _tile(
        name,
        str(confirmed),
        f"{rising} {'rising' if direction == 'up' else 'falling'}" if rising else "",
        f"of {moved} whose streams {'grew' if direction == 'up' else 'fell'}, {directions.compared} compared",
        tone="flat",
        parts=[
            {"size": confirmed, "tone": direction},
            {"size": max(directions.compared - confirmed, 0), "tone": "flat"},
        ],
    )


def directions_tile(directions: Directions) -> dict[str, Any]:
    level = directions.compared - directions.up - directions.down
    return _tile(
        "Artists up",
        f"{directions.up} of {directions.compared}" if directions.compared else DASH,
        f"{directions.down} down" if directions.compared else "",
        f"compared, of {counted(directions.artists, 'artist')} in all",
        parts=[
            {"size": directions.up, "tone": "up"},
            {"size": level, "tone": "flat"},
            {"size": directions.down, "tone": "down"},
        ],
    )


def health_tile(health: Health, late: int) -> dict[str, Any]:
    lacking = health.expected - health.complete
    whole = f"{health.complete:,} of {health.expected:,} track-weeks complete"
    return _tile(
        "Data health",
        share(health.share),
        f"{lacking:,} incomplete" if lacking else "",
        f"{whole}; {counted(late, 'source')} late" if late else whole,
        parts=[{"size": health.complete, "tone": "info"}, {"size": lacking, "tone": "flat"}],
    )


def bridge_parts(bridge: Bridge) -> list[dict[str, Any]]:
    """Bars from last week as reported to this week: where each begins and ends, and what it says."""
    at = bridge.last_total
    bars = [{"name": "Last week", "from": 0, "to": at, "value": short(at), "tone": "flat"}]
    for field, name in PARTS:
        amount = getattr(bridge, field)
        bars.append(
            {
                "name": name,
                "from": at,
                "to": at + amount,
                "value": signed(amount),
                "tone": "up" if amount > 0 else "down" if amount < 0 else "flat",
            }
        )
        at += amount
    return [*bars, {"name": "This week", "from": 0, "to": bridge.total, "value": short(bridge.total), "tone": "info"}]


def _tile(name: str, value: str, delta: str, note: str, **looks: Any) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "delta": delta,
        "note": note,
        "tone": "flat",
        "line": [],
        "parts": [],
        **looks,
    }
