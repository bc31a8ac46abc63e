"""Weeks run Friday to Thursday and are named by their Friday."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text


@pytest.mark.parametrize(
    ("day", "friday"),
    [
        (date(2026, 11, 12), date(2026, 11, 6)),  # Thursday
        (date(2026, 11, 13), date(2026, 11, 13)),  # Friday
        (date(2026, 11, 14), date(2026, 11, 13)),
        (date(2026, 11, 15), date(2026, 11, 13)),
        (date(2026, 11, 16), date(2026, 11, 13)),
        (date(2026, 11, 17), date(2026, 11, 13)),
        (date(2026, 11, 18), date(2026, 11, 13)),
        (date(2026, 11, 19), date(2026, 11, 13)),  # Thursday
        (date(2027, 1, 1), date(2027, 1, 1)),
        (date(2028, 3, 1), date(2028, 2, 25)),  # over a leap day
    ],
)
def test_a_day_belongs_to_the_friday_before_or_on_it(warehouse: Engine, day: date, friday: date) -> None:
    with warehouse.connect() as connection:
        assert connection.execute(text("select core.week_on(:day)"), {"day": day}).scalar() == friday


def test_ten_years_of_days(warehouse: Engine) -> None:
    query = text(
        "select d::date, core.week_on(d::date) from generate_series('2020-01-01'::date, '2029-12-31', '1 day') d"
    )
    with warehouse.connect() as connection:
        rows = connection.execute(query).all()
    assert len(rows) == 3653
    assert [week for _, week in rows] == [day - timedelta(days=(day.weekday() - 4) % 7) for day, _ in rows]
