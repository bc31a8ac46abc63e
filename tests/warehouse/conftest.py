"""What several files of tests here work with."""

from pathlib import Path

import pytest
from carded import enter_label
from sqlalchemy import Engine

from tests.warehouse.verbs import Verbs


@pytest.fixture
def verbs(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Verbs:
    enter_label(warehouse)
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", "mia")
    return Verbs(warehouse)
