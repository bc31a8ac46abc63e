"""Weeks as a report may meet them, as blocks of the notebook's cells: no database, so that many are cheap."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tasks.report import paging
from tasks.report.blocks import Block
from tasks.report.render import NOTEBOOK

MIXED = [
    "Los Niños del Barrio Alto y su Orquesta de la Medianoche 2",
    "さくらドライブと夜行列車のための長い名前をもつオーケストラと合唱団の特別な夜の演奏会",
    "Молчат Зори и Большой Оркестр Северного Сияния Петербурга 24",
    "فرقة النور والليل والقمر والنجوم والبحر الكبير في المدينة",
    "새벽 달빛 소년단 그리고 여름밤의 오케스트라 특별 공연 합창단과 친구들의 밤",
    "W" * 60,
]


@dataclass(frozen=True)
class Scenario:
    """How much of each there is. ``values``: thirteen weeks of streams; None is a week without."""

    names: list[str] = field(default_factory=lambda: [f"Artist {number}" for number in range(1, 11)])
    risers: int = 10
    fallers: int = 5
    lines: int = 5
    decisions: int = 3
    panels: int = 6
    markets: int = 2
    charts: int = 8
    releases: int = 6
    revisions: int = 4
    caveats: int = 1
    artists: int = 60
    values: tuple[int | None, ...] = (90, 95, 100, 97, 99, 104, 101, 96, 98, 100, 103, 99, 110)
    paper: str = "a4"

    def name(self, number: int) -> str:
        return self.names[number % len(self.names)]


SCENARIOS = {
    "ordinary": Scenario(),
    "quiet": Scenario(risers=10, fallers=2, lines=0, decisions=0, markets=0, charts=0, releases=0, revisions=2),
    "holes": Scenario(values=(None, 95, None, None, 99, None, 101, 96, None, None, 103, None, 110), caveats=4),
    "spikes": Scenario(values=(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9_000)),
    "first week ever": Scenario(
        risers=0,
        fallers=0,
        lines=1,
        decisions=1,
        panels=6,
        markets=0,
        charts=8,
        releases=6,
        revisions=0,
        values=(None,) * 12 + (100,),
    ),
    "long names": Scenario(names=MIXED, decisions=4, caveats=3),
    "two artists": Scenario(risers=1, fallers=1, lines=2, panels=2, charts=2, releases=1, artists=2),
    "crowded": Scenario(decisions=4, caveats=4, revisions=6),
}


def executed(scenario: Scenario) -> NotebookNode:
    """The notebook of the repository as if it had been run in such a week."""
    blocks = _blocks(scenario)
    cells = []
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            cells.append(new_markdown_cell(source))
        elif source.startswith("sections."):
            block = blocks[source.removeprefix("sections.").removesuffix("()")]
            output = new_output("execute_result", block._repr_mimebundle_())
            cells.append(new_code_cell(source, outputs=[output]))
    return new_notebook(cells=cells)


def _blocks(s: Scenario) -> Mapping[str, Block]:
    def line(number: int) -> dict[str, str]:
        text = f"+59.0 % to 7.7M (+2.9M streams), confirmed; “{s.name(number)}” No. 12 in Top 200 DE, new (62 % of it)."
        return {"tone": ("up", "down", "info")[number % 3], "name": s.name(number), "text": text}

    weeks = [value for value in s.values if value is not None]
    drawn = Block(
        "weeks",
        items=[
            {
                "name": name,
                "values": list(s.values),
                "highest": str(max(weeks)),
                "now": "110",
                "first": "21 Aug",
                "last": "13 Nov",
            }
            for name in ("Streams", "TikTok posts")
        ],
    )
    tile = {"value": "165.5M", "delta": "−5.8 %", "tone": "down", "line": list(s.values), "parts": []}
    blocks = {
        "title": Block(
            "title",
            label="Northlight Records",
            title="Weekly report",
            week="Fri 13 – Thu 19 Nov 2026",
            compared="Fri 6 – Thu 12 Nov 2026",
            ends_on="2026-11-19",
            clock="figures up to Tue 24 Nov, in time",
            headline=f"Streams up 2.8% to 149.8M: {s.name(0)} +3.9M. Without new releases they are 3.0% higher.",
            record="Of the last 8 weeks' 4 confirmed, 1 held for a second week.",
            paper=s.paper,
        ),
        "tiles": Block(
            "tiles",
            items=[
                {**tile, "name": name, "note": "175.7M last week, as reported; 142 tracks"}
                for name in ("Streams", "TikTok posts", "Risers", "Fallers", "Data health")
            ],
        ),
        "changes": Block("changes", items=[line(number) for number in range(s.lines)], empty="Nobody moved."),
        "decisions": Block(
            "decisions",
            empty="No decision is asked this week.",
            items=[
                {
                    "who": "Marketing",
                    "text": f"{s.name(n)} is confirmed and has no TikTok sound: link one; 3 suggestions.",
                }
                for n in range(s.decisions)
            ],
        ),
        "bridge": Block("bridge", parts=_bridge()) if s.risers else drawn,
        "end_of_lead": Block("next_page", is_full=True),
        "end_of_movers": paging.end_of_movers(s.risers, s.risers),
        "appendix": Block("appendix"),
        "top_movers": _table(s, s.risers, "2 rises confirmed, most streams over last week first."),
        "intervals": paging.intervals(_table(s, s.risers, "").payload["rows"]),
        "top_fallers": _table(s, s.fallers, ""),
        "weeks": drawn,
        "trending": Block(
            "panels",
            low=-2,
            high=3,
            weeks=13,
            first="21 Aug",
            last="13 Nov",
            items=[
                {
                    "name": s.name(n),
                    "streams": [None if v is None else 0.1 * (v % 7) for v in s.values],
                    "marks": [3.0],
                    "posts": [None if v is None else -0.1 * (v % 5) for v in s.values],
                    "now": "5.2M streams",
                    "posts_now": "1K posts",
                }
                for n in range(s.panels)
            ],
        ),
        "markets": Block(
            "markets",
            rows=[
                {
                    "name": kind,
                    "items": [{"artist": s.name(n), "countries": "DE (No. 3), FR (No. 8)"} for n in range(4)],
                    "more": 3,
                }
                for kind in ("New", "Lost")[: s.markets]
            ],
        ),
        "charts": Block(
            "charts",
            summary="26 tracks entered a chart.",
            empty="No track entered a chart.",
            rows=[
                {
                    "kind": "New",
                    "tone": "info",
                    "track": s.name(n),
                    "credit": s.name(n + 1),
                    "chart": "Top Songs GB",
                    "move": "16 to 13",
                    "others": "+ 1 chart",
                }
                for n in range(s.charts)
            ],
        ),
        "new_releases": Block(
            "changes", items=[line(n) for n in range(s.releases)], empty="No followed artist has one."
        ),
        "revisions": Block(
            "revisions",
            empty="Nothing was restated.",
            intro="What issue 12, made Mon 16 Nov 2026, 07:00 UTC, told of its week, and what is known of it now.",
            rows=[
                {"name": s.name(n), "metric": "Streams", "reported": "1.2M", "restated": "−3.4K", "now": "1.2M"}
                for n in range(s.revisions)
            ],
        ),
        "caveats": Block(
            "caveats",
            items=[
                {"name": "Missing days", "text": f"3 figures of 2 tracks. Largest: {s.name(n)}."}
                for n in range(s.caveats)
            ],
        ),
        "coverage": Block(
            "coverage",
            parts=[
                {
                    "name": "Artists with streams",
                    "share": "98.3 %",
                    "counts": "59 of 60",
                    "parts": [{"size": 59, "tone": "info"}, {"size": 1, "tone": "flat"}],
                }
            ]
            * 3,
            sources=[
                {"name": f"Source {n}", "is_late": n == 0, "text": "figures up to Tue 17 Nov, in time"}
                for n in range(5)
            ],
        ),
        "badge_record": Block(
            "record",
            sentence="Of the last 8 weeks' 4 confirmed, 1 held.",
            rows=[{"week": f"{n} Nov", "held": n % 2, "gone": n % 3, "open": 0, "reply": ""} for n in range(9)],
        ),
        "roll_call": Block(
            "roll_call",
            summary="Streams, total of the week.",
            rows=[
                {
                    "name": s.name(n),
                    "country": "US",
                    "value": "1.0K",
                    "is_comparable": True,
                    "change": "+1.0 %",
                    "tone": "up",
                }
                for n in range(s.artists)
            ],
        ),
    }
    trends = (blocks[name] for name in ("trending", "markets", "charts", "new_releases"))
    return {**blocks, "end_of_trends": paging.end_of_trends(*trends)}


def _table(s: Scenario, rows: int, intro: str) -> Block:
    return Block(
        "movers",
        unit="streams",
        empty="No artist that can be compared grew this week.",
        intro=intro,
        rows=[
            {
                "rank": n + 1,
                "name": s.name(n),
                "country": "DE",
                "badge": "▲ confirmed",
                "badge_tone": "up",
                "line": list(s.values),
                "highest": "5.2M",
                "this_week": "5.2M",
                "last_week": "2.1M",
                "change": "+3.1M",
                "percent": "2.4×",
                "usual": "2.3–2.6× its usual",
                "interval": [2.3, 2.6],
                "tone": "up",
                "best": "4",
                "chart": "Top Songs DE",
                "note": f"“{s.name(n + 1)}” No. 12 in Top 200 DE, new (62 % of the change)",
            }
            for n in range(rows)
        ],
    )


def _bridge() -> list[dict[str, Any]]:
    at, parts = 100, [{"name": "Last week", "from": 0, "to": 100, "value": "100M", "tone": "flat"}]
    for name, amount in (
        ("Restated", 0),
        ("Real listening", 4),
        ("New releases", -9),
        ("Newly linked", 1),
        ("Missing", 0),
    ):
        parts.append(
            {"name": name, "from": at, "to": at + amount, "value": f"{amount}M", "tone": "up" if amount > 0 else "down"}
        )
        at += amount
    return [*parts, {"name": "This week", "from": 0, "to": at, "value": f"{at}M", "tone": "info"}]
