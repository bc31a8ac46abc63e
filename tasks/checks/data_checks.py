"""Checks of data: SQL that selects what must never exist (fail), or what is worth a look (warn)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.errors import GroundswellError
from tasks.checks.finding import Finding, Look, Severity, counted

KIND = "data"
# The first line of a file that is no "for each" says how bad a row is, and what it is.
HEADER = re.compile(r"^-- (fail|warn): (.+)$", re.MULTILINE)
EACH = timedelta(days=1)
LONGEST_EXAMPLE = 300


class NotACheck(GroundswellError):
    """A file of db/sql/checks does not say what it is."""


@dataclass(frozen=True, slots=True)
class DataCheck:
    """A check: ``name`` with its folder, ``what`` a row of it is, as a sentence."""

    name: str
    severity: Severity
    what: str
    query: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found (UTC): rows, and the first as an example; ``rows_found`` None where it could not be made."""

    name: str
    severity: Severity
    what: str
    checked_at: datetime
    rows_found: int | None
    example: Mapping[str, Any] | None = None
    reason: str | None = None


def parse_check(folder: str, name: str, query: str) -> DataCheck:
    """The check of a file. Raises NotACheck."""
    header = HEADER.search(query)
    if header is None:
        raise NotACheck(
            f"db/sql/checks/{folder}/{name}.sql does not say what it is; begin it with “-- fail: what a row is.” or "
            "“-- warn: what a row is.”"
        )
    severity: Severity = "fail" if header[1] == "fail" else "warn"
    return DataCheck(f"{folder}/{name}", severity, header[2], query)


def oldest_result(newest: Sequence[CheckResult], names: Sequence[str]) -> datetime | None:
    """Since when what is known of data holds (UTC); None where a check was never made."""
    made = {result.name: result.checked_at for result in newest}
    return min(made[name] for name in names) if names and set(names) <= set(made) else None


def is_due(last_checked_at: datetime | None, last_daily_at: datetime | None, now: datetime) -> bool:
    """Once a day, and after each daily run: what lies in the warehouse changes little between."""
    if last_checked_at is None or now - last_checked_at >= EACH:
        return True
    return last_daily_at is not None and last_daily_at > last_checked_at


def data_look(newest: Sequence[CheckResult], names: Sequence[str]) -> Look:
    """Findings of the newest result of each check that is there; of one that could not be made nothing is said."""
    results = [result for result in newest if result.name in names]
    missing = frozenset(f"data:{name}" for name in names if name not in {result.name for result in results})
    unmade = frozenset(f"data:{result.name}" for result in results if result.rows_found is None)
    return Look(
        KIND,
        tuple(_finding(result, result.rows_found) for result in results if result.rows_found),
        unjudged_keys=missing | unmade,
    )


def unmade_look(newest: Sequence[CheckResult]) -> Look:
    """One finding for checks that could not be made: who does not look finds nothing."""
    unmade = [result for result in newest if result.rows_found is None]
    if not unmade:
        return Look("look")
    reasons = "\n".join(f"{result.name}: {result.reason}" for result in unmade)
    what = f"{counted(len(unmade), 'check')} of data could not be made.\n{reasons}"
    return Look("look", (Finding("look:data", "look", what, "Make them again with: groundswell check"),))


def _finding(result: CheckResult, rows: int) -> Finding:
    example = json.dumps(result.example, ensure_ascii=False, default=str)[:LONGEST_EXAMPLE]
    return Finding(
        f"data:{result.name}",
        KIND,
        f"{result.name.rpartition('/')[2].replace('_', ' ').capitalize()}: {counted(rows, 'row')}.\n{result.what}\n"
        f"For example {example}",
        f"All of them: groundswell db psql with db/sql/checks/{result.name}.sql",
        result.severity,
    )
