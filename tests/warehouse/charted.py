"""A warehouse with charts, tracks in them, and who is credited: where a cascade begins."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine

from tasks.cascade.store import Planned, plan
from tasks.work.item import Kind
from tests.sql.loads import Loader
from tests.warehouse.queued import run_sql

TODAY = date(2026, 11, 19)
ALL: tuple[Kind, ...] = ("track_metadata", "artist_metadata", "track_audience", "artist_audience")


def chart(
    engine: Engine, slug: str, credits: Mapping[str, Sequence[str]], at: str = "2026-11-19 12:00Z", **schedule: Any
) -> Loader:
    """A scheduled chart with a ranking of the tracks, in their order, credited to their artists.

    By default a track's audience is wanted on spotify and shazam, an artist's on spotify.
    """
    loader = Loader(engine)
    run_sql(
        engine,
        "insert into core.chart (slug, name, platform_id, frequency) "
        "select :slug, :slug, platform_id, 'weekly' from core.platform where code = 'spotify' on conflict do nothing",
        slug=slug,
    )
    for position, (track, artists) in enumerate(credits.items(), start=1):
        track_id = loader.entity_id(track)
        for order, artist in enumerate(artists, start=1):
            run_sql(
                engine,
                "insert into core.track_artist (track_id, artist_id, credit_order) values (:track, :artist, :place) "
                "on conflict do nothing",
                track=track_id,
                artist=loader.entity_id(artist),
                place=order,
            )
        run_sql(
            engine,
            "insert into core.chart_entry (chart_id, ranked_at, position, track_id) "
            "select chart_id, :at, :position, :track from core.chart where slug = :slug",
            at=at,
            position=position,
            track=track_id,
            slug=slug,
        )
    row = {"slug": slug, "priority_platforms": ["spotify", "shazam"], "artist_platforms": ["spotify"]} | schedule
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    run_sql(engine, f"insert into ops.chart_schedule ({names}) values ({values}) on conflict (slug) do nothing", **row)
    return loader


def planned(
    engine: Engine,
    as_of: date = TODAY,
    kinds: Sequence[Kind] = ALL,
    slug: str | None = None,
    *,
    force: bool = False,
    everything: bool = False,
) -> Planned:
    """Plans, and commits."""
    with engine.begin() as connection:
        return plan(connection, kinds, as_of, slug, force=force, everything=everything)


def items(engine: Engine) -> set[tuple[str, str, str]]:
    """Items of the queue as (kind, name of the entity, platform)."""
    return {tuple(row) for row in run_sql(engine, "select kind, entity_name, platform from mart.fetch_state")}


def finish_all(engine: Engine, as_of: date = TODAY, **columns: Any) -> None:
    """Everything queued is done now, audiences up to ``as_of``; ``columns`` besides."""
    row = {"state": "done", "outcome": "stored"} | columns
    sets = ", ".join(f"{name} = :{name}" for name in row)
    run_sql(
        engine,
        f"update ops.work set {sets}, done_at = now(), reason = null, covered_from = case when kind like '%audience' "
        "then cast(:as_of as date) - 179 end, "
        "covered_until = case when kind like '%audience' then cast(:as_of as date) end",
        as_of=as_of,
        **row,
    )
