"""What a run has to say at its end, as tables for the Prefect UI; pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

TITLES = {
    "stages": "What was found, fetched and left out",
    "why": "What was not fetched, and why",
    "parts": "What ran, what failed and what it means",
    "refused": "Files that were refused, and why",
}


class SummaryTable(NamedTuple):
    """``key``: of letters, digits and dashes, as Prefect wants it."""

    key: str
    title: str
    rows: Sequence[Mapping[str, Any]]


def summary_tables(flow: str, summary: Mapping[str, Any]) -> list[SummaryTable]:
    """A table for each list of rows that is not empty, and one of all single figures, in the order of the summary.

    What is null is left out: it was not measured.
    """
    tables: list[SummaryTable] = []
    figures: list[dict[str, Any]] = []
    for name, value in summary.items():
        words = name.replace("_", " ")
        if isinstance(value, str) or not isinstance(value, Sequence | Mapping):
            figures += [{"figure": words, "value": value}] if value is not None else []
        elif isinstance(value, Mapping):
            figures += [{"figure": f"{words}, {part}", "value": each} for part, each in value.items()]
        elif value:
            rows = [row if isinstance(row, Mapping) else {words: row} for row in value]
            tables.append(SummaryTable(_key(flow, name), TITLES.get(name, words.capitalize()), rows))
    return tables + ([SummaryTable(_key(flow, "figures"), "Figures of the run", figures)] if figures else [])


def _key(flow: str, name: str) -> str:
    return f"{flow}-{name}".replace("_", "-")
