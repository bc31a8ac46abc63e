"""Every figure of one issue that follows from the drops, recomputed from them by plain lines, and read in the PDF.

Whether a rise is beyond chance is a statistic: tiers, intervals and what was expected are taken as told, and what the
report makes of them (how many, who comes first, what held) is recomputed.
"""

import re
from datetime import date
from typing import Any

import pytest

from tests.trends.by_hand import song_weeks
from tests.trends.drops import WEEK
from tests.trends.printed_issue import Issue, squeezed
from tests.trends.report_by_hand import PARTS
from tests.trends.written import against_median, mark, percent, share, short, signed


def test_the_week_chosen_has_what_can_go_wrong(issue: Issue) -> None:
    label = issue.streams.of_label
    assert all((label.restated, label.new_releases_change, label.real_listening)), label


def test_headline(issue: Issue) -> None:
    title, label = issue.block("title"), issue.streams.of_label
    headline = title["headline"]
    way = percent(label.total, label.last_total)
    said = f"{'up' if label.total > label.last_total else 'down'} {way.strip('+−')} to {short(label.total)}"
    assert f"Streams {said}" in headline
    top = max(issue.streams.of_artists.items(), key=lambda one: (abs(one[1].total - one[1].last_total), one[0]))
    name = next(name for name, artist in issue.names.items() if artist == top[0])
    change = top[1].total - top[1].last_total
    of_release = top[1].new_releases_change
    assert re.search(
        f"{re.escape(name)}\u2069? ?(brought )?({re.escape(signed(change))}|{re.escape(signed(of_release))})", headline
    )
    this, last = issue.streams.settled()
    beside = f"{percent(this, last).strip('+−')} {'higher' if this > last else 'lower'}"
    assert f"they are {beside if abs(this - last) * 200 >= last else 'level'}." in headline
    confirmed = {row["artist"] for row in issue.badges if row["week_on"] == issue.week and row["tier"] == "confirmed"}
    assert all((name in headline) for name, artist in issue.names.items() if artist in confirmed)
    issue.assert_printed(headline)


def test_tiles(issue: Issue) -> None:
    items = {item["name"]: item for item in issue.block("tiles")["items"]}
    for name, hand, unit in (("Streams", issue.streams, "track"), ("TikTok posts", issue.posts, "sound")):
        label = hand.of_label
        delta = mark(label.total, label.last_total), percent(label.total, label.last_total)
        counted = f"{label.seen:,} {unit}{'' if label.seen == 1 else 's'}"
        issue.assert_printed(
            name, short(label.total), *delta, f"{short(label.last_total)} last week, as reported; {counted}"
        )
        assert squeezed(items[name]["delta"]) == squeezed(delta[1])
    changes = [one.total - one.last_total for one in issue.streams.of_artists.values()]
    for name, direction, count in (
        ("Confirmed risers", "up", sum(change > 0 for change in changes)),
        ("Confirmed fallers", "down", sum(change < 0 for change in changes)),
    ):
        own = [row for row in issue.badges if row["week_on"] == issue.week and row["direction"] == direction]
        verb = "grew" if direction == "up" else "fell"
        assert items[name]["value"] == str(sum(row["tier"] == "confirmed" for row in own))
        issue.assert_printed(f"of {count} whose streams {verb}, {len(changes)} compared")


def test_data_health(issue: Issue) -> None:
    """Of every song the vendor tells of, in the week or the one before."""
    weeks = [song_weeks(issue.planted.drops.streams(song)) for song in issue.planted.drops.said]
    expected = [each for each in weeks if {issue.week, issue.week - WEEK} & each.keys()]
    complete = sum(each[issue.week]["is_complete"] for each in expected if issue.week in each)
    lacking = len(expected) - complete
    issue.assert_printed("Data health", share(complete, len(expected)), f"{lacking:,} incomplete" if lacking else "")
    issue.assert_printed(f"{complete:,} of {len(expected):,} track-weeks complete")


