"""One exchange with a provider, as the ledger and schema raw keep it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back.

    ``url`` is path and query, never credentials. ``status`` and ``body`` are None when no whole answer came.
    ``cost`` counts what the provider charges: 1 for an answered call, 0 for one it failed.
    """

    provider: str
    endpoint: str
    url: str
    called_at: datetime
    waited_ms: int
    elapsed_ms: int
    status: int | None
    body: bytes | None
    cost: int
    quota_remaining: int | None
    failure: str | None
