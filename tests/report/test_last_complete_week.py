"""The week a report is about: Friday to Thursday, over on the evening it is asked for."""

from datetime import date

import pytest

from flows.weekly_report import last_complete_week


@pytest.mark.parametrize(
    ("as_of", "friday"),
    # November 2026: the 6th, 13th, 20th and 27th are Fridays
    [
        (date(2026, 11, 18), date(2026, 11, 6)),  # Wednesday: the week is over tomorrow
        (date(2026, 11, 19), date(2026, 11, 13)),  # Thursday: over this evening
        (date(2026, 11, 20), date(2026, 11, 13)),
        (date(2026, 11, 22), date(2026, 11, 13)),
        (date(2026, 11, 23), date(2026, 11, 13)),  # Monday, when it is printed
        (date(2026, 11, 25), date(2026, 11, 13)),
        (date(2026, 11, 26), date(2026, 11, 20)),
        (date(2027, 1, 1), date(2026, 12, 25)),
    ],
)
def test_last_complete_week(as_of: date, friday: date) -> None:
    assert last_complete_week(as_of) == friday
