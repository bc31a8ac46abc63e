"""A line for each platform's plays day by day, as numbers from 0 to 100 of a drawing's width and height. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketing.audience_tables import days_of

Row = dict[str, Any]
# Names of superset/colours.py
COLOURS = {"spotify": "line-green", "youtube": "line-red", "airplay": "line-violet"}
OTHER_COLOURS = ("line-blue", "line-brown", "line-plum")
MOST_LABELS = 8


def plays_by_day(table: Row, from_on: date, to_on: date) -> Row | None:
    """``lines`` with name, colour and path, ``scale`` and ``labels`` with their places, ``hovers`` with what a day had;
    ``table`` is by_date's. A day without a reading breaks a line. None where there is nothing to draw."""
    days = days_of(from_on, to_on)
    of_day = {line["on"]: line["cells"] for line in table["days"]}
    columns = [(place, column) for place, column in enumerate(table["columns"]) if column["is_play"]]
    values = [of_day[day][place] for day in of_day for place, _ in columns if of_day[day][place] is not None]
    if not values:
        return None
    step = _step(max(max(values), -min(values)))
    top = max(step, -(-max(values) // step) * step)
    bottom = min(0, min(values) // step * step)
    height = top - bottom

    def x(number: int) -> float:
        return 50.0 if len(days) == 1 else round(100 * number / (len(days) - 1), 3)

    def y(value: int) -> float:
        return round(100 * (top - value) / height, 3)

    lines = []
    for number, (place, column) in enumerate(columns):
        points = [of_day[day][place] if day in of_day else None for day in days]
        colour = COLOURS.get(column["platform"], OTHER_COLOURS[number % len(OTHER_COLOURS)])
        lines.append({"name": column["metric_name"], "colour": colour, **_path(points, x, y)})
    width = 100 / len(days)
    return {
        "lines": lines,
        "scale": [{"value": value, "y": y(value)} for value in range(bottom, top + 1, step)],
        "labels": [{"on": days[number], "x": x(number)} for number in _labelled(days)],
        "hovers": [
            {
                "x": round(width * number, 3),
                "width": round(width, 3),
                "on": day,
                "parts": _parts(of_day.get(day), columns),
            }
            for number, day in enumerate(days)
        ],
    }


def _path(points: Sequence[int | None], x: Any, y: Any) -> Row:
    """The line, and days that stand alone between missing ones, which a line does not show."""
    path, alone = [], []
    for number, value in enumerate(points):
        if value is None:
            continue
        is_joined = number > 0 and points[number - 1] is not None
        path.append(f"{'L' if is_joined else 'M'}{x(number)} {y(value)}")
        if not is_joined and (number + 1 == len(points) or points[number + 1] is None):
            alone.append({"x": x(number), "y": y(value)})
    return {"path": "".join(path), "alone": alone}


def _step(largest: int) -> int:
    """Of the scale: 1, 2 or 5 and noughts, at most five to the largest."""
    step = 1
    while largest > 5 * step:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step


def _labelled(days: Sequence[date]) -> list[int]:
    """Places of the days that are written below: first days of months where there are many."""
    if len(days) > 62:
        found = [number for number, day in enumerate(days) if day.day == 1]
    else:
        found = list(range(0, len(days), max(1, -(-len(days) // MOST_LABELS))))
    return found[:: max(1, -(-len(found) // MOST_LABELS))]


def _parts(cells: Sequence[int | None] | None, columns: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Row]:
    return [
        {"name": column["metric_name"], "value": cells[place] if cells is not None else None}
        for place, column in columns
    ]
