"""The week in words."""

from dataclasses import replace

import pytest

from tasks.report import caveats, story
from tasks.report.records import CaveatCount, CaveatExample, ChartMove, Directions, Health, LabelPair, Mover, Unfetched

PAIR = LabelPair("track_spotify_streams", "Spotify streams", "streams", 1_027_000, 1_000_000, 27_000, 1.027, 10, 8)
DIRECTIONS = Directions(compared=19, up=10, down=8, artists=20)
HEALTH = Health(expected=30, seen=29, complete=27, share=0.9)
WHOLE = Health(expected=30, seen=30, complete=30, share=1.0)
MOVER = Mover(
    artist_id=1,
    artist_name="새벽",
    country_code="KR",
    unit="streams",
    this_week=159_000,
    last_week=104_000,
    change=55_000,
    ratio=1.529,
    tracks_left_out=0,
    track_count=3,
    taken_back=0,
    track_id=7,
    track_name="여름밤",
    track_change=40_000,
    best_position=12,
    chart_name="Top Songs",
    track_chart_name=None,
    track_position=None,
    track_moved_by=None,
    track_is_entry=None,
    track_is_return=None,
)
FALLER = replace(MOVER, artist_id=2, artist_name="Nova", change=-9_000, ratio=0.9, track_id=8, track_change=-9_000)
ENTRY = ChartMove("Niño", "Iñigo Peña", "Top Songs", None, 4, None, None, True, False, 2, 5)


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u202f", " ")


def test_headline() -> None:
    assert bare(story.headline(PAIR, DIRECTIONS, HEALTH, [MOVER])) == (
        "Spotify streams rose 2.7 % to 1.0M; 10 of 19 artists that can be compared grew, "
        "led by 새벽 with +55.0K streams."
    )
    falling = replace(PAIR, ratio=0.5)
    assert "fell 50.0 % to" in bare(story.headline(falling, DIRECTIONS, HEALTH, [FALLER]))
    assert "led by" not in story.headline(falling, DIRECTIONS, HEALTH, [FALLER])
    assert "stayed at 1.0M" in story.headline(replace(PAIR, ratio=1.0), DIRECTIONS, HEALTH, [])
    assert "grew to 2.4× the week before, at 1.0M" in story.headline(replace(PAIR, ratio=2.4), DIRECTIONS, HEALTH, [])


@pytest.mark.parametrize(
    ("badge", "change", "words"),
    [
        ("▲ confirmed", 5, "confirmed"),
        ("▲ rising", 5, "rising"),
        ("▼ falling", -5, "falling"),
        ("▲ rising", -5, "still above its usual"),
        ("▲ confirmed", -5, "confirmed, still above its usual"),
        ("▼ falling", 5, "still below its usual"),
        ("check data", -5, "check data"),
    ],
)
def test_a_week_below_the_last_one_may_still_be_high(badge: str, change: int, words: str) -> None:
    mover = replace(MOVER, change=change, ratio=0.9)
    lines = story.changes([mover], [], [], [], WHOLE, badges={MOVER.artist_id: badge})
    assert f" streams), {words}; " in bare(lines[0].text)


def test_headline_says_when_nothing_can_be_compared() -> None:
    for pair in (None, replace(PAIR, this_week=None, last_week=None, change=None, ratio=None)):
        words = story.headline(pair, Directions(0, 0, 0, 20), HEALTH, [])
        assert words.startswith("This week cannot be compared")
        assert "27 of 30" in words


def test_at_most_five_lines_with_room_for_entry_and_data() -> None:
    movers = [replace(MOVER, artist_id=n, track_id=n) for n in range(10)] + [
        replace(FALLER, artist_id=n, track_id=n) for n in range(20, 30)
    ]
    lines = story.changes(movers, [ENTRY], [], [], HEALTH)
    assert [line.tone for line in lines] == ["up", "up", "down", "info", "info"]
    assert bare(lines[3].text).startswith("“Niño” is new at 4 on Top Songs and on 2 other charts")
    lines = story.changes(movers, [], [], [], WHOLE)
    assert [line.tone for line in lines] == ["up", "up", "up", "down", "down"]
    assert story.changes([], [], [], [], WHOLE) == []