def test_how_the_week_adds_up(issue: Issue) -> None:
    label = issue.streams.of_label
    shown = issue.block("bridge")["parts"]
    amounts = [getattr(label, part) for part in PARTS]
    assert [part["value"] for part in shown] == [
        short(label.last_total), *map(signed, amounts), short(label.total)
    ]  # fmt: skip
    for part in shown:
        issue.assert_printed(part["value"], part["name"])


@pytest.mark.parametrize(("place", "direction"), [(0, 1), (1, -1)])
def test_artists_of_the_tables(issue: Issue, place: int, direction: int) -> None:
    """Top ten and fallers: who they are, in which order, and every figure of their rows."""
    rows = issue.block("movers", place)["rows"]
    sure = {
        row["artist"]: (("confirmed", "rising").index(row["tier"]), row)
        for row in issue.badges
        if row["week_on"] == issue.week and row["tier"] in ("confirmed", "rising")
    }

    def order(artist: str) -> tuple[int, int]:
        change = issue.streams.of_artists[artist]
        if artist in sure:
            rank, row = sure[artist]
            extra = row["extra"]
            return rank, -direction * (extra if extra is not None else change.total - change.last_total)
        return 2, -direction * (change.total - change.last_total)

    def moved(artist: str, change: Any) -> bool:
        if artist in sure:
            return bool(sure[artist][1]["direction"] == ("up" if direction > 0 else "down"))
        return bool(direction * (change.total - change.last_total) > 0)

    wanted = sorted((artist for artist, change in issue.streams.of_artists.items() if moved(artist, change)), key=order)
    assert [issue.names[row["name"]] for row in rows] == wanted[: 10 if direction > 0 else 5]
    assert len(rows) >= 3
    for row, artist in zip(rows, wanted, strict=False):
        change, line = issue.streams.of_artists[artist], issue.streams.line(artist)
        assert row["line"] == line, (artist, row["line"], line)
        figures = (short(change.total), short(change.last_total), signed(change.total - change.last_total))
        highest = short(max(value for value in line if value is not None))
        sign = mark(change.total, change.last_total)
        issue.assert_printed(highest, *figures, sign, percent(change.total, change.last_total))


def test_trending_artists(issue: Issue) -> None:
    items = issue.block("panels")["items"]
    assert len(items) == 6
    for item in items:
        artist = issue.names[item["name"]]
        streams, posts = issue.streams.line(artist), issue.posts.line(artist)
        assert item["streams"] == pytest.approx(against_median(streams), abs=1e-3)
        assert item["posts"] == pytest.approx(against_median(posts), abs=1e-3)
        issue.assert_printed(f"{short(streams[-1])} streams", "·", f"{short(posts[-1])} posts")


def test_revisions(issue: Issue) -> None:
    """No issue of the week before is kept: it is compared with what was known the Monday after it."""
    hands = (("TikTok posts", issue.posts), ("Streams", issue.streams))
    wanted = [("All of them", metric, hand.of_label.last_total, hand.of_label.restated) for metric, hand in hands]
    artists = [
        (name, metric, change.last_total, change.restated)
        for metric, hand in hands
        for name, artist in issue.names.items()
        if (change := hand.of_artists.get(artist)) is not None and change.restated
    ]
    names = ("name", "metric", "reported", "restated", "now")
    rows = [tuple(row[name] for name in names) for row in issue.block("revisions")["rows"]]
    told = [(n, m, short(last), signed(restated), short(last + restated)) for n, m, last, restated in wanted]
    every = {(n, m, short(last), signed(restated), short(last + restated)) for n, m, last, restated in artists}
    largest = sorted((abs(row[3]) for row in artists), reverse=True)[:4]
    assert rows[:2] == told
    assert set(rows[2:]) <= every
    assert sorted(row[3].strip("+−") for row in rows[2:]) == sorted(short(value) for value in largest) != []
    for _, metric, reported, restated, now in rows:
        issue.assert_printed(metric, reported, restated if restated != "0" else "unchanged", now)


