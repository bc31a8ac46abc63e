"""The tables of an answer about audiences out of the warehouse's rows: by platform, by artist and track, by date. Pure.

Only plays (streams, views, radio plays) are added over platforms; whatever else is counted stands for itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
LEVELS = ("stock", "rolling")  # are not added up day by day


def shares(totals: Sequence[int]) -> list[Decimal | None]:
    """Per cent of the sum with one decimal that add up to 100.0; None where there is nothing to share."""
    whole = sum(totals)
    if whole <= 0 or min(totals) < 0:
        return [None] * len(totals)
    tenths = [total * 1000 // whole for total in totals]
    # what rounding down leaves goes to those it took most from
    most = sorted(range(len(totals)), key=lambda place: -(totals[place] * 1000 % whole))
    for place in most[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return [Decimal(tenth) / 10 for tenth in tenths]


def by_platform(rows: Iterable[Row], metrics: Mapping[str, Row], dates: Iterable[Row]) -> Row:
    """``plays`` with their shares and ``total``, ``others`` and ``levels``: rows of app.audience with their names."""
    named = [{**metrics[row["metric"]], **row} for row in rows]
    plays = sorted((row for row in named if row["is_play"]), key=_largest_first)
    for row, share in zip(plays, shares([row["total"] or 0 for row in plays]), strict=True):
        row["share"] = share
    rest = sorted(
        (row for row in named if not row["is_play"]), key=lambda row: (row["platform_name"], row["metric_name"])
    )
    return {
        "plays": plays,
        "total": _sum_of_plays(plays, metrics, dates),
        "others": [row for row in rest if row["metric_kind"] not in LEVELS],
        "levels": [row for row in rest if row["metric_kind"] in LEVELS],
    }


def _sum_of_plays(plays: Sequence[Row], metrics: Mapping[str, Row], dates: Iterable[Row]) -> Row:
    """All plays together: the best day is that of their sum."""
    of_day: dict[date, int] = {}
    for row in dates:
        if row["on_date"] is not None and metrics[row["metric"]]["is_play"] and row["total"] is not None:
            of_day[row["on_date"]] = of_day.get(row["on_date"], 0) + row["total"]
    averages = [row["daily_average"] for row in plays if row["daily_average"] is not None]
    return {
        "total": _added(row["total"] for row in plays),
        "daily_average": sum(averages) if averages else None,
        "peak": max(of_day.values(), default=None),
        "peak_on": max(of_day, key=lambda day: of_day[day], default=None),
        "share": Decimal(100) if any(row["share"] is not None for row in plays) else None,
    }


def by_artist(artists: Sequence[Row], rows: Iterable[Row], metrics: Mapping[str, Row], most: int) -> list[Row]:
    """Each artist with ``plays`` and ``parts``, its tracks and sounds, the most played first and ``most`` in all.

    ``parts``: name, picture, plays and ``rows``, one for each metric; ``parts_left`` is how many are not listed.
    """
    parts: dict[int, dict[tuple[Any, Any], Row]] = {artist["artist_id"]: {} for artist in artists}
    for row in rows:
        key = (row["track_id"], row["sound_id"])
        part = parts[row["artist_id"]].setdefault(
            key, {"name": row["track"], "image_url": row["image_url"], "rows": []}
        )
        part["is_sound"] = row["sound_id"] is not None
        part["rows"].append({**metrics[row["metric"]], **row})
    room = most
    found = []
    for artist in artists:
        own = list(parts[artist["artist_id"]].values())
        for part in own:
            part["plays"] = _added(row["total"] for row in part["rows"] if row["is_play"])
            part["rows"].sort(key=_plays_first)
        own.sort(key=_most_played_first)
        listed = own[: max(room, 0)]
        room -= len(listed)
        found.append(
            {
                **artist,
                "plays": _added(part["plays"] for part in own),
                "tracks": sum(not part["is_sound"] for part in own),
                "parts": listed,
                "parts_left": len(own) - len(listed),
            }
        )
    return found


def tracks_with_figures(rows: Iterable[Row]) -> int:
    """Tracks of which anything was read, each once."""
    return len({row["track_id"] for row in rows if row["track_id"] is not None and row["total"] is not None})


def by_date(rows: Iterable[Row], metrics: Mapping[str, Row]) -> Row:
    """``columns``, a metric each, plays first; ``days`` with ``cells`` in their order and the ``plays`` of the day;
    ``undated``: what was read over several days at once, None where nothing was."""
    cells: dict[date | None, dict[str, int]] = {}
    for row in rows:
        if row["total"] is not None:
            cells.setdefault(row["on_date"], {})[row["metric"]] = row["total"]
    seen = {metric for day in cells.values() for metric in day}
    columns = sorted((metrics[metric] for metric in seen), key=_plays_first)

    def line(day: date | None) -> Row:
        plays = _added(cells[day].get(column["metric"]) for column in columns if column["is_play"])
        return {"on": day, "plays": plays, "cells": [cells[day].get(column["metric"]) for column in columns]}

    return {
        "columns": columns,
        "days": [line(day) for day in sorted(day for day in cells if day is not None)],
        "undated": line(None) if None in cells else None,
    }


def coverage(rows: Iterable[Row], platforms: Mapping[str, str]) -> list[Row]:
    """Each platform with its share of readings and ``runs`` of missing days, as first and last day."""
    found: dict[str, Row] = {}
    for row in rows:
        of = found.setdefault(row["platform"], {**row, "platform_name": platforms[row["platform"]], "runs": []})
        if row["missing_from"] is not None:
            of["runs"].append((row["missing_from"], row["missing_to"]))
    return sorted(found.values(), key=lambda of: (of["share"], of["platform_name"]))


def days_of(from_on: date, to_on: date) -> list[date]:
    """All days of a period."""
    return [from_on + timedelta(days=number) for number in range((to_on - from_on).days + 1)]


def _added(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _largest_first(row: Row) -> tuple[int, str]:
    return -(row["total"] or 0), row["metric_name"]


def _most_played_first(part: Row) -> tuple[bool, int, str]:
    return part["plays"] is None, -(part["plays"] or 0), part["name"].lower()


def _plays_first(row: Row) -> tuple[bool, str, str]:
    return not row["is_play"], row["platform_name"], row["metric_name"]
