"""The tables of an answer about audiences: shares, sums of plays alone, tracks below each artist, days, coverage."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from marketing.audience_chart import plays_by_day
from marketing.audience_tables import by_artist, by_date, by_platform, coverage, shares, tracks_with_figures

Row = dict[str, Any]


def metric(code: str, platform: str, kind: str = "counter", *, is_play: bool = True) -> Row:
    names = {"platform": platform, "platform_name": platform.title(), "metric_name": code.title()}
    return {"metric": code, "metric_kind": kind, "is_play": is_play, **names}


METRICS = {
    row["metric"]: row
    for row in (
        metric("streams", "spotify"),
        metric("views", "youtube"),
        metric("shazams", "shazam", is_play=False),
        metric("followers", "spotify", "stock", is_play=False),
    )
}


def figure(code: str, total: int | None, **more: Any) -> Row:
    return {"metric": code, "total": total, "daily_average": None, "on_date": None, **more}


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([1, 1, 1], ["33.4", "33.3", "33.3"]),
        ([2, 1], ["66.7", "33.3"]),
        ([999_999, 1, 0], ["100.0", "0.0", "0.0"]),
        ([5], ["100.0"]),
    ],
)
def test_shares_add_up_to_100(totals: list[int], expected: list[str]) -> None:
    found = shares(totals)
    assert [f"{share:.1f}" for share in found] == expected
    assert sum(share for share in found if share is not None) == 100


@pytest.mark.parametrize("totals", [[], [0, 0], [5, -1]])
def test_of_nothing_and_of_corrections_there_is_no_share(totals: list[int]) -> None:
    assert shares(totals) == [None] * len(totals)


def test_only_plays_are_added_over_platforms() -> None:
    first, second = date(2026, 10, 1), date(2026, 10, 2)
    dates = [
        figure("streams", 30, on_date=first),
        figure("views", 1, on_date=first),
        figure("streams", 20, on_date=second),
        figure("views", 15, on_date=second),
        figure("shazams", 99, on_date=second),
        figure("views", 500),  # read over several days: of no day
    ]
    rows = [
        figure("views", 516, daily_average=Decimal(8)),
        figure("streams", 50, daily_average=Decimal(25)),
        figure("shazams", 99),
        figure("followers", 7),
    ]
    table = by_platform(rows, METRICS, dates)
    assert [row["metric"] for row in table["plays"]] == ["views", "streams"]
    assert [str(row["share"]) for row in table["plays"]] == ["91.2", "8.8"]
    total = {"total": 566, "daily_average": 33, "peak": 35, "peak_on": second, "share": 100}
    assert table["total"] == total
    assert [row["metric"] for row in table["others"]] == ["shazams"]
    assert [row["metric"] for row in table["levels"]] == ["followers"]


def test_a_platform_without_a_reading_is_not_0() -> None:
    table = by_platform([figure("streams", None), figure("views", None)], METRICS, [])
    assert [row["total"] for row in table["plays"]] == [None, None]
    assert table["total"] == {"total": None, "daily_average": None, "peak": None, "peak_on": None, "share": None}


def part(artist: int, track: int | None, code: str, total: int | None, sound: int | None = None) -> Row:
    name = f"track {track}" if track else f"sound {sound}"
    return figure(code, total, artist_id=artist, track_id=track, sound_id=sound, track=name, image_url=None)


def test_a_shared_track_stands_below_both_and_counts_once() -> None:
    rows = [
        part(1, 10, "streams", 100),
        part(1, 10, "shazams", 5),
        part(1, 11, "streams", 200),
        part(1, 12, "streams", None),
        part(2, 10, "streams", 100),
        part(2, None, "shazams", 3, sound=4),
    ]
    artists = [{"artist_id": 2, "artist_name": "Bo"}, {"artist_id": 1, "artist_name": "Ana"}, {"artist_id": 3}]
    bo, ana, nobody = by_artist(artists, rows, METRICS, 4)
    assert (ana["plays"], ana["tracks"], [each["name"] for each in ana["parts"]]) == (300, 3, ["track 11", "track 10"])
    assert (bo["plays"], bo["tracks"], [each["name"] for each in bo["parts"]]) == (100, 1, ["track 10", "sound 4"])
    assert (ana["parts_left"], bo["parts_left"], nobody["plays"]) == (1, 0, None)
    assert [row["metric"] for row in ana["parts"][1]["rows"]] == ["streams", "shazams"]
    assert tracks_with_figures(rows) == 2


def test_days_and_what_was_read_over_several() -> None:
    first, third = date(2026, 10, 1), date(2026, 10, 3)
    rows = [
        figure("shazams", 2, on_date=third),
        figure("streams", 30, on_date=third),
        figure("streams", 10, on_date=first),
        figure("views", 40),
        figure("followers", None, on_date=first),
    ]
    table = by_date(rows, METRICS)
    assert [column["metric"] for column in table["columns"]] == ["streams", "views", "shazams"]
    assert [(line["on"], line["plays"], line["cells"]) for line in table["days"]] == [
        (first, 10, [10, None, None]),
        (third, 30, [30, None, 2]),
    ]
    assert table["undated"]["cells"] == [None, 40, None]
    drawn = plays_by_day(table, first, third)
    assert drawn is not None
    streams, views = drawn["lines"]
    assert streams["path"] == "M0.0 66.667M100.0 0.0"  # the second day is missing, and the line with it
    assert (len(streams["alone"]), views["path"]) == (2, "")
    assert [tick["value"] for tick in drawn["scale"]] == [0, 10, 20, 30]
    assert [hover["parts"][0]["value"] for hover in drawn["hovers"]] == [10, None, 30]


def test_a_correction_is_drawn_below_nothing() -> None:
    days = [date(2026, 10, 1), date(2026, 10, 2)]
    rows = [figure("streams", total, on_date=day) for total, day in zip((40, -12), days, strict=True)]
    drawn = plays_by_day(by_date(rows, METRICS), *days)
    assert drawn is not None
    assert [tick["value"] for tick in drawn["scale"]] == [-20, -10, 0, 10, 20, 30, 40]
    assert drawn["lines"][0]["path"] == "M0.0 0.0L100.0 86.667"


def test_nothing_is_drawn_of_nothing() -> None:
    assert plays_by_day(by_date([], METRICS), date(2026, 10, 1), date(2026, 10, 31)) is None


def test_missing_days_are_told_in_runs() -> None:
    def run(platform: str, share: str, first: int | None, last: int | None) -> Row:
        days = [None if day is None else date(2026, 10, day) for day in (first, last)]
        return {"platform": platform, "share": Decimal(share), "missing_from": days[0], "missing_to": days[1]}

    rows = [
        run("spotify", "1", None, None),
        run("youtube", "0.8", 3, 5),
        run("youtube", "0.8", 9, 9),
        run("shazam", "0", 1, 31),
    ]
    names = {"spotify": "Spotify", "youtube": "YouTube", "shazam": "Shazam"}
    found = coverage(rows, names)
    assert [(of["platform_name"], [(first.day, last.day) for first, last in of["runs"]]) for of in found] == [
        ("Shazam", [(1, 31)]),
        ("YouTube", [(3, 5), (9, 9)]),
        ("Spotify", []),
    ]
