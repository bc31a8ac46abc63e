"""Makes an issue of the report: renders it while no weekly figure changes, keeps its files, and enters it last of all.

Whoever is killed leaves files nobody knows of, which the next issue of the week replaces: an issue that is in
core.report_issue is whole.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tasks.report.errors import ReportError
from tasks.report.issue import ALL_ARTISTS, Issue, IssueScope, file_stem
from tasks.report.issue_store import (
    Reading,
    next_edition,
    one_maker,
    put_issue,
    read_content,
    read_issue,
    read_week,
    weeks_at_rest,
)
from tasks.report.render import NOTEBOOK, ReportFiles, place, render_report, report_label, shown_blocks

KEPT = "issues"  # folder of kept issues within the folder of reports
# Blocks without which a page says nothing, by what they list.
LISTS = {"tiles": "items", "roll_call": "rows"}


@dataclass(frozen=True, slots=True)
class Known:
    """A past moment: the database of what had arrived by ``as_of`` of all that was held at ``made_at``."""

    url: str
    engine: Engine
    as_of: datetime
    made_at: datetime
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report before it is an issue."""

    files: ReportFiles
    blocks: Sequence[Mapping[str, Any]]
    reading: Reading
    made_at: datetime


def make_issue(
    engine: Engine,
    url: str,
    reports: Path,
    week: date,
    scope: IssueScope = ALL_ARTISTS,
    label: str | None = None,
    known: Known | None = None,
    *,
    must_be_whole: bool = False,
) -> Issue:
    """Make the next issue of a week and keep it; it is also put where the newest one of its week lies.

    ``known``: read from what was known at a past moment instead of from the warehouse itself.
    ``must_be_whole``: an empty section is an error, because it is to be sent.
    Raises ReportError (see render_report; also for figures that are not rolled up) and leaves no issue then.
    """
    label = label or scope.label or report_label()
    with one_maker(engine):
        edition = next_edition(engine, week, scope)
        stem = file_stem(week, scope, edition)
        done = render_known(known, engine, url, reports / KEPT, week, scope, label, stem)
        if must_be_whole and (empty := empty_sections(done.blocks)):
            for path in filter(None, (done.files.pdf, done.files.appendix)):
                path.unlink(missing_ok=True)
            raise ReportError(f"The report of {week} is not whole: {'; '.join(empty)}. See {done.files.notebook}.")
        newest = file_stem(week, scope)
        place(done.files.notebook, reports / f"{newest}.ipynb")
        if done.files.appendix:
            place(done.files.appendix, reports / f"{newest}-every-artist.pdf")
        place(done.files.pdf, reports / f"{newest}.pdf")
        issue = {
            "week_on": week,
            "label": scope.label,
            "team": scope.team,
            "edition": edition,
            "made_at": done.made_at,
            "as_of": known.as_of if known else done.made_at,
            "parameters": {"week": week, "label": label, **(known.parameters if known else {})},
            "pdf_file": done.files.pdf.name,
            "pdf_sha256": sha256(done.files.pdf),
            "notebook_file": done.files.notebook.name,
            "notebook_sha256": sha256(done.files.notebook),
            "appendix_file": done.files.appendix.name if done.files.appendix else None,
            "appendix_sha256": sha256(done.files.appendix) if done.files.appendix else None,
        }
        issue_id = put_issue(engine, issue, done.blocks, done.reading)
    return read_issue(engine, issue_id)


def render_known(
    known: Known | None, engine: Engine, url: str, folder: Path, week: date, scope: IssueScope, label: str, stem: str
) -> Rendered:
    """The report of a week as it stands, or as it was known, its files in ``folder``."""
    source, address = (known.engine, known.url) if known else (engine, url)
    with ExitStack() as rest:
        now_at = rest.enter_context(weeks_at_rest(source))
        whose = {name: value for name, value in (("scope", scope.label), ("team", scope.team)) if value}
        parameters = {**whose, **(known.parameters if known else {})}
        files = render_report(week, address, folder, label, stem=stem, parameters=parameters)
        reading = read_week(source, week, scope)
        reading = replace(reading, method_versions={**reading.method_versions, "notebook": sha256(NOTEBOOK)[:12]})
    return Rendered(files, shown_blocks(files.notebook), reading, known.made_at if known else now_at)


def is_current(engine: Engine, issue: Issue) -> bool:
    """Whether an issue is whole and tells the week as it stands."""
    blocks, _ = read_content(engine, issue.issue_id)
    return read_week(engine, issue.week_on, issue.scope).fingerprint == issue.fingerprint and not empty_sections(blocks)


def empty_sections(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sections that must say something and are empty, in words; those that may be empty in a quiet week are not."""
    kinds = {block.get("kind") for block in blocks}
    found = [f"the report has no section “{kind}”" for kind in ("title", "changes", *LISTS) if kind not in kinds]
    first = {block["kind"]: block for block in reversed(blocks) if block.get("kind") in LISTS}
    found += [f"the section “{kind}” is empty" for kind, block in first.items() if not block.get(LISTS[kind])]
    return sorted(found)


def sha256(path: Path) -> str:
    """Hash of a file's bytes, in hex. Raises ReportError when it is not there."""
    if not path.is_file():
        raise ReportError(f"{path} is not there; make the report again.")
    return hashlib.sha256(path.read_bytes()).hexdigest()
