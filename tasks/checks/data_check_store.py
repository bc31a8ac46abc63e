"""Checks of data made, each within its time, and what they found over time."""

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.statements import SQL_FOLDER, scripts, statement
from db.storable import storable, storable_json
from tasks.checks.data_checks import CheckResult, DataCheck, parse_check

LONGEST_MS = 60_000
COUNTED = (
    "with f as materialized ({}\n) select count(*) as items, (select to_jsonb(f) from f limit 1) as example from f"
)


def read_checks() -> list[DataCheck]:
    """Every check of db/sql/checks. Raises NotACheck."""
    folders = sorted(path.name for path in (SQL_FOLDER / "checks").iterdir() if path.is_dir())
    return [parse_check(folder, name, query) for folder in folders for name, query in scripts(f"checks/{folder}")]


def make_checks(engine: Engine, checks: Sequence[DataCheck], as_of: date, now: datetime) -> list[CheckResult]:
    """Make the checks one after the other and keep what they found, or why one could not be made."""
    return [_make(engine, check, {"as_of": as_of, "slug": None}, now) for check in checks]


def read_newest(engine: Engine) -> list[CheckResult]:
    """The newest result of each check."""
    with engine.connect() as connection:
        return [CheckResult(**row) for row in connection.execute(statement("checks/newest_results")).mappings()]


def _make(engine: Engine, check: DataCheck, given: Mapping[str, Any], now: datetime) -> CheckResult:
    began = time.monotonic()
    rows, example, reason = None, None, None
    try:
        with engine.connect() as connection:
            connection.execute(text("set transaction read only"))
            connection.execute(text(f"set local statement_timeout = {LONGEST_MS}"))
            found = connection.execute(text(COUNTED.format(check.query)), given).one()
        rows, example = found.items, found.example
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
    result = CheckResult(check.name, check.severity, check.what, now, rows, example, reason)
    _keep(engine, result, round((time.monotonic() - began) * 1000))
    return result


def _keep(engine: Engine, result: CheckResult, elapsed_ms: int) -> None:
    row = {
        "name": result.name,
        "severity": result.severity,
        "what": result.what,
        "checked_at": result.checked_at,
        "rows_found": result.rows_found,
        "example": storable_json(dict(result.example)) if result.example is not None else None,
        "reason": storable(result.reason) if result.reason is not None else None,
        "elapsed_ms": elapsed_ms,
    }
    with engine.begin() as connection:
        connection.execute(statement("checks/put_result"), row)
