"""Parquet that is small on disk and huge unpacked is refused by name before it takes memory."""

import re
import resource
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_deliveries_files import ARRIVED, read, table

from tasks.readers.deliveries import parquet
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.files import DeliveryFile

ALBUMS = "SPOTIFY_ALBUMS"
ROWS = 20_000
MB = 2**20
LONG = pa.DictionaryArray.from_arrays(pa.array([0] * ROWS, pa.int32()), pa.array(["x" * MB]))


def written(folder: Path, names: Any, **options: Any) -> Path:
    path = folder / f"{ALBUMS}.parquet"
    days = [""] * len(names)
    pq.write_table(
        pa.table({"ID": list(range(1, len(names) + 1)), "NAME": names, "RELEASE_DATE": days}),
        path,
        compression="zstd",
        store_schema=False,
        **options,
    )
    assert path.stat().st_size < 200_000
    return path


def refusal(path: Path) -> str:
    with pytest.raises(LoadRefused) as raised:
        list(DeliveryFile(path, ARRIVED, str(path)).rows(table(ALBUMS)))
    return str(raised.value)


@pytest.mark.parametrize(
    "names",
    [LONG, pa.ListArray.from_arrays(pa.array(range(ROWS + 1), pa.int32()), LONG)],
    ids=["text", "list"],
)
def test_a_text_that_all_rows_name_is_not_written_out(tmp_path: Path, names: Any) -> None:
    path = written(tmp_path, names)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = refusal(path) if names is LONG else ""
    if not told:
        columns, rejects = read(path, ALBUMS)
        assert (columns["NAME"], len(rejects)) == ([], ROWS)
    else:
        assert re.search(r"SPOTIFY_ALBUMS.parquet holds more than 64 MB of text in rows 1 to 20,000", told)
    # written out it would be 20 GB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_a_column_that_is_huge_unpacked_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_COLUMN_BYTES", 2 * MB)
    path = written(tmp_path, ["x" * 100_000] * 30, use_dictionary=False)
    assert "SPOTIFY_ALBUMS.parquet is too large unpacked: column NAME has 2 MB in one group of rows" in refusal(path)


def test_texts_within_the_bounds_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, ["Ñandú " * 50] * ROWS)
    assert read(path, ALBUMS)[0]["NAME"] == ["Ñandú " * 50] * ROWS
