"""A kept issue made once more from what was known when it was made, and compared with what it told."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from tasks.report.comparison import Difference, block_differences, figure_differences
from tasks.report.issue import Issue, file_stem
from tasks.report.issue_store import read_content, read_issue
from tasks.report.issuing import Known, render_known, sha256

# Parameters that an issue has of itself; the others are passed on.
OWN = ("week", "label")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How an issue compares with itself: tables whose rows differ, figures, words, and whether its PDFs are the same.

    ``is_same_report``: the notebook is still the one it was made by.
    """

    issue: Issue
    is_same_report: bool
    tables: Sequence[str]
    differences: Sequence[Difference]
    is_same_pdf: bool

    @property
    def is_equal(self) -> bool:
        return not self.tables and not self.differences


def rebuild(engine: Engine, issue: Issue, known: Known) -> Rebuilt:
    """Make an issue again from ``known``, in a folder that goes; ``engine`` has what it told."""
    given = {name: value for name, value in issue.parameters.items() if name not in OWN}
    known = Known(known.url, known.engine, known.as_of, known.made_at, given)
    stem = file_stem(issue.week_on, issue.scope, issue.edition)
    with tempfile.TemporaryDirectory(prefix="groundswell-rebuilt-") as folder:
        label = issue.parameters["label"]
        done = render_known(known, engine, known.url, Path(folder), issue.week_on, issue.scope, label, stem)
        is_same_pdf = sha256(done.files.pdf) == issue.pdf_sha256
        if issue.appendix_sha256 is not None:
            appendix = done.files.appendix
            is_same_pdf &= appendix is not None and sha256(appendix) == issue.appendix_sha256
    blocks, figures = read_content(engine, issue.issue_id)
    names = {row["artist_id"]: row["artist"] for row in figures}
    now = [{**row, "artist": names.get(row["artist_id"], f"artist {row['artist_id']}")} for row in done.reading.figures]
    prints = done.reading.fingerprint
    return Rebuilt(
        issue,
        issue.method_versions.get("notebook") == done.reading.method_versions["notebook"],
        [name for name in issue.fingerprint if prints.get(name) != issue.fingerprint[name]],
        [*figure_differences(figures, now), *block_differences(blocks, done.blocks)],
        is_same_pdf,
    )


def compare(engine: Engine, was: int, now: int) -> list[Difference]:
    """What issue ``now`` tells otherwise than ``was``: figures, and of issues of one week the words.

    Raises ReportError for an issue that is not there.
    """
    one, other = read_issue(engine, was), read_issue(engine, now)
    (blocks, figures), (other_blocks, other_figures) = (read_content(engine, each.issue_id) for each in (one, other))
    found = figure_differences(figures, other_figures)
    if (one.week_on, one.scope) == (other.week_on, other.scope):
        found += block_differences(blocks, other_blocks)
    return found
