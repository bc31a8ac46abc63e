"""Settings come from the environment, then from the data folder's .env; one in the current folder is only named."""

import os
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from flows.cli.options import DataDirOption

app = typer.Typer()


@app.command()
def show(data_dir: DataDirOption = None) -> None:
    """Print what a verb would find."""
    typer.echo(f"{os.environ.get('LASTFM_API_KEY')} {os.environ.get('DISCOGS_TOKEN')}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LASTFM_API_KEY", "DISCOGS_TOKEN"):
        monkeypatch.setenv(name, "put back at the end")
        monkeypatch.delenv(name)
    for name in ("data", "here"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "data"


def run(*words: str) -> tuple[str, str]:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    return result.stdout.strip(), " ".join(result.stderr.split())


def test_the_environment_goes_before_the_file_of_the_data_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("\ufeffLASTFM_API_KEY=file\nDISCOGS_TOKEN=file\n", "utf-8")
    monkeypatch.setenv("DISCOGS_TOKEN", "environment")
    assert run("--data-dir", str(folder)) == ("file environment", "")


@pytest.mark.parametrize("how", ["environment", "remembered"])
def test_the_folder_may_be_named_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    (folder / ".env").write_text("LASTFM_API_KEY=file", "utf-8")
    if how == "environment":
        monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(folder))
    else:
        monkeypatch.delenv("GROUNDSWELL_DATA_DIR")
        monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent))
        (folder.parent / "groundswell").mkdir()
        (folder.parent / "groundswell" / "data-dir").write_text(f"{folder}\n")
    assert run() == ("file None", "")


def test_one_in_the_current_folder_is_named_and_not_read(folder: Path) -> None:
    Path(".env").write_text("LASTFM_API_KEY=here", "utf-8")
    out, told = run("--data-dir", str(folder))
    assert out == "None None"
    assert told.count("is not read") == 1
    assert str(Path.cwd() / ".env") in told
    assert str(folder / ".env") in told


def test_in_the_data_folder_itself_nothing_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("LASTFM_API_KEY=file", "utf-8")
    monkeypatch.chdir(folder)
    assert run("--data-dir", str(folder)) == ("file None", "")


@pytest.mark.parametrize(("content", "reason"), [(b"LASTFM_API_KEY=\xff", "it is not UTF-8"), (None, "Is a directory")])
def test_one_that_cannot_be_read_is_named(folder: Path, content: bytes | None, reason: str) -> None:
    if content is None:
        (folder / ".env").mkdir()
    else:
        (folder / ".env").write_bytes(content)
    with pytest.raises(Exception, match=rf"settings in .*\.env can't be read \({reason}\)"):
        run("--data-dir", str(folder))


def test_settings_may_be_there_before_the_first_start(folder: Path) -> None:
    from db.datadir import DataDir

    (folder / ".env").write_text("LASTFM_API_KEY=file", "utf-8")
    assert DataDir.open(folder, create=True).path == folder
