"""What a cell of the report shows: data under a media type of ours. How it looks is the template's business."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

MIME = "application/vnd.groundswell.block.v1+json"


class Block:
    """One block of the report: a kind the template knows, and its data.

    Raises ValueError for NaN or infinity and TypeError for a value JSON has no form for, so that a hole in the data
    stops the notebook, not the layout.
    """

    def __init__(self, kind: str, **data: Any) -> None:
        self.kind = kind
        self.payload: dict[str, Any] = json.loads(
            json.dumps({"kind": kind, **data}, ensure_ascii=False, allow_nan=False, default=_plain)
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {MIME: self.payload, "text/plain": f"<{self.kind}>"}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a block")
