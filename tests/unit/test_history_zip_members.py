"""A member of a zip that can't be unpacked is refused by name; the others are read."""

import zipfile
from pathlib import Path

import pytest

from tasks.readers.history.archive import find_histories
from tasks.readers.history.errors import HistoryRefused, NoHistory

NAMES = ("Streaming_History_Audio_2024_0.json", "Streaming_History_Audio_2024_1.json")
ROWS = b'[{"ts": "2024-01-31T18:05:59Z", "ms_played": 1000}]'
PLACES = {b"PK\x03\x04": (6, 8), b"PK\x01\x02": (8, 10)}  # flags and method in each of a member's headers


def zipped(path: Path, method: int = zipfile.ZIP_STORED, names: tuple[str, ...] = NAMES) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, ROWS, method if name is names[0] else zipfile.ZIP_DEFLATED)
    return path


def change(path: Path, which: int, value: int) -> Path:
    """Write ``value`` over the flags (0) or the method (1) of the first member."""
    content = bytearray(path.read_bytes())
    for mark, places in PLACES.items():
        content[content.index(mark) + places[which]] = value
    path.write_bytes(content)
    return path


def damaged(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content.replace(b"1000", b"2000", 1))
    return path


MEMBERS = {
    "method 99": (lambda path: change(zipped(path), 1, 99), r"histories do not come in \(99\)"),
    # these unpack without a bound
    "bzip2": (lambda path: zipped(path, zipfile.ZIP_BZIP2), r"histories do not come in \(12\)"),
    "lzma": (lambda path: zipped(path, zipfile.ZIP_LZMA), r"histories do not come in \(14\)"),
    "encrypted": (lambda path: change(zipped(path), 0, 1), "encrypted"),
    "checksum": (lambda path: damaged(zipped(path)), "can't be unpacked .*CRC"),
}


@pytest.mark.parametrize("kind", MEMBERS)
def test_it_alone_is_refused(tmp_path: Path, kind: str) -> None:
    make, told = MEMBERS[kind]
    bad, good = find_histories(make(tmp_path / "x.zip")).files
    assert (bad.name, good.name) == NAMES
    with pytest.raises(HistoryRefused, match=told):
        bad.opened()
    with good.opened() as stream:
        assert stream.read() == ROWS


def test_a_member_of_another_name_that_can_not_be_looked_into_is_left_out_and_named(tmp_path: Path) -> None:
    path = change(zipped(tmp_path / "x.zip", names=("Playlist1.json", NAMES[1])), 1, 99)
    found = find_histories(path)
    assert ([file.name for file in found.files], found.others) == ([NAMES[1]], ["Playlist1.json"])


def test_a_zip_of_such_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoHistory, match=r"histories do not come in \(99\)"):
        find_histories(change(zipped(tmp_path / "x.zip", names=NAMES[:1]), 1, 99))
