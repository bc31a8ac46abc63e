"""What a period adds up to: each reading in it, each track once, nothing guessed."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tests.audience.conftest import AUDIENCE, BOTH_WAYS, LEFT_OUT, Audience, day, every_day

pytestmark = BOTH_WAYS
STREAMS = "track_spotify_streams"


def test_a_track_of_two_artists_counts_once_and_in_full_for_each(audience: Audience) -> None:
    audience.given(
        tracks=[
            {"name": "Both", "artists": ["Ana", "Bo"]},
            {"name": "Hers", "artists": ["Ana"]},
            {"name": "His", "artists": ["Bo"]},
        ],
        readings=[
            {"of": "Both", "metric": STREAMS, **every_day("2026-09-01", 1000, 100, 100)},
            {"of": "Hers", "metric": STREAMS, **every_day("2026-09-01", 50, 10, 20)},
            {"of": "His", "metric": STREAMS, **every_day("2026-09-01", 5, 1, 2)},
        ],
    )
    month = ("2026-09-01", "2026-09-30")
    assert audience.total(*month, artists=["Ana"], platforms=["spotify"]) == 230
    assert audience.total(*month, artists=["bo"], platforms=["Spotify"]) == 203
    assert audience.total(*month, artists=["Ana", "Bo"], platforms=["spotify"]) == 233
    assert audience.total(*month, platforms=["spotify"]) == 233
    by_track = audience.rows(AUDIENCE, *month, platforms=["spotify"], group_by="track")
    assert [(row["track"], row["total"]) for row in by_track] == [("Both", 200), ("Hers", 30), ("His", 3)]


def test_only_the_days_asked_for_are_in_it_over_any_number_of_months(
    audience: Audience, spotify_track: Callable[..., None]
) -> None:
    spotify_track(**every_day("2025-09-01", 7, *range(1, 401)))  # 1 on the first day, 400 on 5 October 2026
    [row] = audience.rows(AUDIENCE, "2025-09-15", "2025-10-15", platforms=["spotify"])
    assert row["total"] == sum(range(15, 46))
    assert (row["days_tracked"], row["peak"], row["daily_average"], row["coverage"]) == (31, 45, 30, 1)
    [year] = audience.rows(AUDIENCE, "2025-09-01", "2026-09-30", platforms=["spotify"])
    assert (year["days_tracked"], year["total"]) == (395, sum(range(1, 396)))
    by_day = audience.rows(AUDIENCE, "2025-09-15", "2025-10-15", platforms=["spotify"], group_by="date")
    assert [(r["on_date"], r["total"]) for r in by_day if r["total"] == 15] == [(day("2025-09-15"), 15)]
    assert len(by_day) == 31


def test_a_month_without_readings_is_booked_on_no_other(audience: Audience, spotify_track: Callable[..., None]) -> None:
    august = every_day("2026-08-01", 0, *[10] * 28)
    gap: list[int | None] = [None] * 36  # 29 August to 3 October
    spotify_track(**{"from": august["from"], "values": [*august["values"], *gap, 280 + 37 * 10, 280 + 38 * 10]})
    [row] = audience.rows(AUDIENCE, "2026-08-01", "2026-08-31", platforms=["spotify"])
    assert (row["total"], row["peak"], row["days_tracked"]) == (280, 10, 28)
    assert float(row["coverage"]) == pytest.approx(28 / 31, abs=1e-4)
    [october] = audience.rows(AUDIENCE, "2026-10-01", "2026-10-31", platforms=["spotify"])
    assert (october["total"], october["peak"], october["days_tracked"]) == (10, 10, 1)
    [september] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["spotify"])
    assert (september["total"], september["peak"], september["days_tracked"], september["coverage"]) == (
        None,
        None,
        0,
        0,
    )
    [told] = audience.rows(LEFT_OUT, "2026-09-01", "2026-09-30", platforms=["spotify"])
    assert (told["read_from"], told["read_to"], told["amount"]) == (day("2026-08-29"), day("2026-10-04"), 370)
    assert told["reason"] == (
        "370 streams between 29 Aug 2026 and 4 Oct 2026 cannot be told by day: nothing was read in between."
    )
    # over the whole of it, it is known
    assert audience.total("2026-08-01", "2026-10-31", platforms=["spotify"]) == 280 + 380


@pytest.mark.parametrize(
    ("unread", "september", "october"),
    [
        ((30,), 290, 320),  # 30 September and 1 October in one: on the side it was read
        ((29, 30), 310, 300),  # two of three days in September
        ((30, 31), 290, 320),  # two of three in October
    ],
)
def test_a_day_beyond_the_edge_goes_with_most_of_the_span(
    audience: Audience, spotify_track: Callable[..., None], unread: tuple[int, ...], september: int, october: int
) -> None:
    """Days are numbered from 1 September; the total goes on while nobody reads it."""
    spotify_track(
        **{
            "from": day("2026-08-31"),
            "values": [None if place in unread else 10 * place for place in range(62)],
        }
    )
    assert audience.total("2026-09-01", "2026-09-30", platforms=["spotify"]) == september
    assert audience.total("2026-10-01", "2026-10-31", platforms=["spotify"]) == october
    assert audience.rows(LEFT_OUT, "2026-09-01", "2026-09-30", platforms=["spotify"]) == []


def test_of_ids_that_mirror_each_other_one_tells(audience: Audience) -> None:
    """One lacks a day: its next reading holds two, and the larger of each day would count that day twice."""
    full = every_day("2026-09-01", 5000, *[100] * 30)
    thin = every_day("2026-09-01", 4990, *[100] * 30)
    thin["values"][15] = None
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}],
        readings=[
            {"of": "Alpha", "metric": STREAMS, "id": "a", **thin},
            {"of": "Alpha", "metric": STREAMS, "id": "b", **full},
        ],
    )
    [row] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["spotify"])
    assert (row["total"], row["peak"], row["days_tracked"]) == (3000, 100, 30)


def test_a_mirror_goes_on_where_the_other_ends(audience: Audience) -> None:
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}],
        readings=[
            {"of": "Alpha", "metric": STREAMS, "id": "a", **every_day("2026-09-01", 0, *[100] * 20)},
            {"of": "Alpha", "metric": STREAMS, "id": "b", **every_day("2026-09-16", 1500, *[100] * 15)},
        ],
    )
    [row] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["spotify"])
    assert (row["total"], row["peak"], row["days_tracked"]) == (3000, 100, 30)


def test_ids_that_are_separate_things_add_up(audience: Audience) -> None:
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}],
        readings=[
            {"of": "Alpha", "metric": "track_tiktok_videos", "id": "1", **every_day("2026-09-01", 0, 3, 4)},
            {"of": "Alpha", "metric": "track_tiktok_videos", "id": "2", **every_day("2026-09-01", 9, 5, 6)},
        ],
    )
    [row] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["tiktok"])
    assert (row["total"], row["peak"], row["days_tracked"]) == (18, 10, 2)


def test_what_its_kind_allows(audience: Audience) -> None:
    audience.given(
        artists=["Ana", "Bo"],
        readings=[
            {"of": "Ana", "metric": "artist_spotify_followers", "from": day("2026-09-01"), "values": [10, 12, 11]},
            {"of": "Bo", "metric": "artist_spotify_followers", "from": day("2026-09-01"), "values": [100]},
            {"of": "Ana", "metric": "artist_spotify_listeners", "from": day("2026-09-01"), "values": [10, 20, 30]},
            {"of": "Bo", "metric": "artist_spotify_listeners", "from": day("2026-09-01"), "values": [1, 2, 3]},
        ],
    )

    def found(**asked: Any) -> dict[str, Any]:
        rows = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["spotify"], **asked)
        return {row["metric"]: (row["metric_kind"], row["total"]) for row in rows if row["metric"] != STREAMS}

    assert found(artists=["Ana"]) == {
        "artist_spotify_followers": ("stock", 11),
        "artist_spotify_listeners": ("rolling", 20),
    }
    assert found() == {"artist_spotify_followers": ("stock", 111), "artist_spotify_listeners": ("rolling", None)}


def test_weeks_of_an_account_lie_inside_or_are_left_out(audience: Audience) -> None:
    thursdays = [70 if place % 7 == 0 else None for place in range(29)]
    series = {"of": "Ana", "metric": "artist_luminate_streams", "from": day("2026-09-03"), "values": thursdays}
    audience.given(artists=["Ana"], readings=[series])
    [row] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", platforms=["luminate"])
    # 28 August to 3 September and 25 September to 1 October lie across the edges: the last by a day
    assert (row["total"], row["peak"], row["days_tracked"]) == (4 * 70, None, 27)
    [told] = audience.rows(LEFT_OUT, "2026-09-01", "2026-09-30", platforms=["luminate"])
    assert (told["read_from"], told["read_to"]) == (day("2026-08-28"), day("2026-09-03"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"artists": ["Nobody"]}, "No artist is called “Nobody”"),
        ({"artists": []}, "No artist is chosen"),
        ({"platforms": ["myspace"]}, "No platform is called “myspace”. There are: airplay, "),
        ({"platforms": []}, "No platform is chosen"),
        ({"group_by": "mood"}, "grouped by platform, track or date, not by “mood”"),
        ({"first": "2026-10-01"}, "The period ends on 2026-09-30, before it begins on 2026-10-01"),
    ],
)
def test_what_cannot_be_answered_is_told(
    audience: Audience, spotify_track: Callable[..., None], asked: dict[str, Any], words: str
) -> None:
    spotify_track(**every_day("2026-09-01", 0, 1))
    with pytest.raises(DBAPIError, match=words):
        audience.rows(AUDIENCE, **{"first": "2026-09-01", "last": "2026-09-30", **asked})


def test_two_artists_of_one_name_are_asked_for_by_number(audience: Audience) -> None:
    audience.given(artists=["Ana", "ANA"])
    with pytest.raises(DBAPIError, match=r"2 artists are called “Ana”. Ask with a number: \d+, \d+"):
        audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", artists=["Ana"])
