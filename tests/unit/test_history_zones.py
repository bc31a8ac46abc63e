"""Days in a time zone, and zones that are not one."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.listening.errors import UnknownZone
from tasks.listening.zones import check_zone, local_days

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
]
SECONDS = some.lists(some.integers(1_100_000_000, 2_000_000_000), min_size=1, max_size=20)


@given(SECONDS, some.sampled_from(ZONES))
def test_days_are_those_of_a_calendar_there(seconds: list[int], zone: str) -> None:
    expected = [
        ((EPOCH + timedelta(seconds=second)).astimezone(ZoneInfo(zone)).date() - date(1970, 1, 1)).days
        for second in seconds
    ]
    assert local_days(np.array(seconds) * 1_000_000, zone).tolist() == expected


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Africa/Cairo"])
def test_the_second_at_which_the_clock_changes_is_found(zone: str) -> None:
    first = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
    seconds = [first + hour * 3600 + past for hour in range(366 * 24) for past in (-1, 0, 1)]
    expected = [datetime.fromtimestamp(second, ZoneInfo(zone)).date().toordinal() - 719_163 for second in seconds]
    assert local_days(np.array(seconds) * 1_000_000, zone).tolist() == expected


def test_a_zone_is_known_in_any_case() -> None:
    assert check_zone("europe/berlin") == "Europe/Berlin"
    assert check_zone("UTC") == "UTC"


@pytest.mark.parametrize(
    ("wrong", "near"), [("Europe/Berln", "Europe/Berlin"), ("New York", "America/New_York"), ("tokio", "Asia/Tokyo")]
)
def test_an_unknown_zone_is_named_with_near_ones(wrong: str, near: str) -> None:
    with pytest.raises(UnknownZone) as raised:
        check_zone(wrong)
    assert wrong in str(raised.value)
    assert near in str(raised.value)
