"""However much a provider sends and however slowly, an answer takes no more memory and time than it may."""

import gzip
import socket
import time

import pytest

from db.errors import GroundswellError
from tasks.providers.answer_bounds import AnswerBounds
from tasks.providers.errors import ProviderError, Unavailable, Unreadable
from tests.contract.answers.scripted_server import Reply, http
from tests.contract.answers.wire import WIRES, answered, page

SECONDS, MB = 0.3, 0.2


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def dripping(head: bytes) -> Reply:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b"a")
            time.sleep(0.02)

    return drip


BOMB = http(gzip.compress(bytes(50_000_000)), content_encoding="gzip")
# packed twice: the outer pack is small whatever the inner one holds
NESTED = http(gzip.compress(gzip.compress(bytes(50_000_000))), content_encoding="gzip, gzip")


@pytest.fixture(autouse=True)
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_ANSWER_SECONDS", str(SECONDS))
    monkeypatch.setenv("GROUNDSWELL_ANSWER_MB", str(MB))
    monkeypatch.setattr("tasks.providers.caller.ATTEMPTS", 1)


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (endless, Unreadable, "larger than 0.2 MB"),
        (BOMB, Unreadable, "larger than 0.2 MB"),
        (NESTED, Unavailable, "gzip, gzip"),
        (http(b"\x8b\x00", content_encoding="br"), Unavailable, "packed as br"),
        (http(b"no gzip at all", content_encoding="gzip"), Unavailable, "unpacked"),
        (http(gzip.compress(b"{}", mtime=0)[:-9], content_encoding="gzip"), Unavailable, "ends before"),
        (dripping(b"HTTP/1.1 200 OK\r\n\r\n"), Unavailable, "within 0.3 s"),
        (dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "), Unavailable, "within 0.3 s"),
        (dripping(b"HTTP/1.1 503 Busy\r\n\r\n"), Unavailable, "within 0.3 s"),
    ],
    ids=["endless", "bomb", "packed twice", "br", "no gzip", "cut gzip", "drips", "drips headers", "drips an error"],
)
def test_an_answer_beyond_its_bounds_is_given_up(
    provider: str, reply: Reply, kind: type[ProviderError], words: str
) -> None:
    with answered(provider, reply) as client:
        began = time.monotonic()
        with pytest.raises(kind, match=words):
            WIRES[provider].ask(client)
        assert time.monotonic() - began < SECONDS + 5  # the machine may be busy
        assert [(exchange.failure, exchange.body) for exchange in client.log] == [(kind.failure, None)]


@pytest.mark.parametrize("provider", WIRES)
def test_a_packed_answer_is_unpacked(provider: str) -> None:
    wire = WIRES[provider]
    with answered(provider, http(gzip.compress(wire.body([wire.good("a", 5)])), content_encoding="gzip")) as client:
        assert wire.ask(client)[0][0] == "a"
        assert client.log[0].body == wire.body([wire.good("a", 5)])


def test_the_next_answer_has_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 2.0  # a busy machine answers late, too
    monkeypatch.setenv("GROUNDSWELL_ANSWER_SECONDS", str(seconds))
    with answered("soundcharts", page("soundcharts", WIRES["soundcharts"].good("a", 5))) as client:
        for _ in range(3):
            time.sleep(seconds / 2)
            assert len(WIRES["soundcharts"].ask(client)) == 1


def test_unless_set_an_answer_has_32_mb_and_60_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GROUNDSWELL_ANSWER_SECONDS")
    monkeypatch.delenv("GROUNDSWELL_ANSWER_MB")
    assert (AnswerBounds.read().mb, AnswerBounds.read().seconds) == (32, 60)


@pytest.mark.parametrize(("name", "value"), [("MB", "many"), ("MB", "0"), ("SECONDS", "nan"), ("SECONDS", "-1")])
def test_bounds_that_are_none_are_told(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GROUNDSWELL_ANSWER_{name}", value)
    with pytest.raises(GroundswellError, match=f"GROUNDSWELL_ANSWER_{name}"):
        AnswerBounds.read()
