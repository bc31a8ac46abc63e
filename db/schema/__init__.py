"""The one truth about shape: every table of the warehouse, with a comment on every column."""

from db.schema import audience, charts, entities, mart, ops, raw
from db.schema.registry import SCHEMAS, metadata

__all__ = ["SCHEMAS", "audience", "charts", "entities", "mart", "metadata", "ops", "raw"]
