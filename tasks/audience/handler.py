"""Work of kinds track_audience and artist_audience: the readings of one entity on one platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from tasks.audience.metrics import Endpoint, KnownMetric
from tasks.audience.spans import missing_ranges
from tasks.audience.store import Offer, is_known, store_readings
from tasks.providers.errors import BadRequest, Forbidden, NotFound
from tasks.providers.reading import Reading
from tasks.providers.soundcharts import Soundcharts
from tasks.work.item import Ending, WorkItem

# What the platform's kinds must say before an endpoint is asked; songs have no such list.
NEEDS: dict[Endpoint, str | None] = {
    "song_audience": None,
    "artist_audience": "audience",
    "artist_listening": "streaming",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """Readings with their metrics, and the days they were asked for."""

    readings: list[tuple[KnownMetric, Reading]]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AudienceHandler:
    """Fetches readings up to ``as_of``. ``offer``: what can be asked of which platform."""

    offer: Offer
    as_of: date

    def fetch(self, item: WorkItem, client: Soundcharts) -> Fetched:
        """Readings of every metric the platform has for the entity.

        Raises Forbidden, without a call, when there is nothing to ask.
        """
        entity = "track" if item.kind == "track_audience" else "artist"
        kinds = self.offer.platform_kinds.get(item.platform, ())
        metrics = [
            known
            for known in self.offer.metrics.get((entity, item.platform), ())
            if (need := NEEDS[known.metric.endpoint]) is None or need in kinds
        ]
        if not metrics:
            raise Forbidden(f"{item.platform} offers no audience of {entity}s.")
        spans = self._spans(item)
        readings: list[tuple[KnownMetric, Reading]] = []
        unknown: NotFound | None = None
        answered = False
        for endpoint in sorted({known.metric.endpoint for known in metrics}):
            by_field = {known.metric.field: known for known in metrics if known.metric.endpoint == endpoint}
            try:
                for first, last in spans:
                    answer = self._ask(client, endpoint, UUID(item.entity_key), item.platform, first, last)
                    readings += [(by_field[reading.field], reading) for reading in answer if reading.field in by_field]
                answered = True
            except NotFound as missing:
                unknown = missing  # a platform may know the account and not the listeners, or the other way round
        if unknown is not None and not answered:
            raise unknown
        return Fetched(readings, spans[0][0] if spans else None, spans[-1][1] if spans else None)

    def store(self, connection: Connection, item: WorkItem, fetched: Fetched, answers: Sequence[int | None]) -> Ending:
        """The readings; no reading at all is an answer too, and not 0."""
        if not fetched.readings and (item.first_on is not None or not is_known(connection, item)):
            of = "it" if item.first_on is None else "these days"
            return Ending("no_data", f"the provider has no reading of {of}", fetched.first, fetched.last)
        changed = store_readings(connection, item, fetched.readings, answers)
        return Ending("stored" if changed else "unchanged", None, fetched.first, fetched.last, rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """404: none for this entity. 400 or 403: the platform or plan has none."""
        offered = failure not in (BadRequest.failure, Forbidden.failure)
        return Ending("no_data" if offered else "not_offered", reason)

    def _spans(self, item: WorkItem) -> list[tuple[date, date]]:
        """Days to ask for: those of a request, else what the policy of the kind has not covered yet."""
        if item.first_on is not None and item.last_on is not None:
            return [(item.first_on, item.last_on)]
        history = self.offer.history[item.kind]
        return missing_ranges(
            self.as_of, history.history_days, history.overlap_days, item.covered_from, item.covered_until
        )

    @staticmethod
    def _ask(
        client: Soundcharts, endpoint: Endpoint, uuid: UUID, platform: str, first: date, last: date
    ) -> list[Reading]:
        ask = {
            "song_audience": client.song_audience,
            "artist_audience": client.artist_audience,
            "artist_listening": client.artist_listening,
        }[endpoint]
        return ask(uuid, platform, first, last)
