"""JSON answers of any provider, read into types."""

from typing import TypeVar

import msgspec

from tasks.providers.answer_text import clean_json
from tasks.providers.errors import Unreadable
from tasks.providers.wire_types import read_field

T = TypeVar("T")


def decode(name: str, body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """The body as ``kind``. Raises Unreadable, with the provider's name, when it is broken or of another shape."""
    try:
        return decode_item(body if isinstance(body, msgspec.Raw) else clean_json(body), kind)
    except ValueError as wrong:
        raise Unreadable(f"The answer of {name} can't be read: {wrong}.") from wrong


def decode_item(body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """A part of an answer as ``kind``. Raises ValueError."""
    try:
        return msgspec.json.decode(body, type=kind, dec_hook=read_field)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
