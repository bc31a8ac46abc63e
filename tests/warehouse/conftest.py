"""What several files of tests here work with."""

from pathlib import Path

import pytest
from carded import enter_label
from sqlalchemy import Engine

from tests.warehouse.linked import Linked
from tests.warehouse.verbs import Verbs


@pytest.fixture
def linked(warehouse: Engine) -> Linked:
    """An artist of each of two labels, without songs yet."""
    found = Linked(warehouse)
    found.artist("Ann", label="North")
    found.artist("Bob", label="South")
    return found


@pytest.fixture
def verbs(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Verbs:
    enter_label(warehouse)
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", "mia")
    return Verbs(warehouse)
