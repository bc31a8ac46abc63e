"""CSV that is none: the sentence says where it went wrong, and one long line does not fill the memory."""

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_deliveries_files import ARRIVED, read, table

from tasks.readers.deliveries import files
from tasks.readers.deliveries.archive import arrival, find_deliveries
from tasks.readers.deliveries.errors import LoadRefused

HEAD = "ID,NAME,RELEASE_DATE\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + '1,a,\n2,"open,\n3,c,\n', "row that begins in line 3"),
        (HEAD + '1,"x\ny",\n4,"open,\n' + "5,c,\n" * 1000, "row that begins in line 4"),
        (HEAD + '1,a,\n2,"b"c,\n', "row that begins in line 3"),
        ('ID,"NAME,RELEASE_DATE\n1,a,\n', "row that begins in line 1"),
        (HEAD + '1,"' + "x" * 2_000_000 + '",\n', "line that begins as line 2 has more than 1,000,000 characters"),
        (HEAD + '1,"' + "x\n" * 1_000_000, "row that begins in line 2"),
        ("ID,NA\0ME,RELEASE_DATE\n1,a,\n", "lacks the column NAME"),
        ("ID,NAME,NAME,RELEASE_DATE\n1,a,b,\n", "NAME more than once"),
        ("\n" * 1000, "not even a header"),
        (HEAD + "1,a,\n" + "\n" * 1_000_001, "more than 1,000,000 empty lines before line 1000002"),
    ],
)
def test_a_refusal_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(LoadRefused, match=said):
        read(path, "SPOTIFY_ALBUMS")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text(HEAD + "1,a,\n", encoding)
    with pytest.raises(LoadRefused, match=f"seems to be {encoding.upper()}"):
        read(path, "SPOTIFY_ALBUMS")


def test_one_line_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.csv.gz"
    path.write_bytes(gzip.compress(HEAD.encode() + b"0" * 50_000_000))
    with pytest.raises(LoadRefused, match="has more than 1,000,000 characters"):
        read(path, "SPOTIFY_ALBUMS")


def test_long_rows_make_small_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH_CHARACTERS", 1000)
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text(HEAD + "".join(f"{n},{'x' * 600},\n" for n in range(1, 7)))
    found = files.DeliveryFile(path, ARRIVED, "x").rows(table("SPOTIFY_ALBUMS"))
    assert [one.rows_read for one in found] == [2, 2, 2]


@pytest.mark.parametrize("stamp", ["0001-01-01", "9999-12-31", "1989-12-31", "2101-01-01"])
def test_a_folder_of_another_age_is_no_drop(stamp: str) -> None:
    assert arrival(stamp) is None


def test_names_no_text_can_hold_and_pipes(tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    drop.mkdir()
    (drop / "SPOTIFY_ALBUMS.csv").write_text(HEAD)
    os.mkfifo(drop / "SPOTIFY_TRACKS.csv")
    Path(os.fsdecode(os.fsencode(drop) + b"/caf\xe9.csv")).touch()
    found = find_deliveries(tmp_path, datetime(2026, 11, 20, tzinfo=UTC))
    assert [file.path.name for _, file in found.drops[0].files] == ["SPOTIFY_ALBUMS.csv"]
    assert sorted(name.rpartition("/")[2] for name in found.unknown) == ["SPOTIFY_TRACKS.csv", "caf\ufffd.csv"]
