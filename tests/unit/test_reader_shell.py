"""The shell around reading a file: any failure is a refusal by name, but for a database that does not work."""

import psycopg2
import pytest
import sqlalchemy.exc

from db.errors import GroundswellError
from db.storable import storable, storable_json
from tasks.readers.deliveries.errors import LoadRefused, SourceUnreachable
from tasks.readers.shell import refused_by_name


def raised(error: Exception) -> BaseException:
    with pytest.raises(Exception) as caught, refused_by_name("a\0\udcffb.csv", LoadRefused):  # noqa: PT011
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("no\nsuch thing"), "(no such thing)"),
        (KeyError("x"), "'x'"),
        (OverflowError(), "OverflowError"),
        (MemoryError(), "needs more memory than there is"),
        (RecursionError(), "nested too deeply"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "bytes that are no text"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (ValueError("x" * 5000), "x…)"),
    ],
)
def test_whatever_goes_wrong_refuses_the_file(error: Exception, said: str) -> None:
    refusal = raised(error)
    assert isinstance(refusal, LoadRefused)
    assert said in str(refusal)
    assert str(refusal).startswith("a\N{SYMBOL FOR NULL}\ufffdb.csv can't be loaded (")
    assert len(str(refusal)) < 600
    assert "\n" not in str(refusal)


@pytest.mark.parametrize("error", [SourceUnreachable("x"), GroundswellError("y")])
def test_what_is_written_to_be_read_passes(error: Exception) -> None:
    assert raised(error) is error


@pytest.mark.parametrize(
    ("code", "is_refused"),
    [
        ("22003", True),  # out of range
        ("23505", True),  # twice
        ("23514", True),  # breaks a check
        ("54000", True),  # too long for an index
        ("21000", True),  # two rows for one
        ("57P01", False),  # shut down
        ("53100", False),  # disk full
        ("42501", False),  # no right
        ("40P01", False),  # deadlock
        ("25006", False),  # read only
        (None, False),  # connection lost
    ],
)
def test_a_value_the_database_refuses_is_the_files_and_a_broken_database_is_not(
    code: str | None, is_refused: bool
) -> None:
    error = type("Reply", (psycopg2.Error,), {"pgcode": code})("no")
    for met in (error, sqlalchemy.exc.DBAPIError("select", {}, error)):
        assert isinstance(raised(met), LoadRefused) is is_refused


def test_text_and_json_as_postgres_holds_them() -> None:
    assert storable("plain ñ 🎵") == "plain ñ 🎵"
    item = {"a\0": ["\udcff", float("nan"), 1, None, "\\u0000"]}
    assert storable_json(item) == '{"a␀": ["�", "nan", 1, null, "\\\\u0000"]}'
