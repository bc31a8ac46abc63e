"""Why an artist's week moved: a sentence for each case that is planted, and none where nothing is known."""

from datetime import date, timedelta
from typing import Any

from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import BARE, FRIDAY, LONG, NEXT, Linked


def song(linked: Linked, name: str, artists: list[str], weeks: list[int], start: date = FRIDAY, **given: Any) -> None:
    """A song with as many streams on each day of a week."""
    linked.track(name, artists, **given)
    linked.streams(name, [each for week in weeks for each in [week] * 7], start)


def causes(linked: Linked, artist: str = "Ann") -> list[tuple[Any, ...]]:
    roll_up(linked.engine)
    query = f"select cause, amount, {BARE} from mart.cause where artist = :a and week_on = :w order by place"
    return linked.rows(query, a=artist, w=NEXT)


def reason(linked: Linked) -> str:
    """What stands alone beside Ann's week, on the label's page and in the report."""
    first = "(select reason as sentence from mart.cause where artist = 'Ann' and week_on = :w and place = 1)"
    found: str = linked.rows(f"select {BARE} from {first} c", w=NEXT)[0][0]
    return found


def ranking(linked: Linked, on: date, track: str, place: int, before: int | None, entered: date) -> None:
    linked.run(
        "insert into core.chart (slug, name, platform_id, frequency, country_code) "
        "select 'top', 'Top 200', platform_id, 'daily', 'DE' from core.platform limit 1 on conflict do nothing"
    )
    linked.run(
        "insert into core.chart_entry (chart_id, ranked_at, position, track_id, previous_position, entered_on) "
        "select chart_id, :at, :place, :t, :before, :entered from core.chart",
        at=on,
        place=place,
        t=linked.ids[track],
        before=before,
        entered=entered,
    )


def test_a_single(linked: Linked) -> None:
    song(linked, "Old", ["Ann"], [1000, 1000])
    song(linked, "First", ["Ann"], [1000], LONG, released_on=LONG)
    song(linked, "Single", ["Ann"], [2500], NEXT, released_on=NEXT)
    sentence = "“Single” 17.5K in its first 7 days, 2.5 times “First” at the same day"
    assert causes(linked) == [("release", 17500, sentence)]


def test_a_single_in_its_second_week(linked: Linked) -> None:
    song(linked, "Old", ["Ann"], [1000, 1000])
    song(linked, "Single", ["Ann"], [2500, 1000], released_on=FRIDAY)
    assert causes(linked) == [("release", -10500, "“Single”, in week 2 since its release, −10.5K")]


def test_an_account_artist(linked: Linked) -> None:
    song(linked, "Other", ["Bob"], [1, 1])
    song(linked, "Song", ["Ann"], [10, 10])
    for start, figure in ((FRIDAY, 100_000), (NEXT, 140_000)):
        linked.days("Ann", "artist_luminate_streams", {start + timedelta(days=6): figure})
    assert causes(linked) == [("account", 40_000, "+40.0K that only the account knows, beyond linked songs")]


def test_a_collaboration_moves_each_of_its_artists(linked: Linked) -> None:
    song(linked, "Both", ["Ann", "Bob"], [100, 300])
    song(linked, "Own", ["Bob"], [50, 40])
    told = [("listening", 1400, "“Both” +1.4K, same days of both weeks")]
    assert causes(linked) == told
    assert causes(linked, "Bob") == told


