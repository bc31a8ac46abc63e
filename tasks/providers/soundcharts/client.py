"""The client: one method for each thing that can be asked, typed records out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import quote
from uuid import UUID

import httpx
import msgspec

from tasks.providers.caller import Auth, Caller
from tasks.providers.errors import Forbidden, Unreadable
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.reading import Reading, windows
from tasks.providers.rejected import RejectedItem, read_item, read_items
from tasks.providers.shared_auth import shared_auth
from tasks.providers.soundcharts import records
from tasks.providers.soundcharts.endpoints import ENDPOINTS, PAGE_LIMIT, WINDOW_DAYS
from tasks.providers.soundcharts.settings import SoundchartsSettings, make_auth
from tasks.providers.soundcharts.status import classify
from tasks.providers.wire_types import Moment

T = TypeVar("T")
D = TypeVar("D", records.SongAudienceDay, records.ArtistAudienceDay, records.ListeningDay)
CODE, NAME = "soundcharts", "Soundcharts"


@dataclass(frozen=True, slots=True)
class Ranking:
    """All pages of a ranking; entries with the index of the exchange each came from.

    ``is_whole``: every place could be read.
    """

    chart: records.Chart
    ranked_at: datetime
    entries: list[tuple[records.RankingEntry, int]]
    is_whole: bool


class Soundcharts:
    """Asks Soundcharts. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors.
    """

    def __init__(self, http: httpx.Client, auth: Auth, gate: Gate) -> None:
        self._caller = Caller(CODE, http, auth, gate, classify)
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """The exchanges so far, oldest first."""
        return self._caller.log

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

    def _days(
        self, endpoint: str, kind: type[D], uuid: UUID, platform: str, first: date, last: date
    ) -> Iterator[tuple[D, int]]:
        read = partial(day_until, last=last, kind=kind)
        for start, end in windows(first, last, WINDOW_DAYS):
            span = {"startDate": start.isoformat(), "endDate": end.isoformat()}
            for page, exchange in self._pages(endpoint, span, uuid=str(uuid), platform=platform):
                yield from self._read_items(endpoint, page, read, exchange)

    def _items(self, endpoint: str, kind: type[T], **place: str) -> Iterator[tuple[T, int]]:
        for page, exchange in self._pages(endpoint, {}, **place):
            yield from self._read_items(endpoint, page, lambda raw: decode_item(raw, kind), exchange)

    def _pages(self, endpoint: str, query: dict[str, str], **place: str) -> Iterator[tuple[records.Collection, int]]:
        """Pages until ``total`` is reached. page.next is not trusted: it has been seen empty where more was to come."""
        path = ENDPOINTS[endpoint].format(**{name: quote(value, safe="") for name, value in place.items()})
        offset = 0
        while True:
            wanted: dict[str, str | int] = {**query, "offset": offset, "limit": PAGE_LIMIT}
            page = self._caller.get(endpoint, path, wanted, page_reader(offset))
            yield page, len(self.log) - 1
            offset += len(page.items)
            if page.page is None or offset >= page.page.total:
                return

    def _read_items(
        self, endpoint: str, page: records.Collection, read: Callable[[msgspec.Raw], T], exchange: int
    ) -> list[tuple[T, int]]:
        """The readable items; the others go to ``rejects``, all of them unreadable means the answer is."""
        items, bad = read_items(f"items of Soundcharts' {endpoint}", endpoint, page.items, read, exchange)
        self.rejects += bad
        return [(item, exchange) for item in items]

    def _object(self, endpoint: str, kind: type[T], uuid: UUID) -> T:
        def read(body: bytes) -> T:
            return decode(NAME, decode(NAME, body, records.Enveloped).object, kind)

        return self._caller.get(endpoint, ENDPOINTS[endpoint].format(uuid=uuid), {}, read)


def page_reader(offset: int) -> Callable[[bytes], records.Collection]:
    """Reads a page asked for from ``offset`` on; a page without items though more are promised is unreadable."""

    def read(body: bytes) -> records.Collection:
        page = decode(NAME, body, records.Collection)
        if not page.items and page.page is not None and page.page.total > offset:
            raise Unreadable(f"Soundcharts sent an empty page though {page.page.total} items are announced.")
        return page

    return read


def _country_plot(raw: msgspec.Raw) -> records.CountryPlot:
    return decode_item(raw, records.CountryPlot)


def day_until(raw: msgspec.Raw, last: date, kind: type[D]) -> D:
    """A day of a series. Raises ValueError for one after the last asked for, in any zone: it would be the newest."""
    day = decode_item(raw, kind)
    if day.date.date() > last + timedelta(days=1):
        raise ValueError(f"{day.date.date()} was not asked for, which ended with {last}")
    return day


def make_soundcharts(settings: SoundchartsSettings, http: httpx.Client, gate: Gate) -> Soundcharts:
    """A client with a log of its own; all clients on the same connections share one token.

    Raises Unauthorized when no credentials are set.
    """
    return Soundcharts(http, shared_auth(http, lambda: make_auth(settings, http)), gate)
