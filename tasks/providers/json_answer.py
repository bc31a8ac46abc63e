"""JSON answers of any provider, read into types."""

from typing import TypeVar

import msgspec

from tasks.providers.errors import Unreadable

T = TypeVar("T")


def decode(name: str, body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """The body as ``kind``. Raises Unreadable, with the provider's name, when it is broken or of another shape."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Unreadable(f"The answer of {name} can't be read: {wrong}.") from wrong
