"""How Soundcharts is asked: single objects, and lists and time series page by page."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import quote
from uuid import UUID

import httpx
import msgspec

from tasks.providers.caller import Auth, Caller
from tasks.providers.errors import Unreadable
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.reading import windows
from tasks.providers.rejected import RejectedItem, read_items
from tasks.providers.soundcharts import event_records, records
from tasks.providers.soundcharts.endpoints import ENDPOINTS, PAGE_LIMIT, WINDOW_DAYS
from tasks.providers.soundcharts.status import classify

T = TypeVar("T")
D = TypeVar("D", records.SongAudienceDay, records.ArtistAudienceDay, records.ListeningDay, event_records.PopularityDay)
CODE, NAME = "soundcharts", "Soundcharts"


class Paging:
    """Asks and reads; what can be asked is in the clients made of it."""

    def __init__(self, http: httpx.Client, auth: Auth, gate: Gate) -> None:
        self._caller = Caller(CODE, http, auth, gate, classify)
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """The exchanges so far, oldest first."""
        return self._caller.log

    def _days(
        self, endpoint: str, kind: type[D], uuid: UUID, platform: str, first: date, last: date
    ) -> Iterator[tuple[D, int]]:
        read = partial(day_until, last=last, kind=kind)
        for start, end in windows(first, last, WINDOW_DAYS):
            span = {"startDate": start.isoformat(), "endDate": end.isoformat()}
            for page, exchange in self._pages(endpoint, span, uuid=str(uuid), platform=platform):
                yield from self._read_items(endpoint, page, read, exchange)

    def _items(self, endpoint: str, kind: type[T], **place: str) -> Iterator[tuple[T, int]]:
        return self._chosen(endpoint, kind, {}, **place)

    def _chosen(self, endpoint: str, kind: type[T], query: dict[str, str], **place: str) -> Iterator[tuple[T, int]]:
        """Items of a list, asked for with more than its place."""
        for page, exchange in self._pages(endpoint, query, **place):
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

    def _named(self, endpoint: str, kind: type[T], **place: str) -> T:
        """A single object that is found by the name another platform has for it."""
        path = ENDPOINTS[endpoint].format(**{name: quote(value, safe="") for name, value in place.items()})
        return self._caller.get(
            endpoint, path, {}, lambda body: decode(NAME, decode(NAME, body, records.Enveloped).object, kind)
        )


def page_reader(offset: int) -> Callable[[bytes], records.Collection]:
    """Reads a page asked for from ``offset`` on; a page without items though more are promised is unreadable."""

    def read(body: bytes) -> records.Collection:
        page = decode(NAME, body, records.Collection)
        if not page.items and page.page is not None and page.page.total > offset:
            raise Unreadable(f"Soundcharts sent an empty page though {page.page.total} items are announced.")
        return page

    return read


def day_until(raw: msgspec.Raw, last: date, kind: type[D]) -> D:
    """A day of a series. Raises ValueError for one after the last asked for, in any zone: it would be the newest."""
    day = decode_item(raw, kind)
    if day.date.date() > last + timedelta(days=1):
        raise ValueError(f"{day.date.date()} was not asked for, which ended with {last}")
    return day
