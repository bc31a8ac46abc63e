"""Figures are written alike by SQL, for pages, and by the report."""

import random

from sqlalchemy import Engine, text

from tasks.report.figures import short, signed

EDGES = [
    0,
    1,
    999,
    1000,
    9_949,
    9_950,
    15_350,
    99_949,
    99_950,
    999_499,
    999_500,
    999_949,
    999_950,
    1_250_000,
    999_949_999,
    10**9,
]


def test_short_figures_are_alike(warehouse: Engine) -> None:
    chance = random.Random(3)
    values = [*EDGES, *(chance.randrange(10 ** chance.randrange(1, 12)) for _ in range(300))]
    values += [-value for value in values]
    query = text("select core.short_figure(v), core.short_change(v) from unnest(cast(:v as numeric[])) v")
    with warehouse.connect() as connection:
        found = [tuple(row) for row in connection.execute(query, {"v": values})]
    assert found == [(short(value), signed(value)) for value in values]


def test_shares_in_words(warehouse: Engine) -> None:
    given = {(104, 100): "+4.0%", (96, 100): "−4.0%", (1004, 1000): "level", (150, 100): "+50%", (40, 100): "−60%"}
    query = text("select core.share_words(:this, :last, 100)")
    with warehouse.connect() as connection:
        for (this, last), words in given.items():
            assert connection.execute(query, {"this": this, "last": last}).scalar_one() == words
        # of less than the floor, and where more was taken back than came
        for this, last in ((140, 99), (-1, 100), (5, None)):
            assert connection.execute(query, {"this": this, "last": last}).scalar_one() is None
