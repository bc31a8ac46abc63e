"""Growth collected from the stand-ins: what the world planted is what the figures say, whatever the key may ask."""

import json
import math

import pytest
from sqlalchemy import Engine

from db.errors import GroundswellError
from flows.collect_growth import run_collect_growth
from sandbox.growth import MARKETS
from tests.enrich.running import StandIns
from tests.growth.conftest import DAYS, Open, followed, growth, measured, true_followers
from tests.sandbox.standin import running
from tests.warehouse.queued import run_sql

PARTS = ("followers_part", "popularity_part", "markets_part", "tracks_part")


def test_two_snapshots_a_week_apart_are_the_growth_the_world_planted(opened: Open) -> None:
    for day in (DAYS.week_before, DAYS.end):
        with opened(day) as session:
            result = run_collect_growth(session)
            assert result.partial() is None
    with opened() as session:
        rows = measured(session.engine, DAYS.end)
        points = run_sql(
            session.engine,
            "select t.track_id_soundcharts::text, p.value from core.audience_point p join core.audience_series s "
            "using (series_id) join core.metric m using (metric_id) join core.track t using (track_id) "
            "where m.code = 'track_spotify_popularity' and p.observed_on = :day",
            day=DAYS.end,
        )
    assert set(rows) == {artist.uuid for artist in followed()}
    world = growth()
    for uuid, row in rows.items():
        assert (row.followers, row.followers_source) == (true_followers(uuid, DAYS.end), "spotify")
        assert row.followers_week_change == row.followers - true_followers(uuid, DAYS.week_before)
        popularity = world.artist_popularity(uuid)
        assert row.popularity == popularity[DAYS.end]
        assert row.popularity_week_change == popularity[DAYS.end] - popularity[DAYS.week_before]
        assert (row.followers_month_change, row.followers_weeks_needed) == (None, 3)
        now, then = (set(world.available_markets(uuid, day)) for day in (DAYS.end, DAYS.week_before))
        assert set(row.new_markets) == now - then
        assert row.lost_markets == []
        assert row.market_count == len(now | then), "what is absent once is not lost"
    assert any(row.new_markets for row in rows.values())
    assert len(points) > len(rows)
    assert dict(points) == {uuid: world.track_popularity(uuid)[DAYS.end] for uuid, _ in points}


def told_genres(engine: Engine) -> dict[tuple[str, str], list[list[str]]]:
    """Genres by artist and source, oldest reading first."""
    rows = run_sql(
        engine,
        "select a.artist_id_soundcharts::text, g.source, g.genres from core.genre_reading g join core.artist a "
        "using (artist_id) order by g.read_on",
    )
    found: dict[tuple[str, str], list[list[str]]] = {}
    for uuid, source, genres in rows:
        found.setdefault((uuid, source), []).append(genres)
    return found


def test_genres_of_a_snapshot_are_kept_once_for_each_change(opened: Open) -> None:
    """Spotify's come with the artist, Soundcharts' with its metadata, entered here as the provider tells it."""
    for day in (DAYS.week_before, DAYS.end):
        with opened(day) as session:
            for artist in followed()[:2]:
                told = json.dumps([{"root": root, "sub": list(sub)} for root, sub in artist.genres])
                run_sql(
                    session.engine,
                    "update core.artist set genres_soundcharts = cast(:g as jsonb) where artist_id_spotify = :id",
                    g=told,
                    id=artist.identifiers["spotify"],
                )
            run_collect_growth(session)
            found = told_genres(session.engine)
            shown = run_sql(session.engine, "select genres, genres_source, genres_on from mart.artist_visibility")
    for place, artist in enumerate(followed()):
        names = [[name for _, sub in artist.genres for name in sub][:1]]
        assert found[artist.uuid, "spotify"] == names
        whole = [[name for root, sub in artist.genres for name in (root, *sub)]]
        assert found.get((artist.uuid, "soundcharts"), whole) == whole
        assert ((artist.uuid, "soundcharts") in found) == (place < 2)
    assert {(row.genres_source, row.genres_on) for row in shown} == {
        ("soundcharts", DAYS.week_before),
        ("spotify", DAYS.week_before),
    }


def test_parts_are_the_formula_and_add_up_to_the_score(opened: Open) -> None:
    with opened() as session:
        run_collect_growth(session)
        rows = measured(session.engine, DAYS.end)
    world = growth()
    for uuid, row in rows.items():
        tracks = {track.uuid: track for market in MARKETS for track in world.top_tracks(uuid, market, DAYS.end)}
        best = sorted((world.track_popularity(one)[DAYS.end] for one in tracks), reverse=True)[:10]
        expected = (
            25 * min(1, math.log10(1 + true_followers(uuid, DAYS.end)) / 6),
            25 * world.artist_popularity(uuid)[DAYS.end] / 100,
            25 * len(world.available_markets(uuid, DAYS.end)) / 13,
            25 * sum(best) / len(best) / 100,
        )
        found = [float(getattr(row, part)) for part in PARTS]
        assert found == pytest.approx(expected, abs=0.0051)
        assert row.visibility_score == sum(getattr(row, part) for part in PARTS)
        assert row.withheld_reason is None


