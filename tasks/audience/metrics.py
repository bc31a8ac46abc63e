"""The metrics of taxonomies/metrics.yaml: read and validated."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from db.errors import GroundswellError
from tasks.readers.yaml_file import read_yaml

METRICS_FILE = Path(__file__).parents[2] / "taxonomies" / "metrics.yaml"
Endpoint = Literal["song_audience", "artist_audience", "artist_listening", "vendor", "snapshot"]
# Endpoints of metrics that no audience is asked for: the vendor delivers them in tables, growth reads them itself.
APART = ("vendor", "snapshot")
ABOUT = {"song_audience": "track", "artist_audience": "artist", "artist_listening": "artist"}


class Metric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One metric; see the head of taxonomies/metrics.yaml for the words."""

    code: str
    name: str
    platform: str
    entity: Literal["track", "artist", "sound"]
    kind: Literal["stock", "counter", "rolling", "flow", "weekly"]
    unit: str
    identifiers: Literal["single", "largest", "sum"]
    endpoint: Endpoint
    field: str
    membership: Literal["credits", "links", "sounds"] = "credits"


class MetricsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    metrics: list[Metric]


@dataclass(frozen=True, slots=True)
class KnownMetric:
    """A metric with its number in the warehouse."""

    metric_id: int
    metric: Metric


@cache
def load_metrics(path: Path = METRICS_FILE) -> tuple[Metric, ...]:
    """All metrics. Raises GroundswellError naming what is wrong in the file."""
    read = read_yaml(path, MetricsFile)
    seen: set[str] = set()
    places: set[tuple[str, str, str]] = set()
    for metric in read.metrics:
        place = (metric.endpoint, metric.platform, metric.field)
        if metric.code in seen or place in places:
            raise GroundswellError(f"{path.name} can't be used: {metric.code} stands there twice, by name or source.")
        if metric.entity != ABOUT.get(metric.endpoint, metric.entity):
            raise GroundswellError(f"{path.name} can't be used: {metric.code} reads {metric.endpoint}, of another.")
        seen.add(metric.code)
        places.add(place)
    return tuple(read.metrics)
