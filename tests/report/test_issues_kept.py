"""Issues on a real Postgres: each is kept with all it told, numbered, and entered last."""

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tasks.report import exporter
from tasks.report.errors import ReportError
from tasks.report.issue import Issue, IssueScope, file_stem
from tasks.report.issue_store import read_content, read_issue, read_issues
from tasks.report.issuing import KEPT, empty_sections, make_issue
from tests.report import synthetic

# Makes an issue and is killed when its files are in their places and its row is to be written.
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from db.engine import make_engine
from tasks.report import issuing
issuing.put_issue = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
url, reports, week = sys.argv[1:]
issuing.make_issue(make_engine(url), url, Path(reports), date.fromisoformat(week))
"""


@pytest.fixture(scope="module")
def filled(module_warehouse: str) -> Iterator[Engine]:
    """A warehouse with the synthetic label, 4 weeks of it."""
    engine = make_engine(module_warehouse)
    synthetic.fill(engine, weeks=4)
    yield engine
    engine.dispose()


def made(engine: Engine, reports: Path) -> Issue:
    url = engine.url.render_as_string(hide_password=False)
    return make_issue(engine, url, reports, synthetic.WEEK, label="Northlight")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_killed_issue_leaves_no_row_and_the_next_ones_are_equal(filled: Engine, tmp_path: Path) -> None:
    url = filled.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", KILLED, url, tmp_path, str(synthetic.WEEK)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert names(tmp_path / KEPT) == ["weekly-report-2026-11-13.1.ipynb", "weekly-report-2026-11-13.1.pdf"]
    assert read_issues(filled) == []
    first, second = made(filled, tmp_path), made(filled, tmp_path)
    assert (first.edition, second.edition) == (1, 2)
    assert names(tmp_path / KEPT) == [
        f"weekly-report-2026-11-13.{edition}.{kind}" for edition in (1, 2) for kind in ("ipynb", "pdf")
    ]
    assert (first.fingerprint, first.pdf_sha256) == (second.fingerprint, second.pdf_sha256)
    assert read_content(filled, first.issue_id) == read_content(filled, second.issue_id)
    kept = (tmp_path / KEPT / second.pdf_file).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == second.pdf_sha256
    assert (tmp_path / "weekly-report-2026-11-13.pdf").read_bytes() == kept
    blocks, _ = read_content(filled, second.issue_id)
    assert blocks[0]["label"] == "Northlight"
    assert second.as_of == second.made_at
    assert empty_sections(blocks) == []
    assert [issue.edition for issue in read_issues(filled, week=synthetic.WEEK)] == [2, 1]
    assert read_issues(filled, week=synthetic.WEEK, scope=IssueScope("Northlight")) == []


def test_a_list_that_is_a_file_of_its_own_is_kept_with_its_hash(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporter, "MOST_PAGES", 1)
    issue = made(filled, tmp_path)
    assert issue.appendix_file == f"{Path(issue.pdf_file).stem}-every-artist.pdf"
    kept = (tmp_path / KEPT / issue.appendix_file).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == issue.appendix_sha256
    assert b"pdfuaid" in kept
    with pypdfium2.PdfDocument(kept) as document:
        assert "Mana Whenua" in document[0].get_textpage().get_text_range()


def test_what_waits_for_the_rollup_holds_an_issue(filled: Engine, tmp_path: Path) -> None:
    with filled.connect() as connection, connection.begin():
        mark = "insert into ops.dirty_mark (series_id, since_on) select min(series_id), now() from core.audience_series"
        connection.exec_driver_sql(mark)
    with pytest.raises(ReportError, match="run `groundswell rollup`"):
        made(filled, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with filled.connect() as connection, connection.begin():
        connection.exec_driver_sql("delete from ops.dirty_mark")


def test_an_unknown_issue_says_where_to_look(filled: Engine) -> None:
    with pytest.raises(ReportError, match="There is no issue 4711; `groundswell report list`"):
        read_issue(filled, 4711)


def test_a_section_that_must_speak_is_missed() -> None:
    whole = [{"kind": "title"}, {"kind": "tiles", "items": [1]}, {"kind": "changes", "items": [1]}]
    whole.append({"kind": "roll_call", "rows": [1]})
    assert empty_sections(whole) == []
    assert empty_sections([*whole[:3], {"kind": "roll_call", "rows": []}]) == ["the section “roll_call” is empty"]
    assert empty_sections(whole[1:]) == ["the report has no section “title”"]
    # a quiet week: nobody moved beyond the usual
    assert empty_sections([*whole[:2], {"kind": "changes", "items": []}, whole[3]]) == []


@pytest.mark.parametrize(
    ("scope", "stem"),
    [
        (IssueScope(), "weekly-report-2026-11-13"),
        (IssueScope("Tide & Mark"), "weekly-report-2026-11-13-tide-mark"),
        (IssueScope("Über/..", "Frontline"), "weekly-report-2026-11-13-über-frontline"),
    ],
)
def test_files_are_called_after_week_and_scope(scope: IssueScope, stem: str) -> None:
    assert file_stem(synthetic.WEEK, scope) == stem
    assert file_stem(synthetic.WEEK, scope, 3) == f"{stem}.3"
