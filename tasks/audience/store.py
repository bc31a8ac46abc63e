"""Metrics and audience readings in the warehouse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.statements import statement
from tasks.audience.metrics import APART, KnownMetric, Metric, load_metrics
from tasks.providers.reading import Reading
from tasks.work.item import WorkItem


@dataclass(frozen=True, slots=True)
class History:
    """How far back a kind of audience is asked for, and how many known days are asked for again."""

    history_days: int
    overlap_days: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be asked: metrics by (entity, platform), kinds by platform, history by kind of work."""

    metrics: Mapping[tuple[str, str], Sequence[KnownMetric]]
    platform_kinds: Mapping[str, Sequence[str]]
    history: Mapping[str, History]


def enter_metrics(connection: Connection, metrics: tuple[Metric, ...]) -> None:
    """Enter metrics of platforms the warehouse knows; unchanged ones are not touched."""
    for metric in metrics:
        given = {
            "code": metric.code,
            "name": metric.name,
            "platform": metric.platform,
            "entity_kind": metric.entity,
            "metric_kind": metric.kind,
            "unit": metric.unit,
            "identifier_rule": metric.identifiers,
            "membership": metric.membership,
            "endpoint": None if metric.endpoint in APART else metric.endpoint,
        }
        connection.execute(statement("audience/metric"), given)


def known_metrics(connection: Connection, metrics: tuple[Metric, ...]) -> dict[tuple[str, str], list[KnownMetric]]:
    """Metrics a provider is asked for, by (entity, platform), with their numbers."""
    ids = {row.code: row.metric_id for row in connection.execute(statement("audience/metric_ids"))}
    found: dict[tuple[str, str], list[KnownMetric]] = {}
    for metric in metrics:
        if metric.code in ids and metric.endpoint not in APART:
            found.setdefault((metric.entity, metric.platform), []).append(KnownMetric(ids[metric.code], metric))
    return found


def popularity_metrics(connection: Connection) -> dict[str, KnownMetric]:
    """The metrics of popularity by the kind of work that reads them."""
    ids = {row.code: row.metric_id for row in connection.execute(statement("audience/metric_ids"))}
    return {
        metric.field: KnownMetric(ids[metric.code], metric)
        for metric in load_metrics()
        if metric.endpoint == "snapshot" and metric.code in ids
    }


def read_offer(connection: Connection) -> Offer:
    """The offer as it stands in the warehouse."""
    kinds = {row.code: row.kinds for row in connection.execute(statement("audience/platform_kinds"))}
    history = {
        row.kind: History(row.history_days, row.overlap_days or 0)
        for row in connection.execute(statement("audience/history"))
    }
    return Offer(known_metrics(connection, load_metrics()), kinds, history)


def store_readings(
    connection: Connection,
    item: WorkItem,
    readings: Sequence[tuple[KnownMetric, Reading]],
    answers: Sequence[int | None],
) -> int:
    """Enter the readings of one track or artist; number of new or changed ones."""
    if not readings:
        return 0
    given = {
        **entity(item),
        "metric_ids": array(known.metric_id for known, _ in readings),
        "identifiers": [reading.identifier for _, reading in readings],
        "countries": [reading.country for _, reading in readings],
        "days": array(reading.observed_on for _, reading in readings),
        "values": array(reading.value for _, reading in readings),
        "answer_ids": array(answers[reading.exchange] for _, reading in readings),
    }
    changed: int = connection.execute(statement("audience/points"), given).scalar_one()
    return changed


def is_known(connection: Connection, item: WorkItem) -> bool:
    """Whether any reading of the item's entity on its platform has ever come."""
    given = {"platform": item.platform, **entity(item)}
    known: bool = connection.execute(statement("audience/is_known"), given).scalar_one()
    return known


def entity(item: WorkItem) -> dict[str, int | None]:
    """track_id and artist_id of an item, one of them null."""
    is_track = item.kind.startswith("track_")
    return {"track_id": item.entity_id if is_track else None, "artist_id": None if is_track else item.entity_id}


def array(values: Iterable[int | date | None]) -> str:
    """A Postgres array as one text: read twice as fast as a list, which is sent as a literal for each value."""
    return "{" + ",".join("null" if value is None else str(value) for value in values) + "}"
