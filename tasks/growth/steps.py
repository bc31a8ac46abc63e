"""Prefect steps of growth: finding out what a key may ask, planning, and the figures of a day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.growth.audio_store import plan_audio, put_profiles_of_songs
from tasks.growth.probe import probe
from tasks.growth.rollup_store import Measured, past_days, roll_up_growth
from tasks.growth.store import Target, plan_day, plan_series, put_listed_genres, put_listened_markets
from tasks.limits.capability_store import Finding, forget_findings, read_findings, remember_findings
from tasks.providers.spotify.client import Spotify
from tasks.work.ledger_store import keep_exchanges

PROBED = 3  # ids tried at most, where the first are not known


@task(name="ask-what-is-allowed", cache_policy=NO_CACHE, persist_result=False)
def find_capabilities(
    engine: Engine,
    make_client: Callable[[], Spotify],
    client_id: str | None,
    targets: Mapping[int, Target],
    market: str,
) -> dict[str, Finding]:
    """What the key may use, by feature: as it was found today, else asked now. Raises what stopped the provider."""
    known = read_findings(engine, "spotify", client_id)
    if any(finding.is_of_today for finding in known.values()):
        return known
    artists = [target.artist_id_spotify for target in targets.values()][:PROBED]
    tracks = [id_ for target in targets.values() for id_ in target.track_ids][:PROBED]
    client = make_client()
    try:
        findings = probe(client, artists, tracks, market)
    finally:
        with engine.begin() as connection:
            keep_exchanges(connection, client.log, None)
    remember_findings(engine, "spotify", client_id, findings)
    return {finding.feature: finding for finding in findings}


@task(name="forget-what-was-allowed", retries=2, cache_policy=NO_CACHE, persist_result=False)
def forget_capabilities(engine: Engine, client_id: str | None) -> None:
    """The key was refused what it was allowed; see tasks.limits.capability_store."""
    forget_findings(engine, "spotify", client_id)


@task(name="plan-snapshots", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_snapshots(engine: Engine, day: date, artist_ids: Sequence[int]) -> list[int]:
    """Queue an artist's snapshot of a day for each; see tasks.growth.store."""
    return plan_day(engine, "artist_snapshot", day, artist_ids)


@task(name="plan-growth-series", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_growth_series(engine: Engine, kinds: Sequence[str], day: date) -> list[int]:
    """Queue what Soundcharts has of followed artists day by day; see tasks.growth.store."""
    return plan_series(engine, kinds, day)


@task(name="plan-audio-features", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_audio_features(engine: Engine, artist_ids: Sequence[int]) -> list[int]:
    """Queue artists whose tracks lack an audio profile; see tasks.growth.audio_store."""
    return plan_audio(engine, artist_ids)


@task(name="profiles-of-songs", retries=2, cache_policy=NO_CACHE, persist_result=False)
def profile_songs(engine: Engine, day: date) -> int:
    """Audio profiles from the metadata of songs; see tasks.growth.audio_store."""
    return put_profiles_of_songs(engine, day)


@task(name="markets-of-listeners", retries=2, cache_policy=NO_CACHE, persist_result=False)
def read_listened_markets(engine: Engine, day: date) -> int:
    """Markets from listeners by country; see tasks.growth.store."""
    return put_listened_markets(engine, day)


@task(name="genres-of-artists", retries=2, cache_policy=NO_CACHE, persist_result=False)
def read_listed_genres(engine: Engine, day: date) -> int:
    """Genres from the metadata of artists; see tasks.growth.store."""
    return put_listed_genres(engine, day)


@task(name="measure-growth", retries=2, cache_policy=NO_CACHE, persist_result=False)
def measure_growth(engine: Engine, day: date) -> Measured:
    """The figures of a day, and of weeks before it that sources with a history tell of; see rollup_store."""
    for past in past_days(engine, day):
        roll_up_growth(engine, past)
    return roll_up_growth(engine, day)
