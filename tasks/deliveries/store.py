"""A delivery of a vendor table into the warehouse: one transaction, with all that keeps the contract or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from db.locks import Lock, lock_transaction
from db.storable import storable
from tasks.deliveries.intake import take
from tasks.deliveries.intake_store import read_content
from tasks.deliveries.load_store import add_counts, enter_refused, start_load
from tasks.deliveries.loads import Loaded
from tasks.deliveries.shapes import SHAPES
from tasks.deliveries.waiting import take_up
from tasks.readers.deliveries.batch import DeliveryReader
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.settings import Filter
from tasks.readers.shell import refused_by_name


class Identified(Protocol):
    """A delivery known by its content."""

    def sha256(self) -> str:
        """64 hex digits."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """One table as it was delivered. ``is_stamped``: its time of arrival is the vendor's word, not ours."""

    table: Table
    reader: DeliveryReader
    arrived_at: datetime
    is_stamped: bool = False
    content: Identified | None = None


def load_delivery(engine: Engine, delivery: Delivery, wanted: Filter) -> Loaded:
    """Load it, or say why not: a refused delivery leaves a row in ops.load and nothing else.

    Whatever goes wrong with the file or a value of it refuses it. Raises SourceUnreachable, with nothing changed.
    """
    name, origin, arrived_at = delivery.table.name, delivery.reader.origin, delivery.arrived_at
    shown = origin if delivery.content is not None else f"{name} of {origin}"  # a database holds many tables
    sha256: str | None = None
    try:
        with refused_by_name(shown, LoadRefused), engine.begin() as connection:
            sha256 = delivery.content.sha256() if delivery.content is not None else None
            # one load at a time: what is late, and who names what first, depends on what is loaded
            lock_transaction(connection, Lock.DELIVERIES)
            load = start_load(connection, name, origin, arrived_at, sha256, is_stamped=delivery.is_stamped)
            if load is None:
                return Loaded(name, origin, arrived_at, "known", reason="already loaded")
            content = read_content(connection, SHAPES[name], wanted)
            counts = take(connection, load, delivery.table, delivery.reader.rows(delivery.table), content)
            add_counts(connection, load, counts)
            if counts.rows_new and SHAPES[name].names:
                take_up(connection, SHAPES[name], content.named, wanted)
    except LoadRefused as refusal:
        loaded = Loaded(name, origin, arrived_at, "refused", reason=storable(" ".join(str(refusal).split())))
        with engine.begin() as connection:
            enter_refused(connection, loaded, sha256)
        return loaded
    warning = f"{origin} holds no row; nothing changed, and no day counts as 0." if counts.rows_read == 0 else None
    return Loaded(name, origin, arrived_at, "loaded", counts, warning=warning)