def test_one_cause_one_line() -> None:
    guest = replace(MOVER, artist_id=5, artist_name="Guest", change=40_000)
    assert [line.name for line in story.changes([MOVER, guest], [], [], [], WHOLE)] == ["새벽"]


def test_reasons() -> None:
    def told(mover: Mover) -> str:
        return bare(story.changes([mover], [], [], [], WHOLE)[0].text)

    assert told(MOVER) == "+52.9 % to 159K (+55.0K streams); +40.0K of it from “여름밤”."
    climbed = replace(MOVER, track_chart_name="Top Songs", track_position=12, track_moved_by=1, track_is_entry=False)
    assert "“여름밤”, up 1 place to 12 on Top Songs." in told(climbed)
    entered = replace(climbed, track_moved_by=None, track_is_entry=True, track_is_return=True)
    assert "“여름밤”, back at 12 on Top Songs." in told(entered)
    assert told(replace(MOVER, tracks_left_out=1)).endswith("; 2 of its 3 tracks compared.")
    both = replace(MOVER, tracks_left_out=1, taken_back=1200)
    assert told(both).endswith("; 2 of its 3 tracks compared, 1.2K taken back.")
    assert told(replace(MOVER, ratio=None, last_week=0)).startswith("+55.0K streams, from none the week before")
    assert "; “여름밤” is its only track" in told(replace(MOVER, track_count=1))
    assert told(replace(MOVER, ratio=2.5)).startswith("2.5× the week before, at 159K")
    assert story.note(replace(MOVER, tracks_left_out=1, taken_back=1200)) == "2 of 3 tracks, 1.2K taken back"


def test_caveats_name_what_weighs_most() -> None:
    counts = [
        CaveatCount("missing days", "track", 3, 2, "Spotify streams"),
        CaveatCount("correction", "track", 1, 1, "x"),
    ]
    examples = [
        CaveatExample("correction", "track", "Niño", "Iñigo", "Spotify streams", "the platform took back 9 streams")
    ]
    items = caveats.caveat_lines(counts, examples, HEALTH, [Unfetched("track_audience", "spotify", 2)])
    assert [item["name"] for item in items] == ["Missing days", "Nothing arrived", "Corrections", "Not to be had"]
    assert "“Niño” by Iñigo, Spotify streams (the platform took back 9 streams)" in bare(items[2]["text"])
    assert "2 tracks' audiences on spotify" in items[3]["text"]
    assert caveats.caveat_lines([], [], WHOLE, [])[0]["name"] == "None"


def test_a_week_below_zero_is_told_as_taken_back() -> None:
    fallen = replace(MOVER, ratio=None, last_week=50_000, this_week=-5_000, change=-55_000)
    (line,) = [line for line in story.changes([fallen], [], [], [], WHOLE) if line.tone == "down"]
    assert line.text.startswith("−5.0K streams after 50.0K: more was taken back than came")


def test_the_headline_says_what_was_taken_back_when_it_shows() -> None:
    shown, hidden = replace(PAIR, taken_back=10_000), replace(PAIR, taken_back=9_999)
    assert "to 1.0M, after 10.0K taken back by the platform; " in story.headline(shown, DIRECTIONS, HEALTH, [])
    assert "taken back" not in story.headline(hidden, DIRECTIONS, HEALTH, [])


def test_a_line_of_a_mail_has_a_mark_its_name_and_its_sentence() -> None:
    (line,) = story.changes([FALLER], [], [], [], WHOLE)
    assert bare(line.plain) == "▼ Nova: −10.0 % to 159K (−9.0K streams); −9.0K of it from “여름밤”."
