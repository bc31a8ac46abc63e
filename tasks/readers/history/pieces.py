"""A JSON array of any size, piece by piece: each piece is an array of whole rows."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

import msgspec

from tasks.readers.history.errors import HistoryRefused

MB = 2**20
PIECE_BYTES = 4 * MB
LONGEST_ROW_BYTES = 64 * MB
# A cut may lie within a title: so many are tried one after the other, then ever farther ahead.
NEAR_TRIES = 16

_NEXT_ROW = re.compile(rb"\s*,\s*\{")
_BOM = b"\xef\xbb\xbf"
T = TypeVar("T")


def read_pieces(stream: BinaryIO, decode: Callable[[bytes], T], piece_bytes: int = PIECE_BYTES) -> Iterator[T]:
    """What ``decode`` makes of each piece; a cut is only accepted when the piece before it decodes.

    Raises HistoryRefused: empty, no array, broken, or with a row longer than 64 MB.
    """
    rest = stream.read(piece_bytes).removeprefix(_BOM).lstrip()
    if not rest:
        raise HistoryRefused("it is empty")
    if not rest.startswith(b"["):
        raise HistoryRefused("its top level is not a list of rows")
    is_more = True
    while is_more:
        while is_more and len(rest) < piece_bytes:
            more = stream.read(piece_bytes - len(rest) + 1)
            rest, is_more = rest + more, bool(more)
        if not is_more:
            break
        length, found = _cut(rest, decode)
        if length == 0:
            more = stream.read(piece_bytes)
            if not more:
                break
            rest += more
            if len(rest) > LONGEST_ROW_BYTES:
                raise HistoryRefused(f"it has a row longer than {LONGEST_ROW_BYTES // MB} MB, or is broken there")
            continue
        assert found is not None
        yield found
        rest = b"[" + rest[length:].lstrip().removeprefix(b",")
    yield _decoded(rest, decode)


def _cut(text: bytes, decode: Callable[[bytes], T]) -> tuple[int, T | None]:
    """Length of the longest piece found to be whole, and what it holds; 0 where there is none."""
    before, tries = len(text), 0
    while (end := text.rfind(b"}", 0, before)) > 0:
        before = end
        if _NEXT_ROW.match(text, end + 1) is None:
            continue
        try:
            return end + 1, decode(text[: end + 1] + b"]")
        except msgspec.DecodeError:
            tries += 1
            if tries >= NEAR_TRIES:
                before = max(end - 2 ** (tries - NEAR_TRIES), 0)
    return 0, None


def _decoded(text: bytes, decode: Callable[[bytes], T]) -> T:
    try:
        return decode(text)
    except msgspec.DecodeError as error:
        raise HistoryRefused(f"it is broken or cut off: {error}") from None
