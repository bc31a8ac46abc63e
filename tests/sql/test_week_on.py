"""Weeks run Friday to Thursday and are named by their Friday; SQL and Python count alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from db.week import last_complete_week, reported_at, reported_on, week_end, week_on

FRIDAYS = [
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
]


@pytest.mark.parametrize(("day", "friday"), FRIDAYS)
def test_a_day_belongs_to_the_friday_before_or_on_it(warehouse: Engine, day: date, friday: date) -> None:
    assert week_on(day) == friday
    with warehouse.connect() as connection:
        assert connection.execute(text("select core.week_on(:day)"), {"day": day}).scalar() == friday


def test_sixty_years_of_days_in_sql_and_in_python(warehouse: Engine) -> None:
    query = text(
        "select d::date, core.week_on(d::date), core.reported_at(core.week_on(d::date)) "
        "from generate_series('1990-01-01'::date, '2049-12-31', '1 day') d"
    )
    with warehouse.connect() as connection:
        rows = connection.execute(query).all()
    assert len(rows) == 21_915
    for day, week, moment in rows:
        assert week == week_on(day) == day - timedelta(days=(day.weekday() - 4) % 7)
        assert moment == reported_at(week)


@pytest.mark.parametrize(
    ("as_of", "friday"),
    [
        (date(2026, 11, 18), date(2026, 11, 6)),  # Wednesday: the week it lies in is not over
        (date(2026, 11, 19), date(2026, 11, 13)),  # Thursday: over in the evening
        (date(2026, 11, 20), date(2026, 11, 13)),
        (date(2026, 11, 25), date(2026, 11, 13)),
        (date(2026, 11, 26), date(2026, 11, 20)),
    ],
)
def test_the_last_complete_week(as_of: date, friday: date) -> None:
    assert last_complete_week(as_of) == friday


def test_a_week_ends_with_thursday_and_is_reported_on_monday() -> None:
    assert week_end(date(2026, 11, 13)) == date(2026, 11, 19)
    assert reported_on(date(2026, 11, 13)) == date(2026, 11, 23)
    assert reported_at(date(2026, 11, 13)) == datetime(2026, 11, 23, 7, tzinfo=UTC)
