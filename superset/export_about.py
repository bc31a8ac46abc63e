"""What an exported file says of itself: dashboard, chart, week, filters and time, and the name it has. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LONGEST_NAME = 150
OPERATORS = {"IN": "is", "==": "is", "NOT IN": "is not", "!=": "is not", "TEMPORAL_RANGE": "in", "ILIKE": "is like"}
WITHOUT_VALUE = ("IS NULL", "IS NOT NULL", "IS TRUE", "IS FALSE")
WEEK = "week_on"
_IN_THE_PAST_MS = 10**11  # a browser sends days as milliseconds; no count of ours that is filtered by is as large

Filter = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """``filters``: what is filtered and by what, in words. ``week``: its Friday as text."""

    dashboard: str
    chart: str
    week: str
    filters: Sequence[tuple[str, str]]
    as_of: str
    made_by: str
    made_at: datetime

    def facts(self) -> list[tuple[str, str | datetime]]:
        """Lines of the sheet About; what is not known is left out."""
        filtered: list[tuple[str, str | datetime]] = [(f"Filter: {name}", words) for name, words in self.filters]
        known: list[tuple[str, str | datetime]] = [
            ("Dashboard", self.dashboard),
            ("Chart", self.chart),
            ("Week of Friday", self.week),
            *(filtered or [("Filters", "none")]),
            ("As of", self.as_of),
            ("Made by", self.made_by),
            ("Made at (UTC)", self.made_at),
        ]
        return [(name, value) for name, value in known if value]

    def file_name(self) -> str:
        """Such as label-overview-what-moved-week-2026-11-06-label-tidemark, without the ending. CSV has no other place
        for its filters.
        """
        week = f"week {self.week}" if self.week else f"{self.made_at:%Y-%m-%d}"
        is_week = f"is {self.week}"
        chosen = [f"{name} {words[3:]}" for name, words in self.filters if words.startswith("is ") and words != is_week]
        parts = [self.dashboard, self.chart, week, *chosen]
        return "-".join(slug for part in parts if (slug := _slug(part)))[:LONGEST_NAME].strip("-") or "export"


def in_words(filters: Iterable[Filter], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Filters of a question, each once; those that let everything through are left out."""
    found: dict[tuple[str, str], None] = {}
    for each in filters:
        column, operator, value = each.get("col"), str(each.get("op", "")).upper(), each.get("val")
        if not isinstance(column, str) or (operator == "TEMPORAL_RANGE" and value in (None, "", "No filter")):
            continue
        if operator in WITHOUT_VALUE:
            words = operator.lower().replace("null", "empty")
        else:
            values = value if isinstance(value, list | tuple) else [value]
            words = f"{OPERATORS.get(operator, operator.lower())} {', '.join(_value(column, one) for one in values)}"
        found[titles.get(column, column), words] = None
    return list(found)


def week_of(filters: Iterable[Filter]) -> str | None:
    """The Friday that is filtered by, if one is."""
    for each in filters:
        value = each.get("val")
        values = value if isinstance(value, list | tuple) else [value]
        if each.get("col") == WEEK and each.get("op") in ("IN", "==") and len(values) == 1:
            return _value(WEEK, values[0])
    return None


def _value(column: str, value: Any) -> str:
    if isinstance(value, int | float) and column.endswith(("_on", "_at")) and abs(value) > _IN_THE_PAST_MS:
        return f"{datetime.fromtimestamp(value / 1000, UTC):%Y-%m-%d}"
    return str(value).removesuffix("T00:00:00")


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))
