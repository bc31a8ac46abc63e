"""The calendar of weekly figures: weeks run Friday to Thursday and are named by their Friday; core.week_on in SQL."""

from datetime import UTC, date, datetime, time, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FRIDAY = 4


def week_on(day: date) -> date:
    """The Friday the week of a day begins with."""
    return day - (day.weekday() - FRIDAY) % 7 * DAY


def week_end(week: date) -> date:
    """The Thursday a week ends with."""
    return week + 6 * DAY


def last_complete_week(as_of: date) -> date:
    """The Friday of the last week that is over on the evening of ``as_of``."""
    return week_on(as_of + DAY) - WEEK


def reported_on(week: date) -> date:
    """The Monday after a week, when its figures are reported: three days for late deliveries."""
    return week + 10 * DAY


def reported_at(week: date) -> datetime:
    """The moment the figures of a week are reported, as core.reported_at has it."""
    return datetime.combine(reported_on(week), time(7), UTC)
