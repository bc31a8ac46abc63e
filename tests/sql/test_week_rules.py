"""Rules of weeks that rollups and sentences share: two days in one, and differences that stand for a week."""

import pytest
from sqlalchemy import Engine, text


@pytest.mark.parametrize(
    ("this_day", "last_day", "this_rest", "last_rest", "is_double"),
    [
        (160, 100, 600, 600, True),
        (159, 100, 600, 600, False),
        (250, 100, 600, 600, True),
        (251, 100, 600, 600, False),
        (320, 100, 1200, 600, True),  # a week that doubled as a whole
        (200, 100, 1200, 600, False),
        (200, 0, 600, 600, False),
        (200, 100, 600, 0, False),
    ],
)
def test_two_days_in_one(
    warehouse: Engine, this_day: int, last_day: int, this_rest: int, last_rest: int, is_double: bool
) -> None:
    query = text("select core.is_double_day(:this_day, :last_day, :this_rest, :last_rest)")
    given = {"this_day": this_day, "last_day": last_day, "this_rest": this_rest, "last_rest": last_rest}
    with warehouse.connect() as connection:
        assert connection.execute(query, given).scalar() is is_double


def test_sounds_may_be_read_a_day_early_or_late(warehouse: Engine) -> None:
    query = text("select days from generate_series(0, 20) as d (days) where core.spans_a_week(days)")
    with warehouse.connect() as connection:
        assert list(connection.execute(query).scalars()) == [6, 7, 8]
