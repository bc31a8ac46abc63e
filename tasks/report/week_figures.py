"""What the sections of a report are made of, each read once and only when a section asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tasks.report import standing, story
from tasks.report.data import Week
from tasks.report.names import shown
from tasks.report.records import Directions, Health, LabelPair, Lead, Mover
from tasks.report.standing import Badge

TREND_WEEKS = 13
UNEXPLAINED = "unexplained; no release, chart, TikTok, account or data says why"
STREAMS, POSTS = "track_luminate_streams", "sound_tiktok_posts"


@dataclass
class WeekFigures:
    """A week's figures. `metric` ranks artists, `label_metrics` are the label's tiles; `limits` say what can't be known
    of a past moment.
    """

    week: Week
    label: str
    metric: str
    label_metrics: Sequence[str]
    top: int = 10
    fallers: int = 5
    limits: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.label = shown(self.label)
        if self.lead is not None:
            # followed artists have figures of their own: the report is of what the label's page is of
            self.metric, self.label_metrics = STREAMS, (STREAMS, POSTS)

    @cached_property
    def lead(self) -> Lead | None:
        return self.week.lead()

    @property
    def is_followed(self) -> bool:
        """Whether the week is of followed artists; else of the provider's counters, which have no badges or causes."""
        return self.lead is not None

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
        return self.week.health(of_vendor=self.is_followed)

    @cached_property
    def badges(self) -> dict[int, Badge]:
        if not self.is_followed:
            return {}
        return {badge.artist_id: badge for badge in self.week.rows("tiers", Badge, metric=self.metric)}

    @cached_property
    def risers(self) -> list[Mover]:
        return standing.risers(self.movers, self.badges)[: self.top]

    @cached_property
    def falling(self) -> list[Mover]:
        return standing.fallers(self.movers, self.badges)[: self.fallers]

    @cached_property
    def lines(self) -> dict[tuple[int, str], list[int | None]]:
        artists = [mover.artist_id for mover in (*self.risers, *self.falling)]
        return self.week.lines(self.metric, artists, self.label_metrics, TREND_WEEKS)

    @cached_property
    def causes(self) -> dict[int, str]:
        """Of the artists shown, where they are followed: the others' counters have no causes."""
        if not self.is_followed:
            return {}
        shown = (*self.risers, *self.falling)
        found = self.week.causes([mover.artist_id for mover in shown])
        none = {mover.artist_id: UNEXPLAINED for mover in shown if standing.is_news(mover, self.badges)}
        return none | found

    @cached_property
    def headline(self) -> str:
        """The week in a sentence or two, as the label's page has them; the mail says the same."""
        if self.lead is not None:
            return f"{self.lead.headline}. {self.lead.because}"
        return story.headline(self.pairs.get(self.metric), self.directions, self.health, self.movers)

    @cached_property
    def trending_names(self) -> dict[int, str]:
        """Names of the artists of page 3 by number: those of the table first, then the biggest."""
        biggest = sorted(self.movers, key=lambda mover: (-mover.this_week, mover.artist_id))
        chosen = dict.fromkeys(mover.artist_id for mover in (*self.risers[:6], *biggest[:6]))
        names = {mover.artist_id: mover.artist_name for mover in self.movers}
        return {artist_id: names[artist_id] for artist_id in list(chosen)[:6]}

    @property
    def first_week(self) -> date:
        """The Friday thirteen weeks of lines begin with."""
        return self.week.week_on - timedelta(weeks=TREND_WEEKS - 1)