def test_coverage(issue: Issue) -> None:
    drops = issue.planted.drops
    tracks = [track for artist in drops.roster for track in drops.tracks.get(artist, {})]
    linked = sum(drops.song_of(track) is not None for track in tracks)
    sounds, artists = sum(bool(drops.sounds.get(artist)) for artist in drops.roster), len(drops.roster)
    streams = len(issue.streams.of_artists)
    for name, part, whole in (
        ("Artists with streams", streams, artists),
        ("Spotify tracks that bring figures", linked, len(tracks)),
        ("Artists with TikTok sounds", sounds, artists),
    ):
        issue.assert_printed(share(part, whole), f"{part:,} of {whole:,}", name)


def test_freshness(issue: Issue) -> None:
    """Up to which day each table that has days has come, and with which drop."""
    drops = issue.planted.drops
    songs = drops.read("LUMINATE_DAILY_SONG_METRICS", "THIS_DAY")
    songs = songs[songs["DATE"] <= songs["drop"].astype(str)]
    sounds = drops.read("TIKTOK_SOUND_METRICS")
    sounds = sounds[sounds["CREATED_AT"] <= sounds["drop"].astype(str)]
    for rows, column in ((songs, "DATE"), (sounds, "CREATED_AT")):
        up_to, came = date.fromisoformat(max(rows[column])[:10]), max(rows["drop"])
        issue.assert_printed(f"figures up to {up_to:%a} {up_to.day} {up_to:%b}, delivered {came.day} {came:%b}")


def test_the_record_of_badges(issue: Issue) -> None:
    """Which confirmed weeks held, by the streams of the week after against what had been expected."""
    held: dict[date, list[bool | None]] = {}
    for row in issue.badges:
        if row["tier"] == "confirmed" and issue.week - 8 * WEEK <= row["week_on"] <= issue.week:
            held.setdefault(row["week_on"], []).append(lasted(issue, row))
    rows = issue.block("record")["rows"]
    weeks = [issue.week - back * WEEK for back in reversed(range(9))]
    wanted = [
        (f"{week.day} {week:%b}", held.get(week, []).count(True), held.get(week, []).count(False),
         held.get(week, []).count(None))
        for week in weeks
    ]  # fmt: skip
    assert [(row["week"], row["held"], row["gone"], row["open"]) for row in rows] == wanted
    past = [one for week, each in held.items() if week < issue.week for one in each]
    compared = [one for one in past if one is not None]
    assert len(compared) > 0
    said = f"Of the last 8 weeks' {len(compared)} confirmed, {sum(compared)} held for a second week"
    assert issue.block("record")["sentence"].startswith(said)
    issue.assert_printed(said)


def lasted(issue: Issue, row: dict[str, Any]) -> bool | None:
    """None where the week after is not over or can't be compared."""
    own = issue.streams.own[row["artist"]]
    this, after = own[row["week_on"]], own.get(row["week_on"] + WEEK)
    if after is None or after["days_matched"] < 6 or after["settled_this_week"] is None:
        return None
    expected = row["expected"] * after["settled_last_week"] / this["settled_this_week"]
    if row["direction"] == "up":
        return bool(after["settled_this_week"] >= row["threshold"] * expected)
    return bool(after["settled_this_week"] * row["threshold"] <= expected)


def test_every_artist(issue: Issue) -> None:
    rows = {row["name"]: row for row in issue.block("roll_call")["rows"]}
    assert rows.keys() == issue.names.keys()
    printed = 0
    for name, artist in issue.names.items():
        change, row = issue.streams.of_artists.get(artist), rows[name]
        if change is None:
            assert row["value"] == "–"
            continue
        assert row["value"] == short(change.total)
        if change.last_total > 0:
            assert squeezed(row["change"]) == squeezed(percent(change.total, change.last_total))
            # beside names written right to left figures stand in another order
            printed += (
                squeezed("".join((row["value"], mark(change.total, change.last_total), row["change"]))) in issue.text
            )
    assert printed >= 0.8 * len(rows)
