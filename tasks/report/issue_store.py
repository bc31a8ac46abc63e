"""Issues of the report as rows: core.report_issue, and the figures each told in core.report_figure."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine

from db.fingerprint import table_fingerprint
from db.locks import Lock, locked_session
from db.schema import metadata
from db.statements import statement
from db.storable import storable_json
from tasks.report.errors import ReportError
from tasks.report.issue import ALL_ARTISTS, Issue, IssueScope, file_stem
from tasks.report.readiness import SourceState

# What the figures of a week are read from.
WEEKLY_TABLES = ("label_week", "artist_bridge", "artist_week", "track_week", "sound_week", "badge")


@dataclass(frozen=True, slots=True)
class Reading:
    """A week as it was read: the rows an issue leaves in the warehouse beside its blocks."""

    figures: Sequence[Mapping[str, Any]]
    fingerprint: Mapping[str, Any]
    method_versions: Mapping[str, Any]


@contextmanager
def weeks_at_rest(engine: Engine) -> Iterator[datetime]:
    """No weekly figure changes within the block: rollups wait. Gives the moment it began.

    Raises ReportError when something that was loaded has not been rolled up yet.
    """
    with locked_session(engine, Lock.TRENDS_ROLLUP) as connection:
        now_at, waiting = connection.execute(statement("report_issue/clock")).one()
        connection.commit()
        if waiting:
            raise ReportError(
                "Some of what was loaded is not in the weekly figures yet; run `groundswell rollup`, then report again."
            )
        yield now_at


@contextmanager
def one_maker(engine: Engine) -> Iterator[None]:
    """One process makes issues at a time, so that each has an edition of its own."""
    with locked_session(engine, Lock.REPORT_ISSUE):
        yield


def read_week(engine: Engine, week: date, scope: IssueScope = ALL_ARTISTS) -> Reading:
    """The figures of a week and scope as they stand, and what they can be recognised by."""
    given = {"week_on": week, "label": scope.label, "team": scope.team}
    with engine.connect() as connection:
        figures = [dict(row) for row in connection.execute(statement("report_issue/figures_now"), given).mappings()]
        versions = {row.of_table: row.version for row in connection.execute(statement("report_issue/versions"), given)}
        prints = {name: _of_week(connection, name, week) for name in WEEKLY_TABLES}
    return Reading(figures, prints, versions)


def next_edition(engine: Engine, week: date, scope: IssueScope = ALL_ARTISTS) -> int:
    """Number of the next issue of a week and scope; of two scopes whose files are called alike each has its own."""
    stem = file_stem(week, scope)
    given = {"week_on": week, "label": scope.label, "team": scope.team, "stem": stem, "length": len(stem)}
    with engine.connect() as connection:
        return int(connection.execute(statement("report_issue/edition"), given).scalar_one())


def put_issue(engine: Engine, issue: Mapping[str, Any], blocks: Sequence[Any], reading: Reading) -> int:
    """Enter an issue with all it told, in one transaction; its number."""
    with engine.begin() as connection:
        given = {
            **issue,
            "parameters": storable_json(issue["parameters"]),
            "fingerprint": storable_json(dict(reading.fingerprint)),
            "method_versions": storable_json(dict(reading.method_versions)),
            "blocks": storable_json(list(blocks)),
        }
        issue_id: int = connection.execute(statement("report_issue/put"), given).scalar_one()
        if reading.figures:
            rows = [{**row, "issue_id": issue_id} for row in reading.figures]
            connection.execute(statement("report_issue/put_figure"), rows)
    return issue_id


def read_issues(
    engine: Engine, *, issue_id: int | None = None, week: date | None = None, scope: IssueScope = ALL_ARTISTS
) -> list[Issue]:
    """Kept issues, the newest week and edition first: all, the one of a number, or those of a week and scope."""
    given = {"issue_id": issue_id, "week_on": week, "label": scope.label, "team": scope.team}
    with engine.connect() as connection:
        rows = connection.execute(statement("report_issue/list"), given).mappings().all()
    return [Issue(scope=IssueScope(label, team), **rest) for row in rows for label, team, rest in [_split(dict(row))]]


def read_issue(engine: Engine, issue_id: int) -> Issue:
    """The issue of a number. Raises ReportError when there is none."""
    found = read_issues(engine, issue_id=issue_id)
    if not found:
        raise ReportError(f"There is no issue {issue_id}; `groundswell report list` shows those that are kept.")
    return found[0]


def read_content(engine: Engine, issue_id: int) -> tuple[list[Any], list[dict[str, Any]]]:
    """The blocks of an issue, and its figures."""
    with engine.connect() as connection:
        blocks: list[Any] = connection.execute(statement("report_issue/blocks"), {"issue_id": issue_id}).scalar_one()
        rows = connection.execute(statement("report_issue/figures"), {"issue_id": issue_id}).mappings().all()
    return blocks, [dict(row) for row in rows]


def _split(row: dict[str, Any]) -> tuple[str | None, str | None, dict[str, Any]]:
    return row.pop("label"), row.pop("team"), row


def _of_week(connection: Connection, name: str, week: date) -> dict[str, Any]:
    table = metadata.tables[f"mart.{name}"]
    return table_fingerprint(connection, table, table.c.week_on == week)


def read_sources(engine: Engine) -> list[SourceState]:
    """The sources the report waits for, as they stand today."""
    with engine.connect() as connection:
        rows = connection.execute(statement("report_issue/sources")).all()
    return [SourceState(*row) for row in rows]
