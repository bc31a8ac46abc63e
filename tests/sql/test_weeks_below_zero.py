"""Where more was taken back than came a week has no ratio and no share, in whatever view it is shown."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.sql.given import enter_given

VIEWS = {
    "artist_trend": "ratio",
    "artist_week_pair": "ratio",
    "followed_track_week": "change_share",
    "followed_week": "change_share",
    "label_trend": "ratio",
    "track_trend": "ratio",
    "track_week_pair": "ratio",
}


@pytest.fixture
def given(warehouse: Engine) -> Engine:
    enter_given(warehouse, Path(__file__).parent / "weeks_below_zero")
    return warehouse


def test_only_weeks_of_nothing_or_more_have_a_ratio(given: Engine) -> None:
    for view, column in VIEWS.items():
        with given.connect() as connection:
            schema = "mart" if connection.execute(text(f"select to_regclass('mart.{view}')")).scalar() else "bi"
            rows = connection.execute(text(f"select week_on::text, {column} from {schema}.{view} order by 1")).all()
        # 20 to -10, then -10 to 30, then 30 to 0
        last = 0 if column == "ratio" else -1
        expected = [("2026-10-23", None), ("2026-10-30", None), ("2026-11-06", last)]
        assert [tuple(row) for row in rows] == expected, view
