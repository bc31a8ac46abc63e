"""The sections that list artists: who moved most either way, how surely, and why."""

from collections.abc import Sequence

from tasks.report import paging, standing, story
from tasks.report.blocks import Block
from tasks.report.figures import DASH, counted, percent, short, signed, tone
from tasks.report.records import Mover
from tasks.report.week_figures import WeekFigures


class MoverSections(WeekFigures):
    """Tables of artists, each row with its badge, its cause and its thirteen weeks."""

    def top_movers(self) -> Block:
        confirmed = sum(
            badge.tier == "confirmed" and badge.direction == "up"
            for mover in self.risers
            if (badge := self.badges.get(mover.artist_id))
        )
        intro = ""
        if self.is_followed:
            intro = (
                f"{counted(confirmed, 'rise')} confirmed, most streams over last week first"
                if confirmed
                else "No rise is confirmed this week"
            )
            if confirmed < len(self.risers):
                intro += "; rising ones follow, then others"
            intro += "."
        return self._table(self.risers, "No artist that can be compared grew this week.", intro)

    def intervals(self) -> Block:
        """This week over the usual of the top movers, where the page has room left."""
        rows = [self._row(rank, mover) for rank, mover in enumerate(self.risers, 1)]
        return paging.intervals([row for row in rows if row["interval"] is not None])

    def top_fallers(self) -> Block:
        return self._table(self.falling, "No artist that can be compared fell this week.")

    def _table(self, movers: Sequence[Mover], empty: str, intro: str = "") -> Block:
        unit = movers[0].unit if movers else ""
        return Block(
            "movers",
            rows=[self._row(rank, mover) for rank, mover in enumerate(movers, 1)],
            unit=unit,
            empty=empty,
            intro=intro,
        )

    def _row(self, rank: int, mover: Mover) -> dict[str, object]:
        badge = self.badges.get(mover.artist_id)
        line = self.lines.get((mover.artist_id, self.metric), [])
        return {
            "rank": rank,
            "name": mover.artist_name,
            "country": mover.country_code or "",
            "badge": badge.badge if badge else standing.without_badge(mover) if self.is_followed else "",
            "badge_tone": badge.tone if badge else "flat",
            "line": line,
            "highest": short(max((value for value in line if value is not None), default=None)),
            "this_week": short(mover.this_week),
            "last_week": short(mover.last_week),
            "change": signed(mover.change),
            "percent": percent(mover.ratio),
            "usual": badge.usual if badge else "",
            "interval": None if badge is None or badge.ratio_low is None else [badge.ratio_low, badge.ratio_high],
            "tone": tone(mover.ratio),
            "best": DASH if mover.best_position is None else str(mover.best_position),
            "chart": mover.chart_name or "",
            "note": "; ".join(filter(None, (self.causes.get(mover.artist_id), story.note(mover)))),
        }
