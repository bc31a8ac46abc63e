"""What a person, a file, a setting or a machine can cause is told as a sentence; the rest is a defect."""

from pathlib import Path

import httpx
import psycopg2
import pytest
from pydantic_settings import BaseSettings

from db.errors import GroundswellError
from flows.cli.causes import sentence


class Settings(BaseSettings):
    """Stands for a provider's."""

    rate: float
    key: int


def of_settings() -> Exception:
    try:
        Settings(rate="fast", key="s3cret")  # type: ignore[arg-type]
    except ValueError as error:
        return error
    raise AssertionError


def of_open(name: Path) -> Exception:
    try:
        name.open()
    except OSError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (GroundswellError("As written."), "As written."),
        (of_open(Path("/nowhere/a.csv")), "/nowhere/a.csv can't be used (No such file or directory)"),
        (OSError(28, "No space left on device"), "The machine refuses (No space left on device)"),
        (PermissionError(13, "Permission denied", b"/a"), "/a can't be used (Permission denied)"),
        (ConnectionResetError(104, "Connection reset by peer"), "A connection was lost"),
        (MemoryError(), "not enough memory"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), "bytes that are no text"),
        (of_settings(), "A setting is not as it should be (rate: Input should be a valid number"),
        (httpx.ConnectError("refused"), "The Prefect server does not answer"),
        (RuntimeError("Failed to reach API at http://x/api/"), "The Prefect server does not answer"),
    ],
)
def test_a_cause_is_a_sentence(error: Exception, said: str) -> None:
    words = sentence(error)
    assert said in words
    assert "defect" not in words
    assert "s3cret" not in words
    assert "\n" not in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('root certificate file "/nowhere/root.crt" does not exist\nEither provide the file', "TLS connection"),
        ("SSL error: certificate verify failed", "TLS connection"),
        ('server certificate for "db" does not match host name "127.0.0.1"', "TLS connection"),
        ("SSL SYSCALL error: EOF detected", "The database went away"),
        ("SSL connection has been closed unexpectedly", "The database went away"),
        ("SSL error: unexpected eof while reading", "The database went away"),
        ("server closed the connection unexpectedly\n\tThis probably means", "The database went away"),
    ],
)
def test_what_libpq_says_without_a_state(words: str, said: str) -> None:
    told = sentence(psycopg2.OperationalError(words))
    assert said in told
    assert "\n" not in told


def test_the_rest_is_a_defect() -> None:
    assert sentence(KeyError("x")) == "KeyError: 'x'. This is a defect; --debug shows where."
