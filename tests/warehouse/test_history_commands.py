"""The verb ingest history: what it prints, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.cli.causes import sentence
from flows.cli.main import app
from tests.warehouse.histories import AUDIO, account, heard, written

ROWS = [heard("2024-05-01T10:00:00Z"), heard("2024-05-01T10:05:00Z", 2, 1000), heard("never")]


@pytest.fixture
def history(fresh_warehouse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the verb on a database of its own."""
    monkeypatch.setenv("DATABASE_URL", fresh_warehouse)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["ingest", "history", *words, "--data-dir", str(tmp_path / "data")])

    return run


def said(result: Result) -> dict[str, Any]:
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def failure(result: Result) -> str:
    assert result.exit_code != 0
    assert isinstance(result.exception, Exception)
    return sentence(result.exception)


def test_it_prints_what_became_of_each_file(history: Any, tmp_path: Path) -> None:
    files = {f"MyData/{AUDIO.format(0)}": ROWS, "MyData/Userdata.json": {"username": "jane"}}
    path = str(written(tmp_path / "export", files))
    result = history(path, "--user", "Ann", "--json")
    assert result.exit_code == 0, result.output
    assert said(result) == {
        "user": "Ann",
        "time_zone": "UTC",
        "is_new_user": True,
        "read": 3,
        "loaded": 2,
        "already": 0,
        "duplicates": 0,
        "rejected": 1,
        "replaced": 0,
        "plays": 1,
        "played_ms": 61_000,
        "left_out": 1,
        "refused": [],
        "files": [
            {
                "file": f"MyData/{AUDIO.format(0)}",
                "state": "loaded",
                "read": 3,
                "loaded": 2,
                "already": 0,
                "duplicates": 0,
                "rejected": 1,
                "replaced": 0,
                "plays": 1,
                "played_ms": 61_000,
            }
        ],
    }
    assert "1 other files were left out" in result.stderr
    assert "UTC" in result.stderr
    again = said(history(path, "--user", "Ann", "--json"))
    assert [again[name] for name in ("read", "loaded", "already", "rejected")] == [3, 0, 2, 1]


def test_without_json_there_is_a_table_and_a_sentence(history: Any, tmp_path: Path) -> None:
    result = history(str(written(tmp_path / "export", {AUDIO.format(0): ROWS})), "--user", "Ann", "--tz", "UTC")
    assert result.exit_code == 0
    assert AUDIO.format(0) in result.stdout
    assert "3 rows of Ann: 2 loaded" in result.stderr
    assert "change that with --tz" not in result.stderr


def test_a_refused_file_is_told_after_the_others_are_loaded(history: Any, tmp_path: Path) -> None:
    files = {AUDIO.format(0): b"[{", AUDIO.format(1): ROWS, "StreamingHistory0.json": [account("2024-06-01 10:00")]}
    result = history(str(written(tmp_path / "export", files)), "--user", "Ann", "--json")
    told = failure(result)
    assert AUDIO.format(0) in told
    assert "broken or cut off" in told
    found = said(result)
    assert [one["file"] for one in found["refused"]] == [AUDIO.format(0)]
    assert found["loaded"] == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--user", "Ann", "--tz", "Berlin"), "Europe/Berlin"),
        (("--user", "!"), "letter or a digit"),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_is_loaded(
    history: Any, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    result = history(str(written(tmp_path / "export", {AUDIO.format(0): ROWS})), *words, "--json")
    assert told in failure(result)
    assert result.stdout == ""


def test_a_path_without_a_history_is_an_error(history: Any, tmp_path: Path) -> None:
    path = str(written(tmp_path / "export", {"Userdata.json": {}}))
    assert "Streaming_History_Audio" in failure(history(path, "--user", "Ann"))
    assert "There is no" in failure(history(str(tmp_path / "nowhere"), "--user", "Ann"))


def test_another_spelling_of_a_user_is_an_error(history: Any, tmp_path: Path) -> None:
    path = str(written(tmp_path / "export", {AUDIO.format(0): ROWS}))
    assert history(path, "--user", "Ann").exit_code == 0
    assert "Ann" in failure(history(path, "--user", "ÁNN"))
