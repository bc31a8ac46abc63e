"""Growth as lines of a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

PARTS = ("followers", "popularity", "markets", "tracks")
NOTHING = "Nothing was measured yet. Run: groundswell growth collect"


def artist_lines(row: Mapping[str, Any]) -> list[str]:
    """The paragraph of an artist: score with its parts, levels with changes, markets, works, what to do."""
    if row["measured_on"] is None:
        return [f"{row['artist']}: not measured yet"]
    score = row["visibility_score"]
    head = (
        f"{row['artist']}: visibility {score} of 100" if score is not None else f"{row['artist']}: visibility withheld"
    )
    parts = " + ".join(f"{part} {_plain(row[f'{part}_part'])}" for part in PARTS)
    lines = [head, f"  score       {parts}"]
    if score is None:
        lines.append(f"  withheld    {row['withheld_reason']}")
    lines += [_level(row, "followers"), _level(row, "popularity"), _markets(row)]
    if row["genres"]:
        lines.append(f"  genres      {', '.join(row['genres'])}; {row['genres_source']} of {row['genres_on']}")
    if row["work_count"]:
        share = f"{row['linked_share']:.1%} (target {row['target_share']:.0%})"
        lines.append(f"  works       {row['linked_count']} of {row['work_count']} linked, {share}")
    lines += [f"  {'to do' if place == 0 else '':<11} {step}" for place, step in enumerate(row["next_steps"] or ())]
    return lines


def quick_lines(row: Mapping[str, Any]) -> list[str]:
    """All followed artists on one screen."""
    if row["measured_on"] is None:
        return [NOTHING]
    lines = [
        f"Growth of {row['artists']} artists on {row['measured_on']}",
        f"  visibility  median {_plain(row['median_score'])}, {row['scored']} scored, {row['withheld']} withheld",
        f"  followers   {_count(row['followers'])} ({_change(row['followers_week_change'])} in a week), "
        f"{row['growing']} growing, {row['falling']} falling",
        f"  markets     {_plain(row['mean_markets'])} of {row['markets']} on average, {row['new_markets']} new, "
        f"{row['lost_markets']} lost",
    ]
    if row["works"]:
        lines.append(
            f"  works       {row['works_linked']} of {row['works']} linked ({row['works_linked'] / row['works']:.1%})"
        )
    if row["top_tracks"]:
        lines.append(f"  top tracks  {row['top_tracks_profiled']} of {row['top_tracks']} with an audio profile")
    return lines


def collected_lines(summary: Mapping[str, Any]) -> list[str]:
    """What a run of collect-growth did: whom it measured, from where, and what was in its way."""
    if "artists" not in summary:
        return []
    lines = [
        f"{summary['artists']} artists measured on {summary['day']}: {summary['scored']} scored, "
        f"{summary['withheld']} withheld; {sum(stage['calls'] for stage in summary['stages'])} calls."
    ]
    sources = (f"{name.replace('_', ' ')} from {source}" for name, source in summary["sources"].items() if source)
    lines.append(f"Asked for: {', '.join(sources)}.")
    lines += summary["notes"]
    lines += [f"{name} could not be asked to the end: {reason}" for name, reason in summary["stopped"].items()]
    failed = [row for row in summary["why"] if row["end"] in ("retry", "dead")]
    return lines + [f"{row['items']} of {row['kind']} could not be read: {row['example']}" for row in failed]


def source_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The table of sources with short names."""
    return [
        {
            "field": row["field_name"],
            "spotify": row["spotify_state"],
            "comes from": row["comes_from"],
            "why not spotify": row["spotify_reason"] or "",
        }
        for row in rows
    ]


def _level(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return f"  {name:<11} not read"
    changes = [
        f"{_change(row[f'{name}_{span}_change'])} in a {span}"
        for span in ("week", "month")
        if row[f"{name}_{span}_change"] is not None
    ]
    if row[f"{name}_state"].startswith("needs"):
        changes.append(f"{row[f'{name}_state']} to tell all changes")
    return f"  {name:<11} {_count(value)} ({'; '.join(changes)}), {row[f'{name}_source']} of {row[f'{name}_on']}"


def _markets(row: Mapping[str, Any]) -> str:
    if row["market_count"] is None:
        return "  markets     not read"
    parts = [f"{row['market_count']} held"]
    for name, sign in (("new_markets", "new"), ("lost_markets", "lost"), ("absent_markets", "without")):
        if row[name]:
            parts.append(f"{sign} {' '.join(row[name])}")
    return f"  markets     {', '.join(parts)}; {row['markets_source']} of {row['markets_on']}"


def _count(value: int | None) -> str:
    return "—" if value is None else f"{value:,}"


def _change(value: int | None) -> str:
    return "—" if value is None else f"{value:+,}"


def _plain(value: object) -> str:
    return "—" if value is None else str(value)
