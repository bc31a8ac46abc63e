"""Verb metrics: how the work goes, as Prometheus reads it."""

import os
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from db import embedded
from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, write

if TYPE_CHECKING:
    from prometheus_client import Metric

    from tasks.runs.metrics_store import OperationsMetric


def metrics(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Print calls, limits, queue, rows, rejects and runs in the text form of Prometheus."""
    folder = choose(data_dir, create=False)
    if "DATABASE_URL" not in os.environ and not embedded.status(folder).running:
        raise GroundswellError(f"The warehouse of {folder.path} does not run. Start it with: groundswell up")
    from flows.run_context import open_run_context
    from tasks.runs.metrics_store import read_metrics

    with open_run_context() as context:
        found = read_metrics(context.engine)
    if as_json:
        print_json([{"name": one.name, "labels": one.labels, "value": one.value} for one in found])
    else:
        for line in _as_prometheus(found).split("\n"):
            write(line)


def _as_prometheus(found: "list[OperationsMetric]") -> str:
    from prometheus_client import CollectorRegistry, generate_latest

    class Figures:
        def collect(self) -> "Iterator[Metric]":
            return _families(found)

    registry = CollectorRegistry()
    registry.register(Figures())
    return generate_latest(registry).decode().rstrip("\n")


def _families(found: "list[OperationsMetric]") -> "Iterator[Metric]":
    from prometheus_client.core import GaugeMetricFamily

    for name, group in groupby(found, attrgetter("name")):
        rows = list(group)
        labels = list(rows[0].labels)
        family = GaugeMetricFamily(name, rows[0].meaning, labels=labels)
        for row in rows:
            family.add_metric([row.labels[label] for label in labels], row.value)
        yield family
