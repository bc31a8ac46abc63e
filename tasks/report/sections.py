"""The sections of the weekly report, each a block: what is shown, in words and figures, not how it looks."""

from datetime import date

from tasks.report import caveats, paging, quality, standing, story, tiles
from tasks.report.blocks import Block
from tasks.report.brand import brand_of
from tasks.report.decisions import NONE_ASKED, Case, Decision, decisions
from tasks.report.figures import DASH, counted, percent, short, span, tone
from tasks.report.mover_sections import MoverSections
from tasks.report.names import shown
from tasks.report.panels import Market, PanelWeek, ReleaseMark, panels
from tasks.report.quality import BadgeWeek, Coverage, Revision, Source
from tasks.report.records import Bridge

TILES = 5


class Sections(MoverSections):
    """The blocks of one week's report, in the order of its pages."""

    def title(self) -> Block:
        """Banner and headline; also what the document's own title and date are made of."""
        before, brand = self.week.before, brand_of(self.week.label)
        label = shown(brand.name) if brand.name else self.label
        return Block(
            "title",
            label=f"{label}, {shown(self.week.team)}" if self.week.team else label,
            accent=brand.accent,
            paper=brand.paper,
            logo=brand.logo,
            title="Weekly report",
            week=span(self.week.week_on, self.week.ends_on),
            compared=span(before.week_on, before.ends_on),
            ends_on=self.week.ends_on,
            clock=self.week.clock().sentence,
            headline=self.headline,
            record=self.lead.record if self.lead is not None else "",
        )

    def tiles(self) -> Block:
        own = [
            tiles.label_tile(self.pairs[code], self.lines.get((0, code), []), is_followed=self.is_followed)
            for code in self.label_metrics
            if code in self.pairs
        ]
        if self.is_followed:
            late = sum(source.is_late for source in self._sources())
            rest = [
                tiles.badge_tile("Confirmed risers", "up", self.badges.values(), self.directions),
                tiles.badge_tile("Confirmed fallers", "down", self.badges.values(), self.directions),
                tiles.health_tile(self.health, late),
            ]
        else:
            rest = [tiles.directions_tile(self.directions), tiles.health_tile(self.health, 0)]
        return Block("tiles", items=[*own, *rest][:TILES])

    def five_lines(self) -> list[story.Line]:
        """What changed and why, at most five lines: of page 1, and as plain text (`Line.plain`) of the mail."""
        chosen = [*self.risers, *reversed(self.falling)] if self.is_followed else self.movers
        if self.is_followed:
            chosen = [mover for mover in chosen if standing.is_news(mover, self.badges)]
        return story.changes(
            chosen,
            self.week.chart_moves(top=1),
            self.week.caveat_counts(of_vendor=self.is_followed),
            self.week.caveat_examples(top=1, of_vendor=self.is_followed),
            self.health,
            self.causes,
            {number: badge.badge for number, badge in self.badges.items() if badge.tier in standing.SURE},
        )

    def changes(self) -> Block:
        empty = (
            "Nobody moved beyond the usual this week."
            if self.movers
            else "Nothing can be compared this week, so nothing is told to have changed."
        )
        return Block("changes", items=self.five_lines(), empty=empty)

    def decision_lines(self) -> list[Decision]:
        """What somebody must decide this week; of the mail, too."""
        return decisions(self.week.rows("decisions", Case, metric=self.metric)) if self.is_followed else []

    def decisions(self) -> Block:
        return Block("decisions", items=self.decision_lines(), empty=NONE_ASKED)

    def bridge(self) -> Block:
        """From last week's streams to this week's, part by part; where there is no last week, the weeks there are."""
        found = self.week.rows("bridge", Bridge, metric=self.metric)
        return Block("bridge", parts=tiles.bridge_parts(found[0])) if found else self.weeks()

    def end_of_lead(self) -> Block:
        return Block("next_page", is_full=True)

    def end_of_movers(self) -> Block:
        return paging.end_of_movers(len(self.risers), len(self.intervals().payload["rows"]))

    def end_of_trends(self) -> Block:
        return paging.end_of_trends(self.trending(), self.markets(), self.charts(), self.new_releases())

    def appendix(self) -> Block:
        """What follows is a file of its own where the whole is too long."""
        return Block("appendix")

    def weeks(self) -> Block:
        """The label's weeks as columns, where the page has room left."""
        names = {code: self.pairs[code].metric_name for code in self.label_metrics if code in self.pairs}
        return Block(
            "weeks",
            items=[
                {
                    "name": name,
                    "values": line,
                    "highest": short(max(known)),
                    "now": short(line[-1]),
                    "first": self._day(self.first_week),
                    "last": self._day(self.week.week_on),
                }
                for code, name in names.items()
                if (line := self.lines.get((0, code), []))
                and any(known := [value for value in line if value is not None])
            ],
        )

    def trending(self) -> Block:
        """Streams over TikTok posts of up to six artists, on the same axes."""
        if not self.is_followed:
            return Block("panels", items=[], low=0, high=0, weeks=0, first="", last="")
        artists = list(self.trending_names)
        given = {"artists": artists, "first_week": self.first_week}
        data = panels(
            self.trending_names,
            self.week.rows("panels", PanelWeek, **given),
            self.week.rows("release_marks", ReleaseMark, **given),
            self.first_week,
        )
        return Block("panels", **data, first=self._day(self.first_week), last=self._day(self.week.week_on))

    @staticmethod
    def _day(day: date) -> str:
        return f"{day.day} {day:%b}"

    def _days(self, present: int | None) -> str:
        """Days of seven that are there; of followed artists totals are told, which have none."""
        return DASH if self.is_followed else f"{present or 0}/7"

    def markets(self, top: int = 4) -> Block:
        """Countries whose charts artists entered or left; nothing is shown where there are none."""
        found = self.week.rows("markets", Market) if self.is_followed else []
        groups = [[market for market in found if market.is_new is is_new] for is_new in (True, False)]
        return Block(
            "markets",
            rows=[
                {"name": name, "items": group[:top], "more": max(len(group) - top, 0)}
                for name, group in zip(("New", "Lost"), groups, strict=True)
                if group
            ],
        )

    def new_releases(self, top: int = 6) -> Block:
        """A line for each release in its first seven days, the strongest first."""
        found = self.week.new_releases()
        lines = [story.Line("info", release.artist_name, f"{release.sentence}.") for release in found[:top]]
        if len(found) > top:
            lines.append(story.Line("info", f"{len(found) - top} more", "are on the label's page, under Releases."))
        return Block("changes", items=lines, empty="No followed artist has a release in its first seven days.")

    def charts(self, top: int = 4) -> Block:
        """The highest entries and the longest climbs that still stood at the end of the week."""
        moves = self.week.chart_moves(top=top)
        rows = [
            {
                "kind": ("Return" if move.is_return else "New") if move.is_entry else "Climb",
                "tone": "info" if move.is_entry else "up",
                "track": move.track_name,
                "credit": move.credit_name,
                "chart": move.chart_name,
                "move": story.chart_move(move),
                "others": f"+ {counted(move.other_charts, 'chart')}" if move.other_charts else "",
            }
            for move in moves
        ]
        found = {move.is_entry: move.of_its_sort for move in moves}
        summary = (
            f"{counted(found.get(True, 0), 'track')} entered a chart and {counted(found.get(False, 0), 'track')} "
            "climbed; the highest entries and the longest climbs are shown."
        )
        return Block("charts", rows=rows, summary=summary, empty="No track entered a chart or climbed this week.")

    def revisions(self, top: int = 4) -> Block:
        """Last week as its issue told it, or as known the Monday after it, and as it is known now."""
        found = self.week.rows("revisions", Revision, top=top) if self.is_followed else []
        return Block(
            "revisions",
            rows=quality.revision_rows(found),
            intro=quality.revision_words(found),
            empty="What was restated is known of followed artists alone.",
        )

    def _sources(self) -> list[Source]:
        return self.week.rows("sources", Source)

    def coverage(self) -> Block:
        """Up to when each source has come, and how much of what is followed brings figures."""
        coverage = self.week.rows("coverage", Coverage)[0]
        return Block(
            "coverage",
            sources=[
                {"name": source.name, "is_late": source.is_late, "text": source.sentence} for source in self._sources()
            ],
            parts=quality.coverage_rows(coverage) if coverage.artists else [],
        )

    def badge_record(self) -> Block:
        """The confirmed badges of the last eight weeks, and how many held for a second one."""
        weeks = self.week.rows("badge_weeks", BadgeWeek, metric=self.metric) if self.is_followed else []
        return Block(
            "record",
            rows=quality.record_rows(weeks),
            sentence=self.lead.record if self.lead is not None else "Badges are given to followed artists alone.",
        )

    def caveats(self, top: int = 3) -> Block:
        return Block(
            "caveats",
            items=[
                *({"name": "As known then", "text": limit} for limit in self.limits),
                *caveats.caveat_lines(
                    self.week.caveat_counts(of_vendor=self.is_followed),
                    self.week.caveat_examples(top, of_vendor=self.is_followed),
                    self.health,
                    self.week.unfetched(),
                ),
            ],
        )

    def roll_call(self) -> Block:
        """Every artist, with the week's figure or a dash, its change, or how many days are there."""
        rows = [
            {
                "name": artist.artist_name,
                "country": artist.country_code or "",
                "value": short(artist.value),
                "is_comparable": artist.is_comparable,
                "change": percent(artist.ratio) if artist.is_comparable else self._days(artist.days_present),
                "tone": tone(artist.ratio) if artist.is_comparable else "flat",
            }
            for artist in self.week.roll_call(self.metric)
        ]
        pair = self.pairs.get(self.metric)
        return Block(
            "roll_call",
            rows=rows,
            summary="Streams, total of the week, and against last week; a dash means nothing was seen in one of them."
            if self.is_followed
            else f"{pair.metric_name if pair else 'Figures'}, like for like where both weeks are complete. "
            "A grey figure is what was seen in a week that cannot be compared, with the days present out of seven; "
            "a dash means nothing was seen.",
        )
