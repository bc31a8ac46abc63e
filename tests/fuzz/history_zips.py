"""Zips of histories put out of shape: damaged, packed or locked in odd ways, with odd names, or made to fill a disk."""

import io
import stat
import struct
import warnings
import zipfile
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.fuzz.history_mutations import NAMES, mutated_content

MB = 2**20
# Where a member's header, in its place and in the directory at the end, has its marks and its method.
LOCAL, DIRECTORY = b"PK\x03\x04", b"PK\x01\x02"
FLAGS_AT = {LOCAL: 6, DIRECTORY: 8}
METHOD_AT = {LOCAL: 8, DIRECTORY: 10}
METHODS = (1, 6, 9, 12, 14, 93, 98, 99)
# Folders a member may lie in, and those that lead outside.
SAFE = ("", "MyData/", "a/" * 200, "ü/", "a\nb/", "\x1b[2J/", "x.zip/", " /")
UNSAFE = ("../", "/etc/", "a/../../", "C:/", "..\\")
KINDS = ("members", "members", "method", "locked", "damaged", "directory", "cut", "junk", "outside", "link", "twice",
         "nested", "bomb")  # fmt: skip
# Of these the members that are as they should be are loaded.
SINGLE = ("members", "method", "locked")


def mutated_zip(random: Random, path: Path, good: bytes) -> bool:
    """Write one such zip, with a history that is ``good``; whether that one is to be loaded from it."""
    kind = random.choice(KINDS)
    if kind == "bomb" and random.random() < 0.8:  # it takes long to be unpacked until it is refused
        kind = "members"
    content = _zipped(random, kind, good)
    if kind == "method":
        content = _marked(content, METHOD_AT, random.choice(METHODS).to_bytes(2, "little"))
    elif kind == "locked":
        content = _marked(content, FLAGS_AT, b"\x01\x00")
    elif kind in ("damaged", "directory"):
        start = content.rfind(DIRECTORY) if kind == "directory" else 0
        for _ in range(random.randint(1, 6)):
            place = random.randint(start, len(content) - 1)
            content = content[:place] + random.randbytes(1) + content[place + 1 :]
    elif kind == "cut":
        content = content[: random.randint(0, len(content))]
    elif kind == "junk":
        content = random.randbytes(random.randint(0, 40)) + content + random.randbytes(random.randint(0, 40))
    path.write_bytes(content)
    return kind in SINGLE


def _zipped(random: Random, kind: str, good: bytes) -> bytes:
    """The member that is changed is the first, the good one the last."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(random.randint(1, 3)):
            folder = random.choice(UNSAFE if kind == "outside" else SAFE)
            method = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
            archive.writestr(folder + random.choice(NAMES).format(place), mutated_content(random), method)
        if kind == "link":
            link = zipfile.ZipInfo(NAMES[0].format("link"))
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, "/etc/passwd")
        elif kind == "twice":
            with warnings.catch_warnings(action="ignore"):
                for _ in range(2):
                    archive.writestr(NAMES[0].format("twice"), good)
        elif kind == "nested":
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as within:
                within.writestr(NAMES[0].format(0), good)
            archive.writestr(NAMES[0].format("inner"), inner.getvalue())
        elif kind == "bomb":
            archive.writestr(NAMES[0].format("bomb"), _blanks())
        archive.writestr(NAMES[0].format("good"), good)
    return packed.getvalue()


@lru_cache
def _blanks() -> bytes:
    return b" " * (40 * MB)


def _marked(content: bytes, places: dict[bytes, int], value: bytes) -> bytes:
    """The first member with another mark in both of its headers."""
    changed = bytearray(content)
    for header, at in places.items():
        place = content.index(header) + at
        changed[place : place + 2] = struct.pack("<2s", value)
    return bytes(changed)