def test_a_market_is_lost_after_two_absences_only(opened: Open) -> None:
    for day in (DAYS.two_weeks_before, DAYS.week_before, DAYS.end):
        with opened(day) as session:
            run_collect_growth(session)
    with opened() as session:
        middle, last = (measured(session.engine, day) for day in (DAYS.week_before, DAYS.end))
    world, lost = growth(), 0
    for uuid, row in last.items():
        before, once, now = (
            set(world.available_markets(uuid, day)) for day in (DAYS.two_weeks_before, DAYS.week_before, DAYS.end)
        )
        assert middle[uuid].lost_markets == []
        assert middle[uuid].market_count == len(before | once)
        assert set(row.lost_markets) == before - once - now
        assert row.market_count == middle[uuid].market_count + len(row.new_markets) - len(row.lost_markets)
        lost += len(row.lost_markets)
    assert lost > 0, "the world plants one that closes ten days before its end"


def test_a_key_in_development_ends_well_and_says_what_it_lacks(opened: Open, providers: StandIns) -> None:
    with opened(is_extended=False) as session:
        before = providers.stats()["spotify"]["requests"]
        result = run_collect_growth(session)
        asked = providers.stats()["spotify"]["requests"] - before
        again = run_collect_growth(session)
        assert providers.stats()["spotify"]["requests"] - before == asked, "a key is asked what it may once a day"
        rows = measured(session.engine, DAYS.end)
        states = run_sql(session.engine, "select distinct is_available from ops.capability where provider = 'spotify'")
    assert result.partial() is None
    assert again.partial() is None
    assert asked <= 10
    assert [state.is_available for state in states] == [False]
    assert any("Spotify tells this key nothing" in line for line in result.notes)
    assert any("Soundcharts is left out" in line for line in result.notes)
    for row in rows.values():
        assert row.visibility_score is None, "withheld, never 0"
        assert row.withheld_reason.startswith("followers not read in the 15 days up to")
        assert [getattr(row, part) for part in PARTS] == [None] * 4


def test_without_spotify_soundcharts_tells_of_growth_with_its_history(
    opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(tmp_path_factory.mktemp("soundcharts"), "--rate", "5000") as soundcharts:
        own = {"SOUNDCHARTS_BASE_URL": str(soundcharts.client.base_url), "SOUNDCHARTS_APP_ID": "soundcharts"}
        with opened(is_extended=False, **own, SOUNDCHARTS_API_KEY="soundcharts") as session:
            result = run_collect_growth(session)
            told = measured(session.engine, DAYS.two_weeks_before)
            past = run_collect_growth(session, DAYS.week_before)
            rows, before = (measured(session.engine, day) for day in (DAYS.end, DAYS.week_before))
    assert result.partial() is None
    assert past.partial() is None
    assert any("Spotify tells of today alone" in line for line in past.notes)
    world = growth()
    for uuid, row in rows.items():
        popularity = world.artist_popularity(uuid)
        assert (row.followers_source, row.popularity_source, row.markets_source) == ("soundcharts",) * 3
        assert (row.followers, row.popularity) == (
            true_followers(uuid, row.followers_on),
            popularity[row.popularity_on],
        )
        assert before[uuid].popularity == popularity[before[uuid].popularity_on]
        assert told[uuid].popularity == popularity[told[uuid].popularity_on], "history is told at the first reading"
        assert told[uuid].popularity_on <= DAYS.two_weeks_before
        assert row.popularity_weeks_needed == 0
        assert row.market_count == len({"US", "GB", "DE", "FR"}), "where listeners are listed"
        assert row.tracks_source == "soundcharts"
        assert row.visibility_score == sum(getattr(row, part) for part in PARTS)


def test_who_is_followed_no_longer_keeps_the_past(opened: Open) -> None:
    with opened(DAYS.week_before) as session:
        run_collect_growth(session)
        before = measured(session.engine, DAYS.week_before)
        first = "(select min(card_id) from app.artist_card)"
        run_sql(
            session.engine,
            f"update app.artist_card set status = 'archived', archived_at = now() where card_id = {first}",
        )
        run_collect_growth(session)
        assert set(measured(session.engine, DAYS.week_before)) == set(before)
    with opened() as session:
        run_collect_growth(session)
        assert len(measured(session.engine, DAYS.end)) == len(before) - 1
        assert set(measured(session.engine, DAYS.week_before)) == set(before)


def test_another_key_is_asked_anew_on_the_same_day(opened: Open) -> None:
    with opened(is_extended=False) as session:
        run_collect_growth(session)
    with opened(is_extended=True) as session:
        result = run_collect_growth(session)
        rows = measured(session.engine, DAYS.end)
    assert set(result.sources.values()) == {"spotify"}
    assert all(row.visibility_score is not None for row in rows.values())


def test_batches_make_few_calls(opened: Open, providers: StandIns) -> None:
    with opened() as session:
        run_collect_growth(session)
        calls = {
            row.endpoint: row.calls
            for row in run_sql(
                session.engine, "select endpoint, count(*) as calls from ops.call where provider = 'spotify' group by 1"
            )
        }
    assert calls["top_tracks"] == len(followed()) * 13 + 1
    assert calls["artists"] == 2, "one to find out whether it may, one of all artists"
    assert calls.get("tracks", 0) <= 2


def test_a_day_to_come_is_refused(opened: Open) -> None:
    with opened(DAYS.week_before) as session, pytest.raises(GroundswellError, match="still to come"):
        run_collect_growth(session, DAYS.end)
