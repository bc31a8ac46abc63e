"""Rules of weeks that rollups and sentences share: two days in one, and differences that stand for a week."""

import pytest
from sqlalchemy import Engine, text


@pytest.mark.parametrize(
    ("this_day", "last_day", "this_rest", "last_rest", "is_double"),
    [
        (160, 100, 600, 600, True),
        (159, 100, 600, 600, False),
        (260, 100, 600, 600, True),
        (261, 100, 600, 600, False),
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


N = None


@pytest.mark.parametrize(
    ("days", "doubles", "last_days", "last_doubles", "compared"),
    [
        ([1, 2, 3, 4, 5, 6, 7], None, [1] * 7, None, (28, 7, 7)),
        ([1, N, 3, 4, 5, 6, 7], None, [1] * 7, None, (26, 6, 6)),  # a day that never came
        ([1, N, 5, 4, 5, 6, 7], [3], [1] * 7, None, (28, 7, 7)),  # it came with the next one
        ([1, N, 5, 4, 5, 6, 7], [3], [1, 1, N, 1, 1, 1, 1], None, (23, 5, 5)),  # half of a reading is none
        ([1] * 7, None, [1, 1, 1, 1, 1, N, 9], [7], (7, 14, 7)),
        ([1, N, 5, 4, 5, 6, 7], [3], [1, 1, N, 9, 1, 1, 1], [4], (28, 14, 7)),
        ([1, N, 5, N, 5, 6, 7], [3], [1, 1, N, 9, 1, 1, 1], [4], (19, 4, 4)),  # what hangs together goes together
        ([N, 2, 3, 4, 5, 6, 7], [1], [1, 1, 1, 1, 1, 1, N], None, (20, 5, 5)),  # Thursday and Friday in one
        ([N] * 7, None, [1] * 7, None, (None, None, 0)),
    ],
)
def test_days_left_out_of_one_week_are_left_out_of_the_other(
    warehouse: Engine,
    days: list[int | None],
    doubles: list[int] | None,
    last_days: list[int | None],
    last_doubles: list[int] | None,
    compared: tuple[int | None, int | None, int],
) -> None:
    query = text(
        "select * from core.days_compared(cast(:days as numeric[]), cast(:doubles as int[]), "
        "cast(:last_days as numeric[]), cast(:last_doubles as int[]))"
    )
    given = {"days": days, "doubles": doubles, "last_days": last_days, "last_doubles": last_doubles}
    with warehouse.connect() as connection:
        assert tuple(connection.execute(query, given).one()) == compared


@pytest.mark.parametrize(
    ("days", "last_days", "doubles"),
    [
        ([10] * 7, [10] * 7, None),
        ([10, N, 20, 10, 10, 10, 10], [10] * 7, [3]),
        ([10, N, 10, 10, 10, 10, 10], [10] * 7, None),  # it is lost
        ([20, 10, 10, 10, 10, 10, 10], [10, 10, 10, 10, 10, 10, N], [1]),
        ([10, N, 20, N, 20, 10, 10], [10] * 7, [3, 5]),
        ([10, N, N, 30, 10, 10, 10], [10] * 7, None),  # three in one are no two
        ([20, N, 40, 20, 20, 20, 20], [10] * 7, [3]),  # of a week that doubled as a whole
    ],
)
def test_two_days_in_one_of_a_week(
    warehouse: Engine, days: list[int | None], last_days: list[int | None], doubles: list[int] | None
) -> None:
    query = text("select core.double_days(cast(:days as numeric[]), cast(:last_days as numeric[]))")
    with warehouse.connect() as connection:
        assert connection.execute(query, {"days": days, "last_days": last_days}).scalar_one() == doubles
