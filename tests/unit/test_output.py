"""What steers a terminal, breaks its line or turns it round is shown; nothing of it is sent."""

import json
import re

import pytest

from flows.cli import output
from flows.cli.main import main

HOSTILE = "a\x1b[31mred\x1b]0;title\x07\x9b2J\nnext\r\ttab\x7f\u202egnp\u2066\u2028\udcff"
VISIBLE = r"a\x1b[31mred\x1b]0;title\x07\x9b2J\nnext\r\ttab\x7f\u202egnp\u2066\u2028\udcff"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]")


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


@pytest.fixture(autouse=True)
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    monkeypatch.setattr(output, "people", Console(width=500))


@pytest.mark.parametrize(
    "send",
    [
        output.say,
        output.write,
        lambda text: output.say(f"Error: {text}", style="red"),
        lambda text: output.print_rows([{"name": text, text: 1}], as_json=False, empty=""),
        lambda text: output.print_rows([], as_json=False, empty=text),
    ],
)
def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str], send: object) -> None:
    send(HOSTILE)  # type: ignore[operator]
    text = printed(capsys)
    assert VISIBLE in text
    assert STEERING.findall(text) == []
    assert "red\n" not in text


def test_json_says_the_same_and_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({"name": HOSTILE})
    text = printed(capsys)
    assert STEERING.findall(text) == []
    assert text.count("\n") == 1
    assert json.loads(text) == {"name": HOSTILE}


def test_names_of_every_script_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Ñandú", "東京事変", "עברית", "क्षत्रिय", "👩‍🎤", "[red]x[/red]", "a\\x1b"):
        output.say(name)
        assert name in printed(capsys)


@pytest.mark.parametrize(
    "words",
    [
        (HOSTILE.replace("\udcff", ""),),
        ("card", "add", "--" + HOSTILE.replace("\udcff", "")),
        ("bench", "limits", "--rate", HOSTILE.replace("\udcff", "")),
    ],
)
def test_a_verb_given_wrongly_steers_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.argv", ["groundswell", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    text = printed(capsys)
    assert STEERING.findall(text) == []
    assert text.startswith("Error: ")
    assert "--help" in text
    assert text.count("\n") == 1
