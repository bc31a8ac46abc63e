"""Rows read and rows refused: what a refused one leaves behind, and that no person is in it."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from tasks.readers.history.archive import HistoryFile
from tasks.readers.history.batch import Batch
from tasks.readers.history.errors import HistoryRefused
from tasks.readers.history.history import History, whole
from tasks.readers.history.rows import AccountRow, ExtendedRow, decode
from tasks.readers.history.vocabulary import Vocabulary

GOOD: dict[str, Any] = {
    "ts": "2024-01-31T18:05:59Z",
    "ms_played": 1000,
    "spotify_track_uri": "spotify:track:" + "a" * 22,
}
PERSON = {"username": "jane.doe", "ip_addr": "203.0.113.7", "ip_addr_decrypted": "203.0.113.7",
          "user_agent_decrypted": "Mozilla", "email": "jane@example.org"}  # fmt: skip


def as_file(rows: Any, tmp_path_name: str = "Streaming_History_Audio_2024.json") -> HistoryFile:
    import io

    content = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    return HistoryFile(tmp_path_name, len(content), lambda: io.BytesIO(content))


def read(rows: Any, name: str = "Streaming_History_Audio_2024.json") -> Batch:
    history = History(as_file(rows, name), date(2026, 11, 28))
    history.sha256()
    batches = whole(history, Vocabulary())
    assert batches is not None
    (batch,) = batches
    return batch


@pytest.mark.parametrize(
    "broken",
    [
        {"ts": None},
        {"ts": 1706724359},
        {"ts": "yesterday"},
        {"ts": "2024-02-30T00:00:00Z"},
        {"ms_played": -1},
        {"ms_played": "1000"},
        {"ms_played": None},
        {"ms_played": 1000.5},
        {"ms_played": 2**31},
        {"shuffle": "no"},
        {"platform": 7},
        {"platform": {"ip_addr": "203.0.113.7"}},
        {"offline_timestamp": "0"},
        {"offline_timestamp": 2**70},
        {"master_metadata_track_name": ["x"]},
        {"master_metadata_track_name": "x" * 2001},
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_and_its_neighbours_are_not(broken: dict[str, Any]) -> None:
    batch = read([{**GOOD, **PERSON}, {**GOOD, **PERSON, **broken}, GOOD])
    assert batch.rows_read == 3
    assert batch.ms.tolist() == [1000, 1000]
    (reject,) = batch.rejects
    assert reject.line == 2
    assert reject.reason
    said = json.dumps(msgspec.to_builtins(reject))
    assert not [value for value in PERSON.values() if value in said]
    assert reject.item["spotify_track_uri"] == GOOD["spotify_track_uri"]


@pytest.mark.parametrize("missing", ["ts", "ms_played"])
def test_a_row_without_time_or_length_is_refused(missing: str) -> None:
    batch = read([GOOD, {name: value for name, value in GOOD.items() if name != missing}])
    assert [(reject.line, missing in reject.reason) for reject in batch.rejects] == [(2, True)]


@pytest.mark.parametrize("odd", [None, 7, "203.0.113.7", ["jane.doe"], []])
def test_what_is_no_row_is_refused_without_what_it_said(odd: Any) -> None:
    (reject,) = read([GOOD, odd]).rejects
    assert reject.line == 2
    assert "203" not in str(reject.item) + reject.reason
    assert "jane" not in str(reject.item)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b'[{"ts": "2024-01-31T18:05:59Z", "ms_pl', "broken or cut off"),
        (b'{"ts": "2024-01-31T18:05:59Z"}', "not a list"),
        (b'[{"ts": "x", "ms_played": 1}]', "none of its 1 rows"),
        (b"[1, 2]", "none of its 2 rows"),
        (b"[" * 100_000, "nested|broken"),
        ('[{"ts": "2024-01-31T18:05:59Z"}]'.encode("utf-16"), "not a list"),
        ('[{"ts": "2024-01-31T18:05:59Z"}]'.encode("utf-16"), "text in UTF-16"),
        ('[{"ts": "2024-01-31T18:05:59Z"}]'.encode("utf-16-be"), "text in UTF-16"),
        ('[{"ts": "2024-01-31T18:05:59Z"}]'.encode("utf-32"), "text in UTF-32"),
    ],
)
def test_a_file_without_a_readable_row_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(HistoryRefused, match=said):
        read(content)


def test_an_empty_list_is_a_file_of_no_rows() -> None:
    batch = read([])
    assert (batch.rows_read, len(batch.played_at), batch.rejects) == (0, 0, [])


def test_a_file_of_any_name_is_known_by_its_rows() -> None:
    assert read([GOOD], "my export.json").ms.tolist() == [1000]
    account = [{"endTime": "2024-01-31 18:05", "artistName": "Band", "trackName": "Song", "msPlayed": 1000}]
    batch = read(account, "my export.json")
    assert batch.vocabulary.items[0].name == "Song"
    assert batch.vocabulary.contexts[0].form == "account"
    with pytest.raises(HistoryRefused, match="no row in it is one"):
        read([{"name": "Playlist"}], "Playlist1.json")


def test_the_form_is_that_of_the_rows_not_of_the_name() -> None:
    assert read([GOOD], "StreamingHistory0.json").vocabulary.contexts[0].form == "extended"


def test_no_type_knows_a_personal_field() -> None:
    fields = {field.encode_name for kind in (ExtendedRow, AccountRow) for field in msgspec.structs.fields(kind)}
    assert not [name for name in fields if name.startswith(("user", "ip_", "email"))]


def test_numbers_of_rows_go_on_in_later_pieces() -> None:
    rows, lines, rejects = decode(json.dumps([GOOD, {}, GOOD]).encode(), "extended", 101)
    assert (len(rows), lines, [reject.line for reject in rejects]) == (2, [101, 103], [102])


def test_a_start_is_kept_only_of_what_was_not_online() -> None:
    rows = [{**GOOD, "offline": offline, "offline_timestamp": 1_700_000_000_000} for offline in (True, False, None)]
    batch = read(rows)
    assert batch.offline_s.tolist() == [1_700_000_000, 0, 1_700_000_000]
    assert len(set(batch.row_hash.tolist())) == 3
