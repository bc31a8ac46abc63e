"""Figures are written alike by SQL, for pages, and by the report."""

import random

from sqlalchemy import Engine, text

from tasks.report.figures import NARROW_SPACE, percent, short, signed

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
    given = {
        (104, 100): "+4.0%",
        (96, 100): "−4.0%",
        (1004, 1000): "level",
        (150, 100): "+50.0%",
        (801, 1000): "−19.9%",
        (340, 100): "3.4×",
        (0, 100): "−100.0%",
    }
    query = text("select core.share_words(:this, :last, 100)")
    with warehouse.connect() as connection:
        for (this, last), words in given.items():
            assert connection.execute(query, {"this": this, "last": last}).scalar_one() == words
        # of less than the floor, and where more was taken back than came
        for this, last in ((140, 99), (-1, 100), (5, None)):
            assert connection.execute(query, {"this": this, "last": last}).scalar_one() is None


def test_changes_are_rounded_alike(warehouse: Engine) -> None:
    chance = random.Random(5)
    pairs = [(1005, 1000), (19_985, 10_000), (80_050, 100_000), (2_000, 1_000), (99_950, 1_000), (1_234_500, 1_000)]
    for _ in range(300):
        last = chance.randrange(100, 10 ** chance.randrange(3, 9))
        pairs.append((int(last * chance.choice([0.2, 0.9, 1.1, 2, 30, 300]) * chance.random()), last))
    query = text(
        "select core.share_words(this, last, 100) "
        "from unnest(cast(:this as numeric[]), cast(:last as numeric[])) w (this, last)"
    )
    this, last = zip(*pairs, strict=True)
    with warehouse.connect() as connection:
        found = connection.execute(query, {"this": list(this), "last": list(last)}).scalars().all()
    for words, (now, before) in zip(found, pairs, strict=True):
        is_level = abs(now - before) * 200 < before
        assert words == ("level" if is_level else percent(now / before).replace(NARROW_SPACE, "")), (now, before)


def test_totals_in_words(warehouse: Engine) -> None:
    query = text("select core.total_words(:this, :last, 100)")
    given = {(1173, 1000): "up 17.3% to 1.2K", (801, 1000): "down 19.9% to 801"}
    given |= {(3400, 1000): "3.4× last week, at 3.4K", (1000, 1000): "level at 1.0K", (90, 20): "at 90 after 20"}
    with warehouse.connect() as connection:
        for (this, last), words in given.items():
            assert connection.execute(query, {"this": this, "last": last}).scalar_one() == words


def test_only_names_written_right_to_left_are_marked(warehouse: Engine) -> None:
    names = ["Paper Kites", "별빛풍선", "Ïжаковий", "ضوء المذياع", "שלום DJ"]
    with warehouse.connect() as connection:
        found = connection.execute(text("select core.isolated(n) from unnest(cast(:n as text[])) n"), {"n": names})
        assert list(found.scalars()) == [*names[:3], "\u2068ضوء المذياع\u2069", "\u2068שלום DJ\u2069"]
