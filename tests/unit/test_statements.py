"""Named SQL: a template is a script for each of the kinds it names."""

from pathlib import Path

import pytest

from db import statements
from db.statements import scripts


def test_a_template_is_a_script_for_each_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "SQL_FOLDER", tmp_path)
    folder = tmp_path / "views"
    folder.mkdir()
    (folder / "top_{kind}s.sql").write_text("-- for each: genre, mood\nselect {kind}_id from core.{kind}", "utf-8")
    (folder / "user.sql").write_text("-- Users.\nselect '{kind}'", "utf-8")
    assert [(name, sql.splitlines()[1]) for name, sql in scripts("views")] == [
        ("top_genres", "select genre_id from core.genre"),
        ("top_moods", "select mood_id from core.mood"),
        ("user", "select '{kind}'"),
    ]
