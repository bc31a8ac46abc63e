"""Puts issues of the report into a warehouse; for given.py: ``issues.yaml`` (edition, made_at, label, figures)."""

from typing import Any

from sqlalchemy import Connection

from tests.sql.rows import artist_number, insert, number

ISSUE = {
    "week_on": "2026-11-06",
    **dict.fromkeys(("parameters", "fingerprint", "method_versions", "blocks"), "{}"),
    **dict.fromkeys(("pdf_file", "pdf_sha256", "notebook_file", "notebook_sha256"), "x"),
}


def enter_issue(connection: Connection, row: dict[str, Any]) -> None:
    """An issue and what it told: ``figures`` of a metric, and of an artist where one is named."""
    figures = row.pop("figures")
    issue_id = insert(connection, "core.report_issue", ISSUE | {"as_of": row["made_at"]} | row, "issue_id")
    for figure in figures:
        metric_id = number(connection, "metric", figure.pop("metric"), "code")
        artist = figure.pop("artist", None)
        named = {"artist_id": artist_number(connection, artist)} if artist else {}
        insert(connection, "core.report_figure", {"issue_id": issue_id, "metric_id": metric_id, **named, **figure})
