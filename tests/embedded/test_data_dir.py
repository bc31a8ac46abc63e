"""The data folder: which one is taken, what is refused, and that a refusal writes nothing."""

import json
import os
import stat

import pytest

from db.datadir import DataDir
from db.errors import DataDirError, GroundswellError


@pytest.fixture(autouse=True)
def own_user_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("GROUNDSWELL_DATA_DIR")


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"\xff")
    before = folder.stat().st_mtime_ns
    for create in (False, True):
        with pytest.raises(
            DataDirError, match=r"photos is not a Groundswell data folder .*choose another with --data-dir"
        ):
            DataDir.open(folder, create=create)
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]
    assert folder.stat().st_mtime_ns == before


def test_a_missing_or_empty_folder_needs_create(tmp_path):
    for folder in (tmp_path / "missing", tmp_path):
        with pytest.raises(DataDirError, match=r"There is no Groundswell data folder at .*make one with"):
            DataDir.open(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_file_an_unknown_format_and_damage_are_one_sentence(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(DataDirError, match="is a file, not a folder"):
        DataDir.open(file, create=True)
    with pytest.raises(DataDirError, match="cannot be used"):
        DataDir.open(file / "below", create=True)
    marker = DataDir.open(tmp_path / "data", create=True).path / "groundswell.json"
    for content, told in (
        ('{"format": 2}', "newer Groundswell"),
        ("{", "is damaged"),
        ("{}", "does not say its format"),
    ):
        marker.write_text(content)
        with pytest.raises(GroundswellError, match=told) as caught:
            DataDir.open(tmp_path / "data")
        assert caught.value.exit_code == 1
        assert "\n" not in str(caught.value)


def test_an_unwritable_folder_is_named(tmp_path, monkeypatch):
    DataDir.open(tmp_path / "data", create=True)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(DataDirError, match="is not writable for you"):
        DataDir.open(tmp_path / "data")


def test_explicit_then_environment_then_remembered_then_default(tmp_path, monkeypatch):
    explicit, named, remembered = tmp_path / "explicit", tmp_path / "named", tmp_path / "remembered"
    DataDir.open(remembered, create=True).remember()
    assert DataDir.open(None).path == remembered
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(named))
    assert DataDir.open(None, create=True).path == named
    assert DataDir.open(explicit, create=True).path == explicit
    monkeypatch.delenv("GROUNDSWELL_DATA_DIR")
    (tmp_path / "share" / "groundswell" / "data-dir").unlink()
    default = tmp_path / "system" if os.geteuid() == 0 else tmp_path / "share" / "groundswell"
    monkeypatch.setattr("db.datadir.SYSTEM_FOLDER", tmp_path / "system")
    assert DataDir.open(None, create=True).path == default / "data"


def test_sub_folders_and_state_files_are_private_and_complete(tmp_path):
    data_dir = DataDir.open(tmp_path / "data", create=True)
    for folder in (data_dir.logs, data_dir.prefect, data_dir.reports, data_dir.run):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert data_dir.read_state("worker") == {}
    data_dir.write_state("worker", {"pid": 1})
    data_dir.write_state("worker", {"pid": 2, "port": 4200})
    assert data_dir.read_state("worker") == {"pid": 2, "port": 4200}
    assert [path.name for path in data_dir.run.iterdir()] == ["worker.json"]
    (data_dir.run / "worker.json").write_text("{")
    with pytest.raises(DataDirError, match=r"worker\.json is damaged"):
        data_dir.read_state("worker")


def test_identity_survives_reopening_and_moving(tmp_path):
    first = DataDir.open(tmp_path / "data", create=True)
    name = first.id
    moved = first.path.rename(tmp_path / "moved")
    assert DataDir.open(moved).id == DataDir.open(moved, create=True).id == name
    assert DataDir.open(tmp_path / "data", create=True).id != name
    (moved / "groundswell.json").write_text(json.dumps({"format": 1}))
    assert len(DataDir.open(moved).id) == 16
