"""One issue of the report over the planted world, as it is printed."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.trends.by_hand import POSTS
from tests.trends.report_by_hand import ReportByHand

if TYPE_CHECKING:
    from tests.trends.conftest import Planted

Block = dict[str, Any]
# of the weeks that were restated the one whose change has most of the parts a change can have
CHOSEN = """
    select week_on from mart.label_figures where label = 'All' and metric = 'track_luminate_streams'
    and week_on > (select min(week_on) + 98 from mart.label_figures)
    order by restated <> 0 desc, (missing_days <> 0)::int + (newly_linked <> 0)::int desc, week_on desc limit 1
"""
BADGES = """
    select a.artist_id_spotify as artist, b.week_on, b.tier, b.direction, b.expected, b.threshold, b.extra
    from mart.badge b join core.artist a using (artist_id) join core.metric m using (metric_id)
    where b.track_id is null and m.code = 'track_luminate_streams'
"""


def squeezed(text: str) -> str:
    """Without blanks, hyphens and marks of direction: a PDF has others where lines end."""
    return re.sub("[\\s\u2066-\u2069\ufffe\x02-]", "", text)


@dataclass(frozen=True)
class Issue:
    """The report of a week as it is printed, and what it should say."""

    planted: "Planted"
    week: date
    blocks: list[Block]
    text: str

    @cached_property
    def streams(self) -> ReportByHand:
        return ReportByHand(self.planted.drops, self.week)

    @cached_property
    def posts(self) -> ReportByHand:
        return ReportByHand(self.planted.drops, self.week, POSTS)

    @cached_property
    def names(self) -> dict[str, str]:
        """Spotify's id of each artist by name."""
        rows = self.planted.drops.read("SPOTIFY_ACCOUNTS")
        named = dict(zip(rows["SPOTIFY_ID"], rows["NAME"], strict=True))
        names = {named[artist]: artist for artist in self.planted.drops.roster}
        assert len(names) == len(self.planted.drops.roster)
        return names

    @cached_property
    def badges(self) -> list[dict[str, Any]]:
        return self.planted.rows(BADGES)

    def block(self, kind: str, place: int = 0) -> Block:
        return [block for block in self.blocks if block["kind"] == kind][place]

    def assert_printed(self, *given: str) -> None:
        """In this order and with nothing between them."""
        assert squeezed("".join(given)) in self.text, given
