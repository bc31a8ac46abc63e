"""An issue of the weekly report: of which week and scope, what was known when it was made, and where its files are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class IssueScope:
    """Whose artists: of a label, of a team of it; None is all of them."""

    label: str | None = None
    team: str | None = None


ALL_ARTISTS = IssueScope()


@dataclass(frozen=True, slots=True)
class Issue:
    """A kept issue. ``made_at``: when its figures were read; ``as_of``: what had arrived by then is told.

    Times are UTC; files are named as in the folder of issues.
    """

    issue_id: int
    week_on: date
    scope: IssueScope
    edition: int
    made_at: datetime
    as_of: datetime
    parameters: Mapping[str, Any]
    fingerprint: Mapping[str, Any]
    method_versions: Mapping[str, Any]
    pdf_file: str
    pdf_sha256: str
    notebook_file: str
    notebook_sha256: str
    appendix_file: str | None = None
    appendix_sha256: str | None = None

    @property
    def name(self) -> str:
        """As people call it: week, whose artists, edition."""
        whose = "".join(f", {part}" for part in (self.scope.label, self.scope.team) if part)
        return f"issue {self.issue_id} (week of {self.week_on}{whose}, edition {self.edition})"


def file_stem(week: date, scope: IssueScope, edition: int | None = None) -> str:
    """How the files of an issue are called: weekly-report-2026-11-13, with label and team, with the edition."""
    team = scope.team if scope.label or scope.team is None else f"team {scope.team}"
    parts = [f"weekly-report-{week}", *(_slug(part) for part in (scope.label, team) if part)]
    return "-".join(parts) + (f".{edition}" if edition is not None else "")


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "x"
