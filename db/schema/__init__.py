"""The one truth about shape: every table of the warehouse, with a comment on every column."""

from db.schema import (
    app,
    audience,
    bridges,
    catalog,
    charts,
    entities,
    links,
    listening,
    listening_mart,
    loads,
    mart,
    ops,
    providers,
    raw,
    recordings,
    tags,
    trends,
)
from db.schema.registry import SCHEMAS, metadata

__all__ = [
    "SCHEMAS",
    "app",
    "audience",
    "bridges",
    "catalog",
    "charts",
    "entities",
    "links",
    "listening",
    "listening_mart",
    "loads",
    "mart",
    "metadata",
    "ops",
    "providers",
    "raw",
    "recordings",
    "tags",
    "trends",
]
