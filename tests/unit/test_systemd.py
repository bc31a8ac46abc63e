"""The unit of systemd: read back as systemd would, for folders of any name."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.services.systemd import UNIT, unit
from flows.services.systemd_install import UnitRefused, install_unit

ODD = Path("/srv/50 % of it's")


def text(folder: Path = ODD, user: str | None = None) -> str:
    return unit(["/opt/groundswell"], folder, folder / "run/watch.pid", user, ["--no-superset"])


def test_it_starts_and_stops_the_folder_as_its_owner() -> None:
    read = configparser.RawConfigParser(strict=False)
    read.read_string(text(Path("/srv/data"), "ada"))
    assert read["Service"]["ExecStart"] == "/opt/groundswell up --data-dir /srv/data --no-superset"
    assert read["Service"]["ExecStop"] == "/opt/groundswell down --data-dir /srv/data"
    assert read["Service"]["PIDFile"] == "/srv/data/run/watch.pid"
    assert (read["Service"]["User"], read["Install"]["WantedBy"]) == ("ada", "multi-user.target")
    assert "User=" not in text()


def test_a_folder_of_an_odd_name_is_one_word() -> None:
    assert '--data-dir "/srv/50 %% of it\'s" --no-superset' in text()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_systemd_finds_nothing_wrong_in_it(tmp_path: Path) -> None:
    file = tmp_path / UNIT
    file.write_text(unit(["/bin/true"], tmp_path, tmp_path / "watch.pid", None))
    done = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_unit_of_another_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    file = tmp_path / "user" / UNIT
    assert "There is no systemd here" in install_unit(text(), file, is_system=False)
    install_unit(text(), file, is_system=False)
    with pytest.raises(UnitRefused, match="another data folder"):
        install_unit(text(Path("/srv/other")), file, is_system=False)
    assert file.read_text() == text()
