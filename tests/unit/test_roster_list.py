"""Lists out of a spreadsheet: a line is a row or is named, and of a list with one that is none nothing is entered."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.readers.spreadsheet import ListError, read_list

COLUMNS = ("link", "label", "team")
Read = Callable[[bytes], list[tuple[int, dict[str, str]]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_bytes(content: bytes) -> list[tuple[int, dict[str, str]]]:
        path = tmp_path / "roster.csv"
        path.write_bytes(content)
        return read_list(path, COLUMNS, ("link", "label"))

    return read_bytes


@pytest.mark.parametrize(
    "content",
    [
        b"link,label,team\na,North,pop\n",
        b"Link;Label;Team\r\n\r\na;North;pop\r\n;;\r\n",
        b"link\tlabel\tteam\na\tNorth\tpop",
        b'\xef\xbb\xbflink,label,team,notes,,\na," North ",pop,x,,\n',
        b"\n\nteam,link,label\rpop,a,North\r",
    ],
)
def test_what_spreadsheets_write_is_read(read: Read, content: bytes) -> None:
    [(_, fields)] = read(content)
    assert fields == {"link": "a", "label": "North", "team": "pop"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"a,North", r"line 3: 2 fields, the heading has 3"),
        (b"a,North,pop,x", r"line 3: 4 fields, the heading has 3"),
        (b'a,"North\nb,South,\nc,East"', r"2 lines .* line 3: a quote is not closed on its line.*line 5: 2 fields"),
        (b'a,No"rth"x,pop\nb,"No"rth,pop', r"line 4: a quote"),
        (b"a,No\x1b[31mrth,pop", r"line 3: it holds characters that can't be seen"),
        (b"a,No\0rth,pop", r"line 3: it holds characters"),
        ("a,No\u2028rth,pop".encode(), r"line 3: it holds characters"),
        (b"a," + b"x" * 2001 + b",pop", r"line 3: a field has more than 2,000 letters"),
        (b"a\n" * 9, r"9 lines .*line 7: 1 fields.*; and 4 more"),
    ],
)
def test_a_line_that_is_no_row_is_named(read: Read, lines: bytes, said: str) -> None:
    with pytest.raises(ListError, match=said) as refusal:
        read(b"link,label,team\nfirst,North,pop\n" + lines + b"\n")
    assert "nothing was entered" in str(refusal.value)
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"link,label,Label \na,b,c\n", "the column label twice"),
        (b'link,"label,team\na,b,c\n', r"heading of .* \(line 1\) can't be read"),
        (b"link,lab\0el\na,b\n", "characters that can't be seen"),
        (b"", "has no column link and no column label"),
        (b"\n\n", "has no column link"),
        (b"link,label\n\n", "no line under it"),
        ("link,label\n".encode("utf-16"), "not UTF-8"),
        (b"link,label\n" + b"x" * 10_000_001, "more than 10 MB"),
    ],
)
def test_a_list_that_is_none_is_told(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(ListError, match=said):
        read(content)


@pytest.mark.parametrize("name", ["nowhere.csv", "a\udcff.csv", "x" * 5000, "a\0b"])
def test_a_name_of_no_file_is_told(name: str) -> None:
    with pytest.raises(ListError) as refusal:
        read_list(Path(name), COLUMNS, ("link",))
    str(refusal.value).encode()


def test_a_folder_and_a_pipe_are_no_lists(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ListError, match="is no file"):
            read_list(path, COLUMNS, ("link",))
