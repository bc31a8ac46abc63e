"""What one issue tells otherwise than another: figure by figure, and word by word. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

EVERYBODY = "all artists"
# Figures of an artist that are compared, as core.report_figure names them.
FIGURES = ("total", "last_total", "tier", "direction", "ratio", "expected_ratio_low", "expected_ratio_high", "cause")
DIGITS = 9  # of what was computed in floating point


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two issues differ; None for what one of them does not have."""

    what: str
    was: Any
    now: Any


def figure_differences(was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Differences of figures and badges by artist and metric, as rows of core.report_figure."""
    before, after = ({(row["metric"], row["artist_id"]): row for row in rows} for rows in (was, now))
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        one, other = before.get(key), after.get(key)
        named = one or other or {}
        for name in FIGURES:
            values = [None if row is None else row[name] for row in (one, other)]
            if not _is_same(*values):
                what = f"{named['artist'] or EVERYBODY}, {named['metric']}, {name.replace('_', ' ')}"
                found.append(Difference(what, *values))
    return found


def block_differences(was: Sequence[Any], now: Sequence[Any]) -> list[Difference]:
    """Differences of what is printed, each with its way from the kind of block down."""
    return list(_walk("", _keyed(was), _keyed(now)))


def _walk(way: str, one: Any, other: Any) -> Iterator[Difference]:
    if isinstance(one, list) and isinstance(other, list):
        one, other = _keyed(one), _keyed(other)
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            yield from _walk(f"{way}, {key}" if way else str(key), one.get(key), other.get(key))
    elif not _is_same(one, other):
        yield Difference(way, one, other)


def _keyed(items: Sequence[Any]) -> dict[str, Any]:
    """Items by their name, of blocks by their kind, with a number where that is not the only one; else by place."""
    names = [str(_name(item) or place) for place, item in enumerate(items, 1)]
    times, keyed = Counter[str](), {}
    for name, item in zip(names, items, strict=True):
        times[name] += 1
        keyed[name if times[name] == 1 else f"{name} ({times[name]})"] = item
    return keyed


def _name(item: Any) -> Any:
    return item.get("name") or item.get("kind") if isinstance(item, dict) else None


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return f"{one:.{DIGITS}g}" == f"{other:.{DIGITS}g}"
    return bool(one == other)
