"""Text and JSON as Postgres can hold them: without NUL and without halves of characters."""

import json
import math
import re
from datetime import datetime
from typing import Any

import msgspec

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with a visible sign for each character no text in Postgres can hold."""
    if _UNSTORABLE.search(text) is None:
        return text
    return _UNSTORABLE.sub("\ufffd", text.replace("\0", "\N{SYMBOL FOR NULL}"))


def storable_json(item: Any) -> str:
    """An item, with dates and the like as texts, as JSON that jsonb takes; one nested too deeply only says so."""
    try:
        return json.dumps(_without_unstorable(msgspec.to_builtins(item, enc_hook=_plain)), ensure_ascii=False)
    except RecursionError:
        return '"nested too deeply to be kept"'


def _plain(item: Any) -> Any:
    """An object of a type of our own as what it is a kind of."""
    for kind in (str, int):
        if isinstance(item, kind):
            return kind(item)
    return item.isoformat() if isinstance(item, datetime) else str(item)


def _without_unstorable(item: Any) -> Any:
    if isinstance(item, str):
        return storable(item)
    if isinstance(item, float) and not math.isfinite(item):
        return str(item)
    if isinstance(item, dict):
        return {_without_unstorable(name): _without_unstorable(value) for name, value in item.items()}
    if isinstance(item, list):
        return [_without_unstorable(value) for value in item]
    return item
