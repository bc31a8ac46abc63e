"""The world is the same everywhere, and its numbers agree with each other."""

import itertools
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from sandbox.charts import COUNTRY_OF_SLUG
from sandbox.places import ARTIST_FIELDS, TRACK_PLATFORMS
from sandbox.world import World, make_world
from tests.sandbox.standin import ROOT

FINGERPRINT = """
import hashlib, sys
from sandbox.world import make_world
world = make_world(int(sys.argv[1]), 12, 30)
uuids = [track.uuid for track in world.tracks]
parts = [repr(world.artists), repr(world.tracks), repr(world.jumps), repr(world.corrections)]
parts += [repr([track.identifiers for track in world.tracks])]
for uuid in uuids if sys.argv[2] == "forward" else uuids[::-1]:
    parts.append(uuid + repr(world.track_series(uuid, "tiktok")) + repr(world.track_series(uuid, "spotify")))
parts += [repr(world.rankings(slug)) for slug in world.chart_slugs()]
parts += [repr(world.artist_series(artist.uuid, "spotify", "listeners")) for artist in world.artists]
print(hashlib.sha256("".join(sorted(parts)).encode()).hexdigest())
"""


def fingerprint(seed: int, order: str, hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FINGERPRINT, str(seed), order],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_same_seed_is_the_same_world_in_any_process_and_order() -> None:
    assert fingerprint(7, "forward", "1") == fingerprint(7, "backward", "2")


def test_another_seed_is_another_world(world: World) -> None:
    other = make_world(8)
    assert {track.uuid for track in world.tracks}.isdisjoint(track.uuid for track in other.tracks)
    assert [artist.name for artist in world.artists] != [artist.name for artist in other.artists]


@pytest.mark.parametrize(
    ("seed", "artists", "tracks"), [(1, 60, 160), (2, 60, 160), (3, 1, 2), (4, 16, 40), (5, 200, 700)]
)
def test_every_song_is_charted_within_52_weeks(seed: int, artists: int, tracks: int) -> None:
    made = make_world(seed, artists, tracks)
    assert made.charted_tracks(since=made.end_on - timedelta(weeks=51)) == {track.uuid for track in made.tracks}
    assert {artist for _, artist in made.credits()} == {artist.uuid for artist in made.artists}


def test_a_world_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        make_world(1, artists=5, tracks=5)


def test_charts_count_the_songs_streams(world: World) -> None:
    for slug in world.chart_slugs():
        rankings = world.rankings(slug)
        assert len(rankings) == 53
        for day, lines in rankings.items():
            assert day.weekday() == 3
            assert [line.position for line in lines] == list(range(1, 31))
            assert [line.streams for line in lines] == sorted((line.streams for line in lines), reverse=True)
    for slug, country in COUNTRY_OF_SLUG.items():
        day = world.end_on
        for line in world.rankings(slug)[day]:
            streams = world.daily_streams(line.track)
            week = sum(streams[day - timedelta(days=back)] for back in range(7))
            assert line.streams == int(week * world.country_share(line.track, country)) > 0


def test_charts_remember(world: World) -> None:
    rankings = list(world.rankings("spotify-weekly-jp").items())
    for (_, before), (day, lines) in itertools.pairwise(rankings):
        places = {line.track: line.position for line in before}
        for line in lines:
            assert line.old_position == places.get(line.track, 0)
            assert (line.weeks_on_chart == 1) == (line.entered_on == day)


def test_charts_change(world: World) -> None:
    last, newest = list(world.rankings("spotify-weekly-us").values())[-2:]
    stayed = {line.track for line in last} & {line.track for line in newest}
    assert 10 < len(stayed) < 30


def test_end_need_not_be_a_thursday() -> None:
    made = make_world(7, 5, 12, end_on=date(2026, 11, 22))
    assert max(made.rankings("spotify-weekly-us")) == date(2026, 11, 19)
    assert max(made.daily_streams(made.tracks[0].uuid)) == date(2026, 11, 22)


