"""How the work goes, as figures with labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from db.statements import statement


@dataclass(frozen=True, slots=True)
class OperationsMetric:
    """A row of mart.operations_metric."""

    name: str
    labels: Mapping[str, str]
    value: float
    meaning: str


def read_metrics(engine: Engine) -> list[OperationsMetric]:
    """All of them, those of a name one after the other."""
    with engine.connect() as connection:
        return [OperationsMetric(**row) for row in connection.execute(statement("runs/metrics")).mappings()]
