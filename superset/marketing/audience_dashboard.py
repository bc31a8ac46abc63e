"""The address of the dashboard Music analytics with the filters of a question."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote

from marketing.audience_check import Offered
from marketing.audience_question import AudienceQuestion
from marketing.warehouse import Row, read

PATH = "/superset/dashboard/music-analytics/?native_filters="


def dashboard_address(question: AudienceQuestion, artists: Sequence[Row], choice: Offered) -> str | None:
    """None where the dashboard has none of the artists: it is of those with a card."""
    rows = read("audience_followed", artists=[artist["artist_id"] for artist in artists])
    if len(rows) < len(artists):
        return None
    filters = {"artist": _chosen("artist", [row["artist"] for row in rows])}
    until = question.to_on + timedelta(days=1)  # a time range ends before its second day
    period = rison(f"{question.from_on} : {until}")
    filters["period"] = f"extraFormData:(time_range:{period}),filterState:(value:{period})"
    if question.platforms is not None:
        filters["platform"] = _chosen("platform_name", [choice.platforms[code] for code in question.platforms])
    if question.country is not None:
        filters["country"] = _chosen("country_code", [question.country])
    parts = (f"NATIVE_FILTER-{name}:({mask},id:NATIVE_FILTER-{name},ownState:())" for name, mask in filters.items())
    return PATH + quote(f"({','.join(parts)})", safe="():,!'")


def _chosen(column: str, values: Sequence[str]) -> str:
    listed = f"!({','.join(rison(value) for value in values)})"
    return f"extraFormData:(filters:!((col:{column},op:IN,val:{listed}))),filterState:(value:{listed})"


def rison(value: str) -> str:
    """A text as rison quotes it: ! before ! and '."""
    return "'" + value.replace("!", "!!").replace("'", "!'") + "'"
