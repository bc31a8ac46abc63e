"""The hash of a row, over bytes written down by hand."""

import struct
from itertools import combinations

import numpy as np
import pytest
from xxhash import xxh3_64_intdigest

from tasks.readers.history.meaning import Context, Item
from tasks.readers.history.row_hash import context_digest, item_digest, offline_seconds, row_hashes

TRACK = Item("music", "3aJ2aJz5xL03hpaqdPS7Ah", "only my railgun", "fripSide", "infinite synthesis")
PHONE = Context("extended", False, "ios", "DE", "trackdone", "endplay", True, None, False, False)


def hashed(item: Item, context: Context, ms: int, offline_s: int) -> int:
    columns = (np.array([item_digest(item)], np.uint64), np.array([context_digest(context)], np.uint64))
    return int(row_hashes(*columns, np.array([ms]), np.array([offline_s]))[0])


def test_the_bytes_are_those_of_the_docstring() -> None:
    item = b'["music","3aJ2aJz5xL03hpaqdPS7Ah"]'
    context = b'["extended",false,"ios","DE","trackdone","endplay",true,null,false,false]'
    expected = xxh3_64_intdigest(
        struct.pack("<QQqq", xxh3_64_intdigest(item), xxh3_64_intdigest(context), 1603, 1745874272)
    )
    found = hashed(TRACK, PHONE, 1603, 1745874272)
    assert found % 2**64 == expected
    assert -(2**63) <= found < 2**63


def test_this_hash_never_changes() -> None:
    # what is in a warehouse was hashed like this: another number here would load everything twice
    assert hashed(TRACK, PHONE, 1603, 1745874272) == -7744856602923742045


def test_without_an_id_names_are_hashed() -> None:
    item = Item("music", None, "a", None, "Ü")
    assert item_digest(item) == xxh3_64_intdigest('["music",null,"a",null,"Ü"]'.encode())


def test_names_play_no_part_where_there_is_an_id() -> None:
    assert item_digest(TRACK) == item_digest(TRACK._replace(name="Only My Railgun", artist=None, album="x"))


def test_everything_else_plays_a_part() -> None:
    variants = [
        hashed(TRACK, PHONE, 1, 2),
        hashed(TRACK._replace(kind="podcast"), PHONE, 1, 2),
        hashed(TRACK._replace(id="0" * 22), PHONE, 1, 2),
        hashed(TRACK, PHONE, 2, 2),
        hashed(TRACK, PHONE, 1, 3),
        hashed(TRACK, PHONE, 2, 1),
    ]
    changed = ("account", True, "x", "FR", "x", "x", None, False, None, None)
    for name, value in zip(Context._fields, changed, strict=True):
        variants.append(hashed(TRACK, PHONE._replace(**{name: value}), 1, 2))
    assert all(one != other for one, other in combinations(variants, 2))


@pytest.mark.parametrize(
    ("timestamp", "seconds"),
    [
        (0, 0),
        (-5, 0),
        (1647540919, 1647540919),
        (1647540919013, 1647540919),
        (100_000_000_000, 0),
        (2**63 - 1, 0),
    ],
)
def test_offline_timestamps_are_brought_to_seconds(timestamp: int, seconds: int) -> None:
    assert offline_seconds(np.array([timestamp])).tolist() == [seconds]