def test_chart_entries_of_a_rise(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Evergreen", ["Ann"], [100, 100])
    ranking(linked, NEXT + timedelta(days=2), "Hit", 12, None, NEXT + timedelta(days=2))
    ranking(linked, NEXT + timedelta(days=3), "Hit", 14, 12, NEXT + timedelta(days=2))
    ranking(linked, FRIDAY, "Evergreen", 40, None, FRIDAY)
    ranking(linked, NEXT, "Evergreen", 30, 40, FRIDAY)
    assert [(cause, sentence) for cause, _, sentence in causes(linked)] == [
        ("chart", "“Hit” No. 12 in Top 200 DE, new"),
        ("listening", "“Hit” +1.4K, same days of both weeks"),
        ("chart", "“Evergreen” No. 30 in Top 200 DE, its best place yet"),
    ]
    assert reason(linked) == "“Hit” No. 12 in Top 200 DE, new"


def happened(
    linked: Linked, kind: str, track: str | None, on: date, size: int, title: str = "Big", until: date | None = None
) -> None:
    linked.run(
        "insert into core.event (artist_id, track_id, kind, happened_on, until_on, size, unit, title, source, "
        "identifier, known_from) select :a, :t, kind, :on, :until, :size, unit, :title, 'soundcharts', :title, now() "
        "from core.event_kind where kind = :kind",
        a=linked.ids["Ann"],
        t=linked.ids[track] if track is not None else None,
        kind=kind,
        on=on,
        until=until,
        size=size,
        title=title,
    )


def named(linked: Linked) -> list[tuple[str, str]]:
    return [(cause, sentence) for cause, _, sentence in causes(linked)]


def test_a_playlist_that_came_in_time_and_is_big_enough(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Evergreen", ["Ann"], [100, 100])
    happened(linked, "playlist_entry", "Hit", NEXT - timedelta(days=1), 34_100_000, "Today's Top Hits")
    happened(linked, "playlist_entry", "Evergreen", NEXT, 5_000_000, "Other")
    assert causes(linked) == [
        ("playlist", 1400, "“Hit” entered Today's Top Hits, 34.1M followers, Thu 12 Nov"),
        ("listening", 1400, "“Hit” +1.4K, same days of both weeks"),
    ]
    assert reason(linked) == "“Hit” entered Today's Top Hits, 34.1M followers, Thu 12 Nov"


def test_a_playlist_too_small_too_late_or_of_another_song_is_no_cause(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Other", ["Ann"], [100, 101])
    happened(linked, "playlist_entry", "Hit", NEXT, 1_300, "Small")
    happened(linked, "playlist_entry", "Hit", NEXT + timedelta(days=5), 9_000_000, "Late")
    happened(linked, "playlist_entry", "Other", NEXT, 9_000_000, "Beside")
    found = named(linked)
    assert [cause for cause, _ in found] == ["listening", "playlist", "playlist", "playlist"]
    assert reason(linked) == "unexplained; “Hit” +1.4K, same days of both weeks"


def test_a_playlist_of_one_song_explains_no_rise_that_all_have(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [1000, 3000])
    song(linked, "Other", ["Ann"], [500, 1500])
    happened(linked, "playlist_entry", "Hit", NEXT, 9_000_000)
    assert [cause for cause, _ in named(linked)] == ["listening", "playlist"]
    happened(linked, "playlist_entry", "Other", NEXT, 9_000_000)
    assert named(linked)[0] == ("playlist", "entered Big, 9.0M followers, Fri 13 Nov, with 2 songs")


def test_a_playlist_explains_no_rise_within_a_tenth(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [1000, 1050])
    happened(linked, "playlist_entry", "Hit", NEXT, 9_000_000)
    assert [cause for cause, _ in named(linked)] == ["listening", "playlist"]


def test_a_song_that_left_a_playlist_explains_a_fall(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [300, 100])
    happened(linked, "playlist_entry", "Hit", NEXT, 9_000_000, "In")
    happened(linked, "playlist_exit", "Hit", NEXT, 2_000_000, "Out")
    assert named(linked)[0] == ("playlist", "“Hit” left Out, 2.0M followers, Fri 13 Nov")
    assert all("In," not in sentence for _, sentence in named(linked))


def test_radio_and_a_concert(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Other", ["Ann"], [100, 100])
    happened(linked, "radio", "Hit", NEXT, 84, "Radio One", NEXT + timedelta(days=6))
    happened(linked, "concert", None, NEXT, 12_000, "Hall")
    assert named(linked)[0] == ("radio", "“Hit” on Radio One, 84 spins in the week, from Fri 13 Nov")
    assert ("concert", "concert at Hall, 12.0K places, Fri 13 Nov") in named(linked)[1:], (
        "one song moved, not the artist"
    )


def test_a_concert_moves_all_songs(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Other", ["Ann"], [100, 250])
    happened(linked, "concert", None, NEXT + timedelta(days=1), 12_000, "Hall")
    assert named(linked)[0] == ("concert", "concert at Hall, 12.0K places, Sat 14 Nov")


def test_a_place_that_comes_after_the_streams_is_no_cause_of_them(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    ranking(linked, NEXT + timedelta(days=6), "Hit", 12, None, NEXT + timedelta(days=6))
    assert [cause for cause, *_ in causes(linked)] == ["listening", "chart"]
    assert reason(linked) == "unexplained; “Hit” +1.4K, same days of both weeks"


def test_a_chart_explains_no_rise_that_all_songs_have(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [1000, 3000])
    song(linked, "Other", ["Ann"], [500, 1500])
    ranking(linked, NEXT, "Hit", 12, None, NEXT)
    assert [cause for cause, *_ in causes(linked)] == ["listening", "chart"]


def test_posts_that_hardly_moved_explain_no_rise(linked: Linked) -> None:
    song(linked, "Song", ["Ann"], [100, 300])
    linked.sound("Dance", "Ann")
    counts = [0, *range(0, 700, 100), *range(700, 1540, 120)]
    linked.days("Dance", "sound_tiktok_posts", {FRIDAY + timedelta(days=at - 1): n for at, n in enumerate(counts)})
    assert [cause for cause, *_ in causes(linked)] == ["listening", "sounds"]


def test_a_change_within_a_tenth_is_not_called_unexplained(linked: Linked) -> None:
    song(linked, "Song", ["Ann"], [1000, 1090])
    causes(linked)
    assert reason(linked) == "“Song” +630, same days of both weeks"


def test_a_song_back_in_a_chart_and_no_best_place_of_one_whose_past_is_not_known(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    song(linked, "Older", ["Ann"], [100, 100])
    ranking(linked, NEXT, "Hit", 12, None, date(2020, 1, 1))
    ranking(linked, FRIDAY, "Older", 20, 19, date(2020, 1, 1))
    ranking(linked, NEXT, "Older", 18, 20, date(2020, 1, 1))
    told = [sentence for cause, _, sentence in causes(linked) if cause == "chart"]
    assert told == ["“Hit” No. 12 in Top 200 DE, back"]


def test_a_song_that_left_a_chart_explains_a_fall(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [300, 100])
    song(linked, "Other", ["Bob"], [100, 100])
    ranking(linked, NEXT - timedelta(days=1), "Hit", 40, 38, FRIDAY)
    ranking(linked, NEXT + timedelta(days=1), "Other", 1, 1, FRIDAY)
    assert causes(linked)[0] == ("chart", None, "“Hit” left Top 200 DE, where it was No. 40")


def test_a_chart_without_a_ranking_since_says_nothing(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [300, 100])
    ranking(linked, NEXT - timedelta(days=1), "Hit", 40, 38, FRIDAY)
    assert [cause for cause, *_ in causes(linked)] == ["listening"]


def test_sounds_that_rose_with_the_streams(linked: Linked) -> None:
    song(linked, "Song", ["Ann"], [100, 200])
    linked.sound("Dance", "Ann")
    counts = [0, *range(0, 700, 100), *range(700, 2100, 200)]
    linked.days("Dance", "sound_tiktok_posts", {FRIDAY + timedelta(days=at - 1): n for at, n in enumerate(counts)})
    assert causes(linked)[0] == ("sounds", None, "TikTok posts 2.2× last week, at 1.3K")


def test_missing_days_and_restated_figures(linked: Linked) -> None:
    song(linked, "Other", ["Bob"], [1, 1])
    linked.track("Song", ["Ann"])
    linked.streams("Song", [1000] * 7 + [1000] * 3 + [None] * 4, FRIDAY)
    assert causes(linked) == [("data", -4000, "missing days make −4.0K")]
    linked.streams("Song", [2000] * 7, FRIDAY, known=linked.run("select timestamptz '2026-11-25'"))
    assert ("data", 7000, "last week was restated by +7.0K") in causes(linked)


def test_an_even_week_has_no_cause(linked: Linked) -> None:
    song(linked, "Song", ["Ann"], [100, 100])
    assert causes(linked) == []
    page = "select place, cause_html from bi.cause_list where week_on = :w and artist = 'Ann'"
    assert linked.rows(page, w=NEXT) == [(1, '<div class="gs-cause"><span>Streams are as they were.</span></div>')]
