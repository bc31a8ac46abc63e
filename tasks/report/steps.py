"""The weekly report as Prefect tasks."""

from datetime import date
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.report.issue import ALL_ARTISTS, Issue, IssueScope
from tasks.report.issuing import Known, make_issue


@task(name="make-issue", retries=1, retry_delay_seconds=10, cache_policy=NO_CACHE, persist_result=False)
def issue_week(
    engine: Engine,
    url: str,
    reports: Path,
    week: date,
    scope: IssueScope = ALL_ARTISTS,
    known: Known | None = None,
    must_be_whole: bool = False,
) -> Issue:
    """Make and keep an issue of a week; see make_issue."""
    return make_issue(engine, url, reports, week, scope, known=known, must_be_whole=must_be_whole)