def test_sizes_span_five_powers_of_ten(world: World) -> None:
    assert {artist.tier for artist in world.artists} == {2, 3, 4, 5, 6}
    together = sum(len(track.artists) > 1 for track in world.tracks) / len(world.tracks)
    assert 0.15 < together < 0.35
    assert sum(track.is_thin for track in world.tracks) >= 3
    assert sum(track.is_deleted for track in world.tracks) == 1
    assert len({track.isrc for track in world.tracks}) == len(world.tracks)
    recent = [track for track in world.tracks if track.released_on > world.end_on - timedelta(weeks=8)]
    assert len(recent) >= 5


def test_identifiers_look_like_the_platforms(world: World) -> None:
    for track in world.tracks:
        assert all(len(name) == 22 for name in track.identifiers["spotify"])
        assert 1 <= len(track.identifiers["tiktok"]) <= 4
        assert all(len(name) == 19 and name.isdigit() for name in track.identifiers["tiktok"])


def test_two_spotify_ids_mirror_each_other(world: World) -> None:
    doubled = [track for track in world.tracks if len(track.identifiers["spotify"]) == 2]
    assert len(doubled) >= 10
    for track in doubled:
        first, second = world.track_series(track.uuid, "spotify").values()
        assert first.keys() == second.keys()
        assert all(0 <= first[day] - second[day] <= first[day] / 100_000 for day in first)


def test_counters_rise_by_the_true_flow(world: World) -> None:
    spoilt = {(correction.entity, correction.platform) for correction in world.corrections}
    for track in world.tracks:
        for platform in TRACK_PLATFORMS:
            if (track.uuid, platform) in spoilt:
                continue
            flow = world.daily_counts(track.uuid, platform)
            series = list(world.track_series(track.uuid, platform).values())
            main = series[:1] if platform == "spotify" else series
            days = sorted(series[0])
            if platform == "airplay":
                assert all(series[0][day] == flow[day] for day in days)
                continue
            gained = sum(values[days[-1]] - values[days[0]] for values in main)
            assert gained == sum(count for day, count in flow.items() if days[0] < day <= days[-1])


def test_sunday_is_weaker_than_friday(world: World) -> None:
    old = [track for track in world.tracks if track.released_on < world.start_on - timedelta(days=400)]
    by_day = dict.fromkeys(range(7), 0)
    for track in old:
        for day, streams in world.daily_streams(track.uuid).items():
            by_day[day.weekday()] += streams
    assert by_day[4] == max(by_day.values())
    assert by_day[6] / by_day[4] == pytest.approx(0.85, abs=0.03)


def test_week_two_of_a_release_is_about_half(world: World) -> None:
    last = world.end_on - timedelta(days=13)
    ratios = []
    for track in world.tracks:
        if world.start_on <= track.released_on <= last:
            streams = world.daily_streams(track.uuid)
            assert min(streams) == track.released_on
            days = sorted(streams)
            ratios.append(sum(streams[day] for day in days[7:14]) / sum(streams[day] for day in days[:7]))
    assert sum(ratios) / len(ratios) == pytest.approx(0.5, abs=0.06)


def test_listeners_follow_the_last_28_days(world: World) -> None:
    star = world.artists[0]
    listeners = world.artist_series(star.uuid, "spotify", "listeners")
    last = max(listeners)
    streams = sum(
        world.daily_streams(track.uuid).get(last - timedelta(days=back), 0)
        for track in world.tracks
        if star.uuid in track.artists
        for back in range(28)
    )
    assert 2.2 <= streams / listeners[last] <= 4.51
    assert min(listeners.values()) > 0


def test_artist_series_know_their_kinds(world: World) -> None:
    for artist in world.artists[:10]:
        for platform, kinds in ARTIST_FIELDS.items():
            for kind in kinds:
                values = world.artist_series(artist.uuid, platform, kind)
                assert len(values) > 340
                assert min(values.values()) >= 0
    with pytest.raises(KeyError):
        world.artist_series(world.artists[0].uuid, "shazam")
    with pytest.raises(KeyError):
        world.artist_series(world.artists[0].uuid, "youtube", "listeners")
    with pytest.raises(KeyError):
        world.track_series(world.tracks[0].uuid, "deezer")
