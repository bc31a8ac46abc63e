"""The one truth about shape: every table of the warehouse, with a comment on every column."""

from db.schema import app, audience, charts, entities, links, loads, mart, ops, raw, trends
from db.schema.registry import SCHEMAS, metadata

__all__ = [
    "SCHEMAS",
    "app",
    "audience",
    "charts",
    "entities",
    "links",
    "loads",
    "mart",
    "metadata",
    "ops",
    "raw",
    "trends",
]
