"""Where pages end: a page that would stay a third empty, or goes over to the next, goes on with what follows it.

Heights are estimates, which are enough for that; the template lays out.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from tasks.report.blocks import Block

# points of height: what of a page is enough, and what rows of each list take
ENOUGH = 500
ROW, PANEL, LINE, HEAD = 38, 128, 19, 52
PANELS_A_ROW = 3
FULL, WRAPPED = 860, 12
CHART_LETTERS, LINE_LETTERS = 40, 105
FEW = 5


def intervals(rows: Sequence[Mapping[str, Any]]) -> Block:
    """The drawing of intervals: as tall as its rows are where they are few, else what the page has left."""
    return Block("intervals", rows=rows, fills=len(rows) >= FEW)


def end_of_movers(rows: int, intervals: int) -> Block:
    """After the table of artists, with the drawing of intervals below it where there is one."""
    return _end(HEAD + ROW * rows + (HEAD + 26 * intervals if intervals else 0), after=rows > 0)


def end_of_trends(trending: Block, markets: Block, charts: Block, releases: Block) -> Block:
    """After trending artists, their markets, charts and new releases; each list says so when it is empty."""
    panels, places = len(trending.payload["items"]), len(markets.payload["rows"])
    height = HEAD + PANEL * -(-panels // PANELS_A_ROW) + (HEAD + 30 * places if places else 0)
    for rows, keys, letters in (
        (charts.payload["rows"], ("track", "credit"), CHART_LETTERS),
        (releases.payload["items"], ("name", "text"), LINE_LETTERS),
    ):
        lines = [math.ceil(sum(wide(row[key]) for key in keys) / letters) for row in rows]
        height += HEAD + sum(LINE + WRAPPED * (count - 1) for count in lines or [1])
    return _end(height, after=True)


def wide(text: str) -> int:
    """Letters of a text as wide as they print: those of East Asia, and big ones, count double."""
    return sum(2 if east_asian_width(letter) in "WF" or letter == "W" else 1 for letter in text)


def _end(height: int, *, after: bool) -> Block:
    return Block("next_page", is_full=after and ENOUGH <= height <= FULL)
