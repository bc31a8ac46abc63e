"""One item that can't be read costs that item alone, and a number written another way is read."""

import pytest

from tasks.providers.errors import Unavailable, Unreadable
from tasks.providers.musicbrainz.records import Tag
from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import MBID, REPLACED, WIRES, answered, page, shown

NUMBERED = [name for name in WIRES if name != "theaudiodb"]  # of whose rows no number is read
JSON = [name for name, wire in WIRES.items() if wire.is_json]
TOO_LONG = "x" * 3000


def quoted(provider: str, text: str) -> tuple[str]:
    """The text as it stands in the provider's answer."""
    return (f'"{text}"',) if WIRES[provider].is_json else (text,)


def check_one_rejected(provider: str, bad: str) -> None:
    wire = WIRES[provider]
    with answered(provider, page(provider, bad, wire.good("a", 5), wire.good("b", 6))) as client:
        assert wire.ask(client) == shown(provider, ("a", 5), ("b", 6))
        (reject,) = client.rejects
        assert (reject.exchange, len(client.log), client.log[0].failure) == (0, 1, None)
        assert reject.reason
        assert reject.item


LITERALS = ["12.5", "1e15", "-1", "9" * 20, "9" * 5000, "true", "[1]", "{}", "NaN", "-Infinity"]
TEXTS = ["twelve", "0x10", "\u0661\u0662", "1_2", "-", "1e3x", "9" * 5000]


@pytest.mark.parametrize("provider", NUMBERED)
@pytest.mark.parametrize("number", [*LITERALS, *(f'"{text}"' for text in TEXTS)], ids=lambda number: number[:20])
def test_a_number_that_is_none_costs_its_item(provider: str, number: str) -> None:
    wire = WIRES[provider]
    written = number if wire.is_json else number.strip('"')
    check_one_rejected(provider, wire.write(*quoted(provider, "bad"), written))


@pytest.mark.parametrize("provider", NUMBERED)
@pytest.mark.parametrize("number", ["12", "12.0", '"12"', '"12.0"', '" 12 "'])
def test_a_number_written_another_way_is_read(provider: str, number: str) -> None:
    wire = WIRES[provider]
    written = number if wire.is_json else number.strip('"')
    with answered(provider, page(provider, wire.write(*quoted(provider, "a"), written))) as client:
        assert wire.ask(client) == shown(provider, ("a", 12))
        assert client.rejects == []


@pytest.mark.parametrize("provider", JSON)
@pytest.mark.parametrize("text", ["5", "12.0", "true", '["a"]', '{"a": "b"}', f'"{TOO_LONG}"'])
def test_a_text_that_is_none_costs_its_item(provider: str, text: str) -> None:
    check_one_rejected(provider, WIRES[provider].write(text, "7"))


@pytest.mark.parametrize("provider", ["soundcharts", "spotify", "musicbrainz", "discogs"])
def test_a_missing_field_costs_its_item(provider: str) -> None:
    wire = WIRES[provider]
    missing = "<recording><title>bad</title></recording>" if not wire.is_json else '{"name": "bad"}'
    check_one_rejected(provider, missing)


@pytest.mark.parametrize("provider", WIRES)
def test_an_item_of_another_kind_costs_itself(provider: str) -> None:
    if WIRES[provider].is_json:
        check_one_rejected(provider, '"an item of another kind"')
    check_one_rejected(provider, WIRES[provider].good(TOO_LONG, 7))


@pytest.mark.parametrize("provider", JSON)
def test_bytes_that_are_no_text_cost_their_item(provider: str) -> None:
    wire = WIRES[provider]
    body = wire.body([wire.good("QQ", 7), wire.good("a", 5), wire.good("b", 6)]).replace(b"QQ", b"\xff\xfe")
    with answered(provider, http(body)) as client:
        assert wire.ask(client) == shown(provider, ("a", 5), ("b", 6))
        assert [REPLACED in str(reject.item) for reject in client.rejects] == [True]


@pytest.mark.parametrize("provider", WIRES)
def test_items_that_are_all_bad_are_a_bad_answer(provider: str) -> None:
    wire = WIRES[provider]
    body = wire.body([wire.good(TOO_LONG, 7)] * 2).replace(b', {"id": 9, "title": "A - T", "type": "master"}', b"")
    with answered(provider, http(body)) as client, pytest.raises(Unreadable, match="None of the 2"):
        wire.ask(client)


def test_an_unreadable_track_of_a_batch_keeps_its_place() -> None:
    track = '{"id": "4uLU6hMCjMI75M1A2tKUQC", "name": "a"}'
    body = f'{{"tracks": [{track}, null, {{"id": 5}}, {{"id": null}}, {track}]}}'.encode()
    with answered("spotify", http(body)) as client:
        first, unknown, bad, removed, last = client.tracks(["4uLU6hMCjMI75M1A2tKUQC"] * 5)
        assert (first.name, unknown, removed, last.name) == ("a", None, None, "a")
        assert client.rejects == [bad]
        assert (bad.item, bad.exchange) == ({"id": 5}, 0)


def test_an_id_of_musicbrainz_is_a_uuid() -> None:
    wire = WIRES["musicbrainz"]
    bad = wire.good("bad", 7).replace(MBID, "not-an-id")
    check_one_rejected("musicbrainz", bad)


@pytest.mark.parametrize(
    "tags", ["<tag count='many'><name>a</name></tag>", f"<tag count='2'><name>{TOO_LONG}</name></tag>"]
)
def test_a_tag_that_can_not_be_read_leaves_the_others(tags: str) -> None:
    good = "<tag count='3.0'><name>rock</name></tag><tag count='-1'><name>pop</name></tag><tag><name>jazz</name></tag>"
    artist = f'<artist id="{MBID}"><tag-list>{tags}{good}</tag-list></artist>'
    body = f'<metadata xmlns="http://musicbrainz.org/ns/mmd-2.0#">{artist}</metadata>'
    with answered("musicbrainz", http(body.encode())) as client:
        assert client.artist_tags(MBID) == [Tag("rock", 3)]
        assert len(client.rejects) == 1


def test_a_day_that_was_not_asked_for_yet_is_rejected() -> None:
    late = WIRES["soundcharts"].good("bad", 7).replace("2025-08-01", "2999-01-01")
    check_one_rejected("soundcharts", late)


@pytest.mark.parametrize("provider", ["soundcharts", "spotify"])
def test_a_list_without_end_is_not_begun(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.providers.caller.ATTEMPTS", 2)
    endless = {
        "soundcharts": b'{"items": [{"code": "a", "name": "A"}], "page": {"total": 2000000000}}',
        "spotify": b'{"id": "4uLU6hMCjMI75M1A2tKUQC", "tracks": {"total": 2000000000, "items": [null]}}',
    }
    with answered(provider, http(endless[provider])) as client:
        with pytest.raises(Unreadable, match="2000000000"):
            client.platforms("platforms") if provider == "soundcharts" else client.album("4uLU6hMCjMI75M1A2tKUQC")
        assert len(client.log) == 2


def test_of_an_answer_that_is_none_a_part_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.providers.caller.ATTEMPTS", 1)
    with answered("discogs", http(b" " * 3_000_000, 500)) as client:
        with pytest.raises(Unavailable):
            WIRES["discogs"].ask(client)
        assert len(client.log[0].body) == 1_000_000
