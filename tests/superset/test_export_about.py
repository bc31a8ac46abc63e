"""What an exported file says of itself, and what it is called."""

from datetime import UTC, datetime
from typing import Any

import pytest
from export_about import About, in_words, week_of

FRIDAY_MS = 1_762_473_600_000  # 7 November 2025
TITLES = {"label": "Label", "week_on": "Week", "artist": "Artist"}


def about(**changed: Any) -> About:
    given = {
        "dashboard": "Label overview",
        "chart": "What moved",
        "week": "2026-11-06",
        "filters": [],
        "as_of": "up to",
    }
    return About(**{**given, "made_by": "marketing", "made_at": datetime(2026, 11, 28, 18, tzinfo=UTC), **changed})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([{"col": "label", "op": "IN", "val": ["Tidemark", "North"]}], [("Label", "is Tidemark, North")]),
        ([{"col": "label", "op": "==", "val": "Tidemark"}] * 2, [("Label", "is Tidemark")]),
        ([{"col": "week_on", "op": "IN", "val": [FRIDAY_MS]}], [("Week", "is 2025-11-07")]),
        ([{"col": "week_on", "op": "TEMPORAL_RANGE", "val": "No filter"}], []),
        ([{"col": "week_on", "op": "TEMPORAL_RANGE", "val": "Last month"}], [("Week", "in Last month")]),
        ([{"col": "tier", "op": "IS NOT NULL"}], [("tier", "is not empty")]),
        ([{"col": "value", "op": ">", "val": 1000}], [("value", "> 1000")]),
        ([{"col": {"sqlExpression": "1"}, "op": "==", "val": 1}], []),
    ],
)
def test_filters_in_words(given: list[dict[str, Any]], words: list[tuple[str, str]]) -> None:
    assert in_words(given, TITLES) == words


@pytest.mark.parametrize(
    ("filters", "week"),
    [
        ([{"col": "week_on", "op": "IN", "val": [FRIDAY_MS]}], "2025-11-07"),
        ([{"col": "week_on", "op": "==", "val": "2025-11-07T00:00:00"}], "2025-11-07"),
        ([{"col": "week_on", "op": "IN", "val": ["2025-11-07", "2025-11-14"]}], None),
        ([{"col": "label", "op": "IN", "val": ["x"]}], None),
    ],
)
def test_the_week_is_the_one_filtered_by(filters: list[dict[str, Any]], week: str | None) -> None:
    assert week_of(filters) == week


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({}, "label-overview-what-moved-week-2026-11-06"),
        (
            {"filters": [("Week", "is 2026-11-06"), ("Label", "is Tide/Mark")]},
            "label-overview-what-moved-week-2026-11-06-label-tide-mark",
        ),
        ({"week": ""}, "label-overview-what-moved-2026-11-28"),
        ({"dashboard": "", "chart": "../../x\r\n"}, "x-week-2026-11-06"),
    ],
)
def test_a_file_is_named_by_dashboard_chart_week_and_filters(changed: dict[str, Any], name: str) -> None:
    assert about(**changed).file_name() == name


def test_a_name_has_an_end() -> None:
    assert len(about(filters=[("Artist", "is " + "x" * 500)]).file_name()) == 150


def test_the_sheet_says_what_it_is_of() -> None:
    facts = about(filters=[("Label", "is Tidemark")]).facts()
    assert facts[:4] == [
        ("Dashboard", "Label overview"),
        ("Chart", "What moved"),
        ("Week of Friday", "2026-11-06"),
        ("Filter: Label", "is Tidemark"),
    ]
    assert ("Filters", "none") in about().facts()
    assert "Dashboard" not in dict(about(dashboard="").facts())
