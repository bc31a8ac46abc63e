"""The weekly report as a Prefect task."""

from datetime import date
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.report.render import ReportFiles, render_report


@task(name="render-weekly-report", retries=1, retry_delay_seconds=10, cache_policy=NO_CACHE, persist_result=False)
def render_weekly_report(week: date, database_url: str, out_dir: Path, label: str | None = None) -> ReportFiles:
    """Make the report of a week; see render_report."""
    return render_report(week, database_url, out_dir, label)
