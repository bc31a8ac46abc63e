"""What a terminal shows of growth: the score with its parts or why it is withheld, changes or how long they take."""

from datetime import date
from decimal import Decimal
from typing import Any

from tasks.growth.screen import NOTHING, artist_lines, collected_lines, quick_lines, source_rows

DAY = date(2026, 11, 19)
ROW: dict[str, Any] = {
    "artist": "Ann",
    "measured_on": DAY,
    "visibility_score": Decimal("61.25"),
    "withheld_reason": None,
    "followers_part": Decimal("16.50"),
    "popularity_part": Decimal("10.00"),
    "markets_part": Decimal("23.08"),
    "tracks_part": Decimal("11.67"),
    "followers": 9438,
    "followers_week_change": -52,
    "followers_month_change": None,
    "followers_state": "needs 3 more weeks",
    "followers_source": "spotify",
    "followers_on": DAY,
    "popularity": None,
    "market_count": 12,
    "new_markets": ["SE"],
    "lost_markets": [],
    "absent_markets": ["AU"],
    "markets_source": "spotify",
    "markets_on": DAY,
    "genres": ["pop", "indie pop"],
    "genres_source": "soundcharts",
    "genres_on": DAY,
    "work_count": 17,
    "linked_count": 16,
    "linked_share": 16 / 17,
    "target_share": 0.94,
    "next_steps": ["Link the last work — Open Catalogue.", "Second — Later."],
}


def test_an_artist_in_a_paragraph() -> None:
    assert artist_lines(ROW) == [
        "Ann: visibility 61.25 of 100",
        "  score       followers 16.50 + popularity 10.00 + markets 23.08 + tracks 11.67",
        "  followers   9,438 (-52 in a week; needs 3 more weeks to tell all changes), spotify of 2026-11-19",
        "  popularity  not read",
        "  markets     12 held, new SE, without AU; spotify of 2026-11-19",
        "  genres      pop, indie pop; soundcharts of 2026-11-19",
        "  works       16 of 17 linked, 94.1% (target 94%)",
        "  to do       Link the last work — Open Catalogue.",
        "              Second — Later.",
    ]


def test_a_withheld_score_says_why_and_is_no_zero() -> None:
    lines = artist_lines(ROW | {"visibility_score": None, "markets_part": None, "withheld_reason": "markets not read"})
    assert lines[0] == "Ann: visibility withheld"
    assert "markets —" in lines[1]
    assert lines[2] == "  withheld    markets not read"
    assert artist_lines(ROW | {"measured_on": None}) == ["Ann: not measured yet"]


def test_all_artists_on_one_screen() -> None:
    row = {
        "measured_on": DAY,
        "artists": 60,
        "scored": 58,
        "withheld": 2,
        "median_score": Decimal("66.8"),
        "followers": 48454640,
        "followers_week_change": 174417,
        "growing": 55,
        "falling": 5,
        "mean_markets": Decimal("10.6"),
        "markets": 13,
        "new_markets": 4,
        "lost_markets": 1,
        "works": 17,
        "works_linked": 16,
        "top_tracks": 159,
        "top_tracks_profiled": 159,
    }
    assert quick_lines(row) == [
        "Growth of 60 artists on 2026-11-19",
        "  visibility  median 66.8, 58 scored, 2 withheld",
        "  followers   48,454,640 (+174,417 in a week), 55 growing, 5 falling",
        "  markets     10.6 of 13 on average, 4 new, 1 lost",
        "  works       16 of 17 linked (94.1%)",
        "  top tracks  159 of 159 with an audio profile",
    ]
    assert quick_lines({"measured_on": None}) == [NOTHING]


def test_sources_in_a_table() -> None:
    row = {"field_name": "Markets", "spotify_state": "x", "comes_from": "y", "spotify_reason": None, "field": "markets"}
    assert source_rows([row]) == [{"field": "Markets", "spotify": "x", "comes from": "y", "why not spotify": ""}]


def test_a_run_says_whom_it_measured_and_what_was_in_its_way() -> None:
    summary = {
        "day": "2026-11-19",
        "artists": 60,
        "scored": 58,
        "withheld": 2,
        "stages": [{"calls": 7}, {"calls": 5}],
        "sources": {"followers": "spotify", "track_popularity": "soundcharts", "top_tracks": None},
        "notes": ["ReccoBeats is left out: why."],
        "stopped": {"Spotify": "its quota is used up."},
        "why": [{"kind": "artist_snapshot", "end": "dead", "items": 1, "example": "it broke"}],
    }
    assert collected_lines(summary) == [
        "60 artists measured on 2026-11-19: 58 scored, 2 withheld; 12 calls.",
        "Asked for: followers from spotify, track popularity from soundcharts.",
        "ReccoBeats is left out: why.",
        "Spotify could not be asked to the end: its quota is used up.",
        "1 of artist_snapshot could not be read: it broke",
    ]
    assert collected_lines({"day": "2026-11-19"}) == []
