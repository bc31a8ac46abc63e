"""On which day a made-up world ends, and which one a folder is for."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.datadir import DataDir
from flows.services.worlds import chosen_seed, claim, last_thursday, world_of


@pytest.mark.parametrize(
    ("today", "thursday"),
    [
        (date(2026, 11, 28), date(2026, 11, 26)),  # a Saturday
        (date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 26), date(2026, 11, 19)),  # of a Thursday nothing is over yet
        (date(2026, 12, 2), date(2026, 11, 26)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2025, 12, 25)),  # a Thursday
        (date(2024, 3, 1), date(2024, 2, 29)),
    ],
)
def test_a_world_ends_on_the_last_thursday(today: date, thursday: date) -> None:
    assert last_thursday(today) == thursday


def test_it_is_one_of_the_seven_days_before() -> None:
    for today in (date(2025, 12, 1) + timedelta(days=days) for days in range(800)):
        found = last_thursday(today)
        assert f"{found:%A}" == "Thursday", today
        assert 1 <= (today - found).days <= 7, today


def test_a_folder_goes_on_with_the_world_it_holds(tmp_path: Path) -> None:
    folder = DataDir.open(tmp_path / "data", create=True)
    assert chosen_seed(folder, None) == 7
    claim(folder, world_of(0))
    assert chosen_seed(folder, None) == 0
    assert chosen_seed(folder, 8) == 8  # which is refused by name: it is another world
