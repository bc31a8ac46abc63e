"""The sections of the weekly report, each a block: what is shown, in words and figures, not how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tasks.report import caveats, story
from tasks.report.blocks import Block
from tasks.report.data import Week
from tasks.report.figures import DASH, counted, percent, share, short, signed, span, tone
from tasks.report.names import shown
from tasks.report.records import Directions, Health, LabelPair, Lead, Mover

TREND_WEEKS = 13
STREAMS, POSTS = "track_luminate_streams", "sound_tiktok_posts"


@dataclass
class Sections:
    """The blocks of one week's report. `metric` ranks artists, `label_metrics` are the label's tiles."""

    week: Week
    label: str
    metric: str
    label_metrics: Sequence[str]
    top: int = 10
    fallers: int = 5

    def __post_init__(self) -> None:
        self.label = shown(self.label)
        if self.lead is not None:
            # followed artists have figures of their own: the report is of what the label's page is of
            self.metric, self.label_metrics = STREAMS, (STREAMS, POSTS)

    @cached_property
    def lead(self) -> Lead | None:
        return self.week.lead()

    @cached_property
    def pairs(self) -> dict[str, LabelPair]:
        return self.week.label_pairs()

    @cached_property
    def movers(self) -> list[Mover]:
        return self.week.movers(self.metric)

    @cached_property
    def directions(self) -> Directions:
        return self.week.directions(self.metric)

    @cached_property
    def health(self) -> Health:
        return self.week.health(of_vendor=self.lead is not None)

    @cached_property
    def risers(self) -> list[Mover]:
        return [mover for mover in self.movers if mover.change > 0][: self.top]

    @cached_property
    def falling(self) -> list[Mover]:
        return [mover for mover in reversed(self.movers) if mover.change < 0][: self.fallers]

    @cached_property
    def lines(self) -> dict[tuple[int, str], list[int | None]]:
        shown = [mover.artist_id for mover in (*self.risers, *self.falling)]
        return self.week.lines(self.metric, shown, self.label_metrics, TREND_WEEKS)

    @cached_property
    def causes(self) -> dict[int, str]:
        """Of the artists shown, where they are followed: the others' counters have no causes."""
        if self.lead is None:
            return {}
        return self.week.causes([mover.artist_id for mover in (*self.risers, *self.falling)])

    @cached_property
    def headline(self) -> str:
        """The week in a sentence or two, as the label's page has them; the mail says the same."""
        if self.lead is not None:
            return f"{self.lead.headline}. {self.lead.because}"
        return story.headline(self.pairs.get(self.metric), self.directions, self.health, self.movers)

    def title(self) -> Block:
        """Banner and headline; also what the document's own title and date are made of."""
        before = self.week.before
        return Block(
            "title",
            label=self.label,
            title="Weekly report",
            week=span(self.week.week_on, self.week.ends_on),
            compared=span(before.week_on, before.ends_on),
            ends_on=self.week.ends_on,
            clock=self.week.clock().sentence,
            headline=self.headline,
            record=self.lead.record if self.lead is not None else "",
        )

    def tiles(self) -> Block:
        label = [self._label_tile(self.pairs[code]) for code in self.label_metrics if code in self.pairs]
        artists = {
            "name": "Artists up",
            "value": f"{self.directions.up} of {self.directions.compared}" if self.directions.compared else DASH,
            "delta": f"{self.directions.down} down" if self.directions.compared else "",
            "tone": "flat",
            "line": [],
            "parts": [
                {"size": self.directions.up, "tone": "up"},
                {"size": self.directions.compared - self.directions.up - self.directions.down, "tone": "flat"},
                {"size": self.directions.down, "tone": "down"},
            ],
            "note": f"compared, of {counted(self.directions.artists, 'artist')} in all",
        }
        lacking = self.health.expected - self.health.complete
        data = {
            "name": "Data health",
            "value": share(self.health.share),
            "delta": f"{lacking:,} incomplete" if lacking else "",
            "tone": "flat",
            "line": [],
            "parts": [{"size": self.health.complete, "tone": "info"}, {"size": lacking, "tone": "flat"}],
            "note": f"{self.health.complete:,} of {self.health.expected:,} track-weeks complete",
        }
        return Block("tiles", items=[*label, artists, data])

    def _label_tile(self, pair: LabelPair) -> dict[str, object]:
        known = pair.ratio is not None
        tracks = counted(pair.track_count, "track")
        taken_back = f"; {short(pair.taken_back)} taken back" if pair.has_correction else ""
        return {
            "name": pair.metric_name,
            "value": short(pair.this_week),
            "delta": percent(pair.ratio) if known else "",
            "tone": tone(pair.ratio),
            "line": self.lines.get((0, pair.metric), []),
            "parts": [],
            "note": f"{short(pair.last_week)} last week, as reported; {tracks}"
            if self.lead is not None
            else f"{short(pair.last_week)} last week; {pair.tracks_compared:,} of {tracks}{taken_back}"
            if known
            else f"none of {tracks} can be compared",
        }

    def five_lines(self) -> list[story.Line]:
        """What changed and why, at most five lines: of page 1, and as plain text (`Line.plain`) of the mail."""
        return story.changes(
            self.movers,
            self.week.chart_moves(top=1),
            self.week.caveat_counts(of_vendor=self.lead is not None),
            self.week.caveat_examples(top=1, of_vendor=self.lead is not None),
            self.health,
            self.causes,
        )

    def changes(self) -> Block:
        return Block(
            "changes",
            items=self.five_lines(),
            empty="Nothing can be compared this week, so nothing is told to have changed.",
        )

    def top_movers(self) -> Block:
        return self._table(self.risers, "No artist that can be compared grew this week.")

    def top_fallers(self) -> Block:
        return self._table(self.falling, "No artist that can be compared fell this week.")

    def _table(self, movers: Sequence[Mover], empty: str) -> Block:
        unit = movers[0].unit if movers else ""
        rows = [
            {
                "rank": rank,
                "name": mover.artist_name,
                "country": mover.country_code or "",
                "line": self.lines.get((mover.artist_id, self.metric), []),
                "this_week": short(mover.this_week),
                "last_week": short(mover.last_week),
                "change": signed(mover.change),
                "percent": percent(mover.ratio),
                "tone": tone(mover.ratio),
                "best": DASH if mover.best_position is None else str(mover.best_position),
                "chart": mover.chart_name or "",
                "note": "; ".join(filter(None, (self.causes.get(mover.artist_id), story.note(mover)))),
            }
            for rank, mover in enumerate(movers, 1)
        ]
        return Block("movers", rows=rows, unit=unit, empty=empty)

    def new_releases(self, top: int = 12) -> Block:
        """A line for each release in its first seven days, the strongest first."""
        found = self.week.new_releases()
        lines = [story.Line("info", release.artist_name, f"{release.sentence}.") for release in found[:top]]
        if len(found) > top:
            lines.append(story.Line("info", f"{len(found) - top} more", "are on the label's page, under Releases."))
        return Block("changes", items=lines, empty="No followed artist has a release in its first seven days.")

    def charts(self, top: int = 5) -> Block:
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

    def caveats(self, top: int = 3) -> Block:
        return Block(
            "caveats",
            items=caveats.caveat_lines(
                self.week.caveat_counts(of_vendor=self.lead is not None),
                self.week.caveat_examples(top, of_vendor=self.lead is not None),
                self.health,
                self.week.unfetched(),
            ),
        )

    def roll_call(self) -> Block:
        """Every artist, with the week's figure or a dash, its change, or how many days are there."""
        rows = [
            {
                "name": artist.artist_name,
                "country": artist.country_code or "",
                "value": short(artist.value),
                "is_comparable": artist.is_comparable,
                "change": percent(artist.ratio) if artist.is_comparable else f"{artist.days_present or 0}/7",
                "tone": tone(artist.ratio) if artist.is_comparable else "flat",
            }
            for artist in self.week.roll_call(self.metric)
        ]
        pair = self.pairs.get(self.metric)
        return Block(
            "roll_call",
            rows=rows,
            summary="Streams, total of the week; a dash means nothing was seen."
            if self.lead is not None
            else f"{pair.metric_name if pair else 'Figures'}, like for like where both weeks are complete. "
            "A grey figure is what was seen in a week that cannot be compared, with the days present out of seven; "
            "a dash means nothing was seen.",
        )
