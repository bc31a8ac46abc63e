"""What is read is text that Postgres can hold; a body that is nonsense as a whole is unreadable, never a defect."""

import pytest

from tasks.providers.caller import ATTEMPTS
from tasks.providers.errors import NotFound, Unreadable
from tests.contract.answers import scripted_server
from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import REPLACED, WIRES, answered, page, shown

JSON = [name for name, wire in WIRES.items() if wire.is_json]


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a{nul}b", f"a{REPLACED}b"),
        ("a{high}b", f"a{REPLACED}b"),
        ("{low}{high}", REPLACED * 2),
        ("a{pair}b", "a\U0001f600b"),
        ("a{plain}b", "a\U0001f600b"),
    ],
)
def test_text_is_read_as_postgres_can_hold_it(provider: str, written: str, read: str) -> None:
    wire = WIRES[provider]
    escapes = {"nul": "\\u0000", "high": "\\ud83d", "low": "\\ude00", "pair": "\\ud83d\\ude00", "plain": "\U0001f600"}
    references = {"nul": "&#0;", "high": "&#xD83D;", "low": "&#56832;", "pair": "&#x1F600;", "plain": "\U0001f600"}
    text = written.format(**(escapes if wire.is_json else references))
    with answered(provider, page(provider, wire.good(text, 5), wire.good("b", 6))) as client:
        assert wire.ask(client) == shown(provider, (read, 5), ("b", 6))
        assert client.rejects == []


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize("raw", ["a\x00b", "a\x01b", "a\x1fb"])
def test_control_characters_are_blanks(provider: str, raw: str) -> None:
    wire = WIRES[provider]
    with answered(provider, page(provider, wire.good(raw, 5))) as client:
        assert wire.ask(client) == shown(provider, ("a b", 5))


@pytest.mark.parametrize("provider", WIRES)
def test_halves_of_characters_written_out_are_replaced(provider: str) -> None:
    wire = WIRES[provider]
    with answered(provider, page(provider, wire.good("a\ud83db", 5))) as client:
        assert wire.ask(client) == shown(provider, (f"a{REPLACED}b", 5))


@pytest.mark.parametrize("provider", JSON)
@pytest.mark.parametrize("text", ["NaN", 'say \\"NaN\\", Infinity', "\\\\"])
def test_nan_in_a_text_is_text(provider: str, text: str) -> None:
    wire = WIRES[provider]
    with answered(provider, page(provider, wire.good(text, 5))) as client:
        assert wire.ask(client) == shown(provider, (text.replace('\\"', '"').replace("\\\\", "\\"), 5))


@pytest.mark.parametrize("provider", JSON)
def test_a_backslash_before_u0000_is_no_nul(provider: str) -> None:
    wire = WIRES[provider]
    with answered(provider, page(provider, wire.good("a\\\\u0000b", 5))) as client:
        assert wire.ask(client) == shown(provider, ("a\\u0000b", 5))


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize("status", [200, 404, 500])
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"<a>" * 50_000 + b"</a>" * 50_000,
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf",
        b"," * 2_000_000,
        b"<a/>" * 1_500_000,
        b"null",
        b"<lfm/>",
        b'{"a": NaN, "' + b'\\"' * 1_000_000,
        b"&#" + b"1" * 2_000_000,
    ],
    ids=["brackets", "braces", "elements", "utf16", "mark", "commas", "tags", "null", "bare", "quotes", "reference"],
)
def test_nonsense_is_unreadable_and_no_defect(
    provider: str, status: int, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.providers.caller.ATTEMPTS", 1)
    with answered(provider, http(body, status)) as client:
        with pytest.raises(Exception) as told:  # noqa: PT011 - which one depends on the status
            WIRES[provider].ask(client)
        assert type(told.value).__module__ == "tasks.providers.errors"
        if status == 200 and not (provider == "theaudiodb" and isinstance(told.value, NotFound)):
            assert isinstance(told.value, Unreadable)


@pytest.mark.parametrize("provider", WIRES)
def test_a_byte_order_mark_is_skipped(provider: str) -> None:
    wire = WIRES[provider]
    with answered(provider, http(b"\xef\xbb\xbf" + wire.body([wire.good("a", 5)]))) as client:
        assert wire.ask(client) == shown(provider, ("a", 5))


def test_nonsense_is_asked_for_again() -> None:
    with answered("soundcharts", http(b'{"items": ' + b"[" * 100_000)) as client:
        with pytest.raises(Unreadable, match="nested too deeply"):
            WIRES["soundcharts"].ask(client)
        assert [exchange.failure for exchange in client.log] == ["unreadable"] * ATTEMPTS


@pytest.mark.parametrize(
    "token",
    [
        b'{"access_token": "t\xc3\xa9"}',
        b'{"access_token": "a\\r\\nX-Other: b"}',
        b'{"access_token": "a", "expires_in": "soon"}',
        b'{"access_token": 5}',
        b"[" * 100_000,
        b"\xff",
    ],
    ids=["accent", "newline", "time", "number", "brackets", "bytes"],
)
def test_a_token_no_header_can_hold_is_unreadable(token: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripted_server, "TOKEN", token)
    monkeypatch.setattr("tasks.providers.caller.ATTEMPTS", 2)
    answer = page("spotify", WIRES["spotify"].good("a", 5))
    with answered("spotify", answer) as client, pytest.raises(Unreadable, match="token"):
        WIRES["spotify"].ask(client)


def test_a_token_with_a_mark_and_a_time_in_letters_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripted_server, "TOKEN", b'\xef\xbb\xbf{"access_token": "t", "expires_in": "3600.0"}')
    with answered("spotify", page("spotify", WIRES["spotify"].good("a", 5))) as client:
        assert WIRES["spotify"].ask(client) == [("a", 5)]


@pytest.mark.parametrize("provider", WIRES)
def test_words_of_a_refusal_can_be_kept(provider: str) -> None:
    """They stand in the queue as the reason."""
    with answered(provider, http(b"no\x00pe \xed\xa0\xbd", 403)) as client:
        with pytest.raises(Exception) as told:  # noqa: PT011 - which one depends on the provider
            WIRES[provider].ask(client)
        assert not isinstance(told.value, UnicodeError)
        assert "\x00" not in str(told.value)
        str(told.value).encode()
