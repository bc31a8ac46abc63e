"""What was expected, and what of it was read: a track on a platform on a day."""

from typing import Any

import pytest

from tests.audience.conftest import AUDIENCE, BOTH_WAYS, COVERAGE, Audience, day, every_day

pytestmark = BOTH_WAYS
STREAMS, VIEWS = "track_spotify_streams", "track_youtube_views"
Run = tuple[int, int, str | None, str | None]


def runs(audience: Audience, **asked: Any) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = {}
    for row in audience.rows(COVERAGE, "2026-09-01", "2026-09-30", **asked):
        missing = [None if row[name] is None else row[name].isoformat() for name in ("missing_from", "missing_to")]
        found.setdefault(row["platform"], []).append((row["cells_present"], row["cells"], *missing))
    return found


def test_a_platform_without_a_reading_is_not_covered_at_all(audience: Audience) -> None:
    """Shazam is of nobody here: nothing was ever read of it, for any artist."""
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}, {"name": "Beta", "artists": ["Bo"]}],
        readings=[
            {"of": "Alpha", "metric": STREAMS, **every_day("2026-09-01", 0, *[1] * 30)},
            {"of": "Beta", "metric": VIEWS, **every_day("2026-09-01", 0, *[1] * 30)},
        ],
    )
    assert runs(audience, artists=["Ana"]) == {
        "spotify": [(30, 30, None, None)],
        "youtube": [(0, 30, "2026-09-01", "2026-09-30")],
    }
    rows = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", artists=["Ana"], platforms=["youtube"])
    assert [(row["total"], row["coverage"], row["days_tracked"]) for row in rows] == [(None, 0, 0)]


def test_a_gap_is_not_hidden_by_another_track(audience: Audience) -> None:
    full, thin = (every_day("2026-09-01", 0, *[1] * 30) for _ in range(2))
    thin["values"][5:8] = [None] * 3  # 5 to 7 September; the first value is of 31 August
    thin["values"][30] = None
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}, {"name": "Beta", "artists": ["Ana"]}],
        readings=[
            {"of": "Alpha", "metric": STREAMS, **full},
            {"of": "Beta", "metric": STREAMS, **thin},
        ],
    )
    assert runs(audience) == {
        "spotify": [(56, 60, "2026-09-05", "2026-09-07"), (56, 60, "2026-09-30", "2026-09-30")],
    }


@pytest.mark.parametrize(
    ("release", "entered", "read", "expected"),
    [
        (None, None, "2026-09-11", 20),
        ("2026-09-21", None, "2026-09-11", 10),  # what is read before the release is of another track
        ("2026-09-01", "2026-09-06", "2026-09-11", 25),  # in the charts before it was first read
        ("2026-01-01", "2026-08-01", "2026-09-11", 30),
    ],
)
def test_readings_are_expected_since_release_and_the_first_that_was_seen(
    audience: Audience, release: str | None, entered: str | None, read: str, expected: int
) -> None:
    first = day(read)
    place = {"position": 1, "track": "Alpha", "entered": day(entered) if entered else None}
    rankings = [{"chart": "top", "at": f"{entered} 00:00+00", "places": [place]}] if entered else []
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"], "release": day(release) if release else None}],
        readings=[{"of": "Alpha", "metric": STREAMS, "from": first, "values": list(range(30))}],
        rankings=rankings,
    )
    [(_, cells, *_)] = runs(audience)["spotify"]
    assert cells == expected


def test_a_country_without_figures_of_its_own_is_the_tracks_of_its_charts(audience: Audience) -> None:
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}, {"name": "Beta", "artists": ["Ana"]}],
        readings=[
            {"of": "Alpha", "metric": STREAMS, **every_day("2026-09-01", 0, 1, 2)},
            {"of": "Beta", "metric": STREAMS, **every_day("2026-09-01", 0, 10, 20)},
            {
                "of": "Beta",
                "metric": "track_luminate_streams",
                "country": "DE",
                "from": day("2026-09-01"),
                "values": [5],
            },
            {"of": "Beta", "metric": "track_luminate_streams", "from": day("2026-09-01"), "values": [50]},
        ],
        rankings=[{"chart": "de-top", "at": "2026-09-02 00:00+00", "places": [{"position": 1, "track": "Alpha"}]}],
    )
    with audience.engine.begin() as connection:
        connection.exec_driver_sql("update core.chart set country_code = 'DE'")
    asked = {"country": "DE", "platforms": ["spotify"]}
    assert audience.total("2026-09-01", "2026-09-30", **asked) == 3
    assert audience.total("2026-09-01", "2026-09-30", platforms=["spotify"]) == 33
    assert audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", country="FR") == []
    [split] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", country="DE", platforms=["luminate"])
    assert split["total"] == 5


def test_listeners_of_a_country_are_those_the_provider_tells_of_it(audience: Audience) -> None:
    listeners = {"of": "Ana", "metric": "artist_spotify_listeners"}
    audience.given(
        tracks=[{"name": "Alpha", "artists": ["Ana"]}],
        readings=[
            {**listeners, "from": day("2026-09-01"), "values": [900, 1000, 1100]},
            {**listeners, "from": day("2026-09-07"), "country": "DE", "values": [40, *[None] * 6, 60]},
        ],
    )
    asked = {"artists": ["Ana"], "platforms": ["spotify"]}
    [world] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", **asked)
    assert (world["metric"], world["total"], world["peak"]) == ("artist_spotify_listeners", 1000, 1100)
    [split] = audience.rows(AUDIENCE, "2026-09-01", "2026-09-30", country="DE", **asked)
    # they come on some days only, so no day without them is one that is missing
    assert (split["total"], split["peak"], split["days_tracked"], split["coverage"]) == (50, 60, 2, None)
