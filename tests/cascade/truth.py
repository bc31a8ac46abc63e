"""What a warehouse must hold after a cascade over a world, told by the world alone."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from sandbox.world import World
from tests.cascade.running import AUDIENCE_DAYS, CHART_DAYS
from tests.warehouse.queued import run_sql

TRACK_METRICS = {
    "spotify": "track_spotify_streams",
    "youtube": "track_youtube_views",
    "shazam": "track_shazam_count",
    "airplay": "track_airplay_plays",
    "tiktok": "track_tiktok_videos",
}
ARTIST_METRICS = {
    ("spotify", "followers"): "artist_spotify_followers",
    ("spotify", "listeners"): "artist_spotify_listeners",
    ("youtube", "followers"): "artist_youtube_followers",
    ("youtube", "views"): "artist_youtube_views",
    ("instagram", "followers"): "artist_instagram_followers",
    ("tiktok", "followers"): "artist_tiktok_followers",
}
Series = dict[tuple[str, str, str], dict[date, int]]  # by entity, metric and identifier, or country


def charted(world: World, slugs: tuple[str, ...]) -> set[str]:
    """Songs in the rankings that were read."""
    since = world.end_on - timedelta(days=CHART_DAYS)
    return {
        line.track for slug in slugs for day, lines in world.rankings(slug).items() if day >= since for line in lines
    }


def true_rankings(world: World, slugs: tuple[str, ...]) -> set[tuple[Any, ...]]:
    """(chart, day, position, song, number, place before, first day, weeks)."""
    since = world.end_on - timedelta(days=CHART_DAYS)
    return {
        (slug, day, n.position, n.track, n.streams, n.old_position or None, n.entered_on, n.weeks_on_chart)
        for slug in slugs
        for day, lines in world.rankings(slug).items()
        if day >= since
        for n in lines
    }


def stored_rankings(engine: Engine) -> set[tuple[Any, ...]]:
    rows = run_sql(
        engine,
        """
        select c.slug, (e.ranked_at at time zone 'UTC')::date, e.position, t.track_id_soundcharts::text, e.metric_value,
               e.previous_position, e.entered_on, e.appearances
        from core.chart_entry e join core.chart c using (chart_id) join core.track t using (track_id)
        """,
    )
    return {tuple(row) for row in rows}


def true_credits(world: World, slugs: tuple[str, ...]) -> set[tuple[str, str]]:
    songs = charted(world, slugs)
    return {(track, artist) for track, artist in world.credits() if track in songs}


def stored_credits(engine: Engine) -> set[tuple[str, str]]:
    rows = run_sql(
        engine,
        "select track_id_soundcharts::text, artist_id_soundcharts::text from core.track_artist "
        "join core.track using (track_id) join core.artist using (artist_id)",
    )
    return {(track, artist) for track, artist in rows}


def true_series(world: World, slugs: tuple[str, ...], days: int = AUDIENCE_DAYS) -> Series:
    """(entity, metric, identifier) -> readings of the last ``days``; lines without any are left out."""
    first = world.end_on - timedelta(days=days - 1)
    lines: Series = {}
    for track in charted(world, slugs) - {world.deleted_track}:
        for platform, metric in TRACK_METRICS.items():
            for identifier, series in world.track_series(str(track), platform).items():
                lines[(str(track), metric, identifier)] = series
    for artist in {artist for _, artist in true_credits(world, slugs)}:
        for (platform, kind), metric in ARTIST_METRICS.items():
            if (artist, platform) != world.silent_audience:
                lines[(artist, metric, "")] = world.artist_series(artist, platform, kind)
            if kind == "listeners":
                for country, line in world.listeners_by_country(artist, platform).items():
                    lines[(artist, metric, country)] = line
    within = {key: {day: value for day, value in line.items() if day >= first} for key, line in lines.items()}
    return {key: line for key, line in within.items() if line}


def stored_series(engine: Engine) -> Series:
    rows = run_sql(
        engine,
        """
        select coalesce(t.track_id_soundcharts, a.artist_id_soundcharts)::text as uuid, m.code,
               coalesce(s.country_code, s.identifier),
               p.observed_on, p.value
        from core.audience_point p
        join core.audience_series s using (series_id)
        join core.metric m using (metric_id)
        left join core.track t using (track_id)
        left join core.artist a on a.artist_id = s.artist_id
        """,
    )
    lines: Series = {}
    for uuid, metric, identifier, day, value in rows:
        lines.setdefault((uuid, metric, identifier), {})[day] = value
    return lines
