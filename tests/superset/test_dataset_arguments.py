"""Filters of a dashboard as arguments of a function: what they choose, quoted, and nothing else of the SQL."""

from datetime import UTC, datetime
from typing import Any

import pytest
from dataset_arguments import FilterNotPossible, arguments, bound, days, literal
from sqlalchemy import Engine, text

OCTOBER, NOVEMBER = (datetime(2026, month, 1, tzinfo=UTC) for month in (10, 11))
SQL = "select * from audience_answer(:artists, :platforms, :from_on, :to_on, :country, 'date')"


def test_filters_become_arguments() -> None:
    filters: list[dict[str, Any]] = [
        {"col": "artist", "op": "IN", "val": ["O'Neil", "?q=:artists"]},
        {"col": "platform_name", "op": "==", "val": "Spotify"},
        {"col": "country_code", "op": "IN", "val": ["DE"]},
        {"col": "count_kind", "op": "==", "val": "plays"},
        {"col": {"sqlExpression": "1"}, "op": "IN", "val": ["x"]},
    ]
    assert bound(SQL, arguments(filters), *days(OCTOBER, NOVEMBER)) == (
        "select * from audience_answer(array['O''Neil', '?q=:artists']::text[], array['Spotify']::text[], "
        "'2026-10-01', '2026-10-31', 'DE', 'date')"
    )


def test_what_no_filter_chooses_is_left_open() -> None:
    asked = "select * from audience_answer(null, null, null, null, null, 'date')"
    assert bound(SQL, arguments([]), *days(None, None)) == asked


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ([{"col": "artist", "op": "NOT IN", "val": ["A"]}], "can only choose"),
        ([{"col": "platform_name", "op": "LIKE", "val": "%"}], "can only choose"),
        ([{"col": "country_code", "op": "IN", "val": ["DE", "FR"]}], "one country at a time"),
    ],
)
def test_what_is_no_argument_is_refused_in_words(filters: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(FilterNotPossible, match=words):
        arguments(filters)


@pytest.mark.parametrize("value", ["'; drop table x; --", "\\'", "a'':b", "$$x$$", "{{ 1 }}", "line\nbreak"])
def test_a_text_reaches_the_warehouse_as_it_is(shared_warehouse: Engine, value: str) -> None:
    with shared_warehouse.connect() as connection:
        query = text(f"select {literal(value)} as one, {literal([value, value])} as several".replace(":", "\\:"))
        assert connection.execute(query).one() == (value, [value, value])
