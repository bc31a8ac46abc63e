"""Datasets that ask a function of the warehouse: the filters of a dashboard are its arguments.

What several artists total in a period is no sum over rows, so no condition on a view can tell it. A dataset of ours has
SQL with names such as ``:artists``; before it is asked they become what the filters say, quoted. Nobody else's SQL is
touched, and there are no templates.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

ARGUMENT = re.compile(r":(artists|platforms|from_on|to_on|country)\b")
COLUMNS = {"artist": "artists", "platform_name": "platforms", "country_code": "country"}
PERIOD = "period_on"


class FilterNotPossible(ValueError):
    """A filter that is no argument; ``str()`` is a sentence for who asks."""


def arguments(filters: Sequence[Mapping[str, Any]]) -> dict[str, list[str] | str | None]:
    """What the filters choose; None for what they leave open. Raises FilterNotPossible."""
    found: dict[str, list[str] | str | None] = dict.fromkeys(("artists", "platforms", "country"))
    for each in filters:
        name = COLUMNS.get(each["col"]) if isinstance(each["col"], str) else None
        if name is None:
            continue
        value, operator = each.get("val"), str(each["op"]).upper()
        if operator not in ("IN", "=="):
            raise FilterNotPossible(f"The filter of {each['col']} can only choose values, not leave some out.")
        values = [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
        if name == "country" and len(values) > 1:
            raise FilterNotPossible("Figures are of one country at a time; choose one.")
        found[name] = values[0] if name == "country" else values
    return found


def bound(sql: str, chosen: Mapping[str, list[str] | str | None], from_on: str | None, to_on: str | None) -> str:
    """The SQL with what was chosen in place of its names."""
    values = {**chosen, "from_on": from_on, "to_on": to_on}
    return ARGUMENT.sub(lambda match: literal(values[match[1]]), sql)


def literal(value: list[str] | str | None) -> str:
    """A text, a list of texts or null, as Postgres reads it whatever stands in it."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return "'" + value.replace("\0", "").replace("'", "''") + "'"
    return f"array[{', '.join(literal(one) for one in value)}]::text[]"


def days(since: datetime | None, until: datetime | None) -> tuple[str | None, str | None]:
    """First and last day of a range that ends before ``until``."""
    last = until - timedelta(microseconds=1) if until is not None else None
    return (None if since is None else str(since.date())), (None if last is None else str(last.date()))


def answer_by_arguments() -> None:
    """From now on SQL of our datasets has its arguments filled in."""
    from superset.connectors.sqla.models import SqlaTable
    from superset.exceptions import QueryObjectValidationError
    from superset.jinja_context import NoOpTemplateProcessor
    from superset.utils.date_parser import get_since_until

    class Arguments(NoOpTemplateProcessor):
        def process_template(self, sql: str, **kwargs: Any) -> str:
            if self._table is None or sql != (self._table.sql or "").strip("\t\r\n; "):
                return sql
            filters = self._context.get("filter") or []
            period = next((each.get("val") for each in filters if each.get("col") == PERIOD), None)
            period = None if period == "No filter" else period
            try:
                chosen = arguments(filters)
            except FilterNotPossible as error:
                raise QueryObjectValidationError(str(error)) from error
            if self._removed_filters is not None:  # what is an argument is no condition on the answer's rows
                self._removed_filters.extend([*COLUMNS, PERIOD])
            return bound(sql, chosen, *(days(*get_since_until(time_range=period)) if period else (None, None)))

    unchanged = SqlaTable.get_template_processor

    def get_template_processor(self: Any, **kwargs: Any) -> Any:
        if self.is_managed_externally and self.sql:
            return Arguments(table=self, database=self.database, **kwargs)
        return unchanged(self, **kwargs)

    SqlaTable.get_template_processor = get_template_processor
