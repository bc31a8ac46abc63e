"""The hash by which rows of one moment are told apart: 64 bits over all a row says but time, names and person.

It is XXH3 with 64 bits and seed 0, read as a signed number, over exactly these 32 bytes, all little-endian:

    0..7    XXH3-64 of the item:          JSON array [kind, id], or [kind, null, name, artist, album] where no id is
    8..15   XXH3-64 of the circumstances: JSON array [form, is_video, platform, country, reason_start, reason_end,
            shuffle, skipped, offline, incognito_mode]
    16..23  ms_played, signed
    24..31  offline_timestamp in whole seconds, signed; 0 where there is none

JSON is UTF-8 without blanks, as msgspec writes it. Before, an empty text is null, country ZZ is null, and an
offline_timestamp in milliseconds (above 10^11) is divided by 1000. Names play no part where there is an id.
"""

import struct

import msgspec
import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest

from tasks.readers.history.instants import Ints
from tasks.readers.history.meaning import Context, Item

UInts = npt.NDArray[np.uint64]
_ROW = np.dtype([("item", "<u8"), ("context", "<u8"), ("ms", "<i8"), ("offline_s", "<i8")])
_MILLISECONDS_FROM = 10**11


def item_digest(item: Item) -> int:
    """XXH3-64 of what identifies the item."""
    return xxh3_64_intdigest(msgspec.json.encode(item[:2] if item.id is not None else item))


def context_digest(context: Context) -> int:
    """XXH3-64 of the circumstances."""
    return xxh3_64_intdigest(msgspec.json.encode(context))


def offline_seconds(timestamps: Ints) -> Ints:
    """Offline_timestamps in seconds since 1970; 0 where there is none, or none that can be."""
    seconds = np.where(timestamps > _MILLISECONDS_FROM, timestamps // 1000, timestamps)
    return np.where((seconds > 0) & (seconds < _MILLISECONDS_FROM), seconds, 0)


def row_hashes(items: UInts, contexts: UInts, ms: Ints, offline_s: Ints) -> Ints:
    """The hash of each row from its digests, milliseconds and offline seconds; signed, as Postgres holds it."""
    rows = np.empty(len(ms), _ROW)
    rows["item"], rows["context"], rows["ms"], rows["offline_s"] = items, contexts, ms, offline_s
    hashes = [xxh3_64_intdigest(row) for (row,) in struct.iter_unpack("32s", rows.tobytes())]
    return np.array(hashes, np.uint64).view(np.int64)
