"""The client: one method for each thing that can be asked, typed records out."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

import httpx
import msgspec

from tasks.providers.errors import Forbidden, Unreadable
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.reading import Reading
from tasks.providers.rejected import RejectedItem, read_item
from tasks.providers.shared_auth import shared_auth
from tasks.providers.soundcharts import records
from tasks.providers.soundcharts.event_client import EventClient
from tasks.providers.soundcharts.paging import NAME
from tasks.providers.soundcharts.settings import SoundchartsSettings, make_auth
from tasks.providers.wire_types import Moment


@dataclass(frozen=True, slots=True)
class Ranking:
    """All pages of a ranking; entries with the index of the exchange each came from.

    ``is_whole``: every place could be read.
    """

    chart: records.Chart
    ranked_at: datetime
    entries: list[tuple[records.RankingEntry, int]]
    is_whole: bool


class Soundcharts(EventClient):
    """Asks Soundcharts. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors.
    """

    def platforms(self, endpoint: str) -> list[records.Platform]:
        """Platforms as the referential ``endpoint`` lists them: platforms, platforms_social, ..."""
        return [item for item, _ in self._items(endpoint, records.Platform)]

    def charts(self, platform: str) -> list[records.Chart]:
        """Song charts of a platform."""
        return [item for item, _ in self._items("charts", records.Chart, platform=platform)]

    def ranking_dates(self, slug: str) -> list[datetime]:
        """Dates and hours a ranking exists for, oldest first."""
        return sorted(item for item, _ in self._items("ranking_dates", Moment, slug=slug))

    def ranking(self, slug: str, at: datetime | None = None) -> Ranking:
        """The ranking of a date, or the latest one. All its pages."""
        when = at.isoformat() if at is not None else "latest"
        entries: list[tuple[records.RankingEntry, int]] = []
        head: records.RankingHead | None = None
        rejects_before = len(self.rejects)
        for page, exchange in self._pages("ranking", {}, slug=slug, at=when):
            head = decode(NAME, page.related, records.RankingHead)
            read = partial(decode_item, kind=records.RankingEntry)
            entries += self._read_items("ranking", page, read, exchange)
        if head is None:
            raise Unreadable(f"Soundcharts' ranking {slug} of {when} came without a first page.")
        return Ranking(head.chart, head.date, entries, is_whole=len(self.rejects) == rejects_before)

    def song(self, uuid: UUID) -> records.Song:
        """A song's metadata."""
        return self._object("song", records.Song, uuid)

    def artist(self, uuid: UUID) -> records.Artist:
        """An artist's metadata."""
        return self._object("artist", records.Artist, uuid)

    def song_audience(self, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        """A song's readings on a platform, first..last, one series for each platform id; field ``value``."""
        return [
            Reading("value", plot.identifier, day.date.date(), plot.value, exchange)
            for day, exchange in self._days("song_audience", records.SongAudienceDay, uuid, platform, first, last)
            for plot in day.plots
            if plot.value is not None
        ]

    def artist_audience(self, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        """An artist's account on a platform, first..last; fields follower_count, view_count, ... as filled."""
        return [
            Reading(field, "", day.date.date(), value, exchange)
            for day, exchange in self._days("artist_audience", records.ArtistAudienceDay, uuid, platform, first, last)
            for field in ("follower_count", "like_count", "view_count", "post_count")
            if (value := getattr(day, field)) is not None
        ]

    def artist_listening(self, uuid: UUID, platform: str, first: date, last: date) -> list[Reading]:
        """An artist's listeners on a platform, in all and by country if the plan has it; field ``value``."""
        span = (records.ListeningDay, uuid, platform, first, last)
        try:
            days = list(self._days("artist_listening", *span))
        except Forbidden:
            days = list(self._days("artist_listening_total", *span))
        readings: list[Reading] = []
        for day, exchange in days:
            if day.value is not None:
                readings.append(Reading("value", "", day.date.date(), day.value, exchange))
            for raw in day.country_plots or []:
                plot = read_item("artist_listening", raw, _country_plot, exchange)
                if isinstance(plot, RejectedItem):
                    self.rejects.append(plot)
                else:
                    readings.append(Reading("value", "", day.date.date(), plot.value, exchange, plot.country_code))
        return readings


def _country_plot(raw: msgspec.Raw) -> records.CountryPlot:
    return decode_item(raw, records.CountryPlot)


def make_soundcharts(settings: SoundchartsSettings, http: httpx.Client, gate: Gate) -> Soundcharts:
    """A client with a log of its own; all clients on the same connections share one token.

    Raises Unauthorized when no credentials are set.
    """
    return Soundcharts(http, shared_auth(http, lambda: make_auth(settings, http)), gate)
