"""JSON answers of any provider, read into types."""

from threading import Lock
from typing import Any, TypeVar

import msgspec

from tasks.providers.answer_text import clean_json
from tasks.providers.errors import Unreadable
from tasks.providers.wire_types import read_field

T = TypeVar("T")

_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}
_making = Lock()


def decode(name: str, body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """The body as ``kind``. Raises Unreadable, with the provider's name, when it is broken or of another shape."""
    try:
        return decode_item(body if isinstance(body, msgspec.Raw) else clean_json(body), kind)
    except ValueError as wrong:
        raise Unreadable(f"The answer of {name} can't be read: {wrong}.") from wrong


def decode_item(body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """A part of an answer as ``kind``. Raises ValueError."""
    try:
        decoded: T = _decoder(kind).decode(body)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return decoded


def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    """The one decoder of a type, made by one thread at a time.

    msgspec learns a type's fields when it is first used, and hands a second thread what it has learnt so far: the
    process ends with a segmentation fault (0.22.0, 6 threads that read their first answer at once).
    """
    found = _decoders.get(kind)
    if found is None:
        with _making:
            found = _decoders.setdefault(kind, msgspec.json.Decoder(kind, dec_hook=read_field))
    return found
