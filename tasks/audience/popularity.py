"""Work of kinds artist_popularity and track_popularity: Spotify's index by day, as Soundcharts has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from tasks.audience.handler import Fetched
from tasks.audience.metrics import KnownMetric
from tasks.audience.spans import missing_ranges
from tasks.audience.store import History, store_readings
from tasks.providers.errors import BadRequest, Forbidden
from tasks.providers.soundcharts import Soundcharts
from tasks.work.item import Ending, WorkItem


@dataclass(frozen=True, slots=True)
class PopularityHandler:
    """Fetches popularity up to ``as_of``. ``metrics`` by kind of work; ``history`` how far back each is asked for."""

    metrics: Mapping[str, KnownMetric]
    history: Mapping[str, History]
    as_of: date

    def fetch(self, item: WorkItem, client: Soundcharts) -> Fetched:
        """The days that are not covered yet."""
        ask = client.artist_popularity if item.kind == "artist_popularity" else client.song_popularity
        policy = self.history[item.kind]
        spans = missing_ranges(
            self.as_of, policy.history_days, policy.overlap_days, item.covered_from, item.covered_until
        )
        known = self.metrics[item.kind]
        readings = [
            (known, reading)
            for first, last in spans
            for reading in ask(UUID(item.entity_key), item.platform, first, last)
            if reading.value <= 100
        ]
        return Fetched(readings, spans[0][0] if spans else None, spans[-1][1] if spans else None)

    def store(self, connection: Connection, item: WorkItem, fetched: Fetched, answers: Sequence[int | None]) -> Ending:
        """The readings; a day without one stays without one."""
        changed = store_readings(connection, item, fetched.readings, answers)
        return Ending("stored" if changed else "unchanged", None, fetched.first, fetched.last, rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """404: none for this one. 400 or 403: the plan has none."""
        offered = failure not in (BadRequest.failure, Forbidden.failure)
        return Ending("no_data" if offered else "not_offered", reason)
