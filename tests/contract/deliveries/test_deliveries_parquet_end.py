"""The end of a Parquet file, damaged: the file is refused or read, and the process that reads goes on."""

import struct
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_deliveries_files import table

from tasks.readers.deliveries import parquet
from tasks.readers.deliveries.errors import LoadRefused

# reads a file with each of the first bytes of its end changed; a process of its own, for it may be ended by one
READS_ALL = """
import struct, sys
from pathlib import Path
from tasks.readers.deliveries.parquet import parquet_batches
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.errors import LoadRefused
import test_deliveries_files
path, whole = Path(sys.argv[1]), Path(sys.argv[1]).read_bytes()
first = len(whole) - 8 - struct.unpack("<I", whole[-8:-4])[0]
albums, done = test_deliveries_files.table("SPOTIFY_ALBUMS"), 0
for place in range(first, first + 150):
    for value in range(4):
        path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
        try:
            list(parquet_batches(path, albums))
        except LoadRefused:
            pass
        done += 1
print(done)
"""


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    path = tmp_path / "SPOTIFY_ALBUMS.parquet"
    columns = {"ID": [1, 2], "NAME": ["Ñandú", None], "RELEASE_DATE": ["2026-01-02", ""]}
    pq.write_table(pa.table(columns), path, store_schema=False)
    return path


def test_no_byte_of_the_end_ends_the_process(delivery: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", READS_ALL, str(delivery)],
        env={"PYTHONPATH": f"{Path(__file__).parents[3]}:{Path(__file__).parent}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout.strip()) == (0, "600"), asked.stderr[-500:]


def test_an_end_that_contradicts_itself_is_refused_where_sizes_are_asked_for(
    delivery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = delivery.read_bytes()
    place = len(whole) - 8 - struct.unpack("<I", whole[-8:-4])[0]
    at = whole.index(b"ID", place) - 3  # whether a value of the column may be missing: 1 for yes
    assert whole[at] == 2
    monkeypatch.setattr(parquet, "MOST_COLUMN_BYTES", 1)
    delivery.write_bytes(whole[:at] + b"\x00" + whole[at + 1 :])
    with pytest.raises(LoadRefused, match=r"not readable as Parquet"):
        list(parquet.parquet_batches(delivery, table("SPOTIFY_ALBUMS")))
