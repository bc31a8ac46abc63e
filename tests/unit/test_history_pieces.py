"""An array cut into pieces says what it says uncut, wherever the cuts fall."""

import io
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.readers.history import pieces
from tasks.readers.history.errors import HistoryRefused
from tasks.readers.history.pieces import read_pieces

NASTY = some.text(alphabet='},{ \\"[]aé\n', max_size=12)
ROWS = some.lists(
    some.dictionaries(NASTY, NASTY | some.lists(some.dictionaries(NASTY, NASTY, max_size=2), max_size=2), max_size=3),
    max_size=5,
)


def read(text: bytes, piece_bytes: int) -> list[Any]:
    return [row for piece in read_pieces(io.BytesIO(text), msgspec.json.decode, piece_bytes) for row in piece]


@given(ROWS, some.integers(1, 60), some.sampled_from([None, 1, "\t"]))
def test_pieces_hold_every_row_once_and_in_order(rows: list[Any], piece_bytes: int, indent: Any) -> None:
    assert read(json.dumps(rows, indent=indent).encode(), piece_bytes) == rows


def test_pieces_are_pieces() -> None:
    text = json.dumps([{"a": number} for number in range(100)]).encode()
    assert len(list(read_pieces(io.BytesIO(text), msgspec.json.decode, 200))) > 4


def test_a_mark_of_order_and_blanks_before_it_do_no_harm() -> None:
    assert read(b"\xef\xbb\xbf \n [ ]\n", 100) == []


@pytest.mark.parametrize("text", [b"", b" \n"])
def test_an_empty_file_is_refused(text: bytes) -> None:
    with pytest.raises(HistoryRefused, match="empty"):
        read(text, 100)


@pytest.mark.parametrize("text", [b'{"ts": 1}', b'"[]"', b"<html>"])
def test_what_is_no_list_is_refused(text: bytes) -> None:
    with pytest.raises(HistoryRefused, match="not a list"):
        read(text, 100)


@pytest.mark.parametrize("piece_bytes", [10, 40, 10_000])
def test_a_text_cut_off_anywhere_is_refused(piece_bytes: int) -> None:
    text = json.dumps([{"a": "b},{c"} for _ in range(20)]).encode()
    for length in range(2, len(text), 7):
        with pytest.raises(HistoryRefused, match="broken or cut off"):
            read(text[:length], piece_bytes)


def test_a_row_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LONGEST_ROW_BYTES", 1000)
    with pytest.raises(HistoryRefused, match="longer than"):
        read(json.dumps([{"a": "b"}, {"a": "x" * 5000}, {"a": "c"}]).encode(), 100)
