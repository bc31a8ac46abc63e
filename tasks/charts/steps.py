"""Prefect steps of charts: what the provider offers, and which rankings are to be fetched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.charts.dates import wanted_dates
from tasks.charts.store import plan_rankings, store_chart, store_platforms
from tasks.providers.errors import NotFound
from tasks.providers.soundcharts import Soundcharts
from tasks.work.ledger_store import keep_exchanges, keep_rejects

KIND_OF_ENDPOINT = {
    "platforms": "other",
    "platforms_social": "audience",
    "platforms_streaming": "streaming",
    "platforms_song_chart": "song_chart",
}


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """Rankings a chart has in the span wanted, and how many of them are newly queued."""

    slug: str
    wanted: int
    queued: int


def keep_log(engine: Engine, client: Soundcharts) -> None:
    """Write down the exchanges of a client that worked for no item of the queue."""
    with engine.begin() as connection:
        answers = keep_exchanges(connection, client.log, None)
        keep_rejects(connection, "soundcharts", client.rejects, answers)


@task(name="sync-platforms", retries=1, cache_policy=NO_CACHE, persist_result=False)
def sync_platforms(engine: Engine, make_client: Callable[[], Soundcharts]) -> int:
    """Platforms with what is offered for each; their number."""
    client = make_client()
    found: dict[str, tuple[str, list[str]]] = {}
    try:
        for endpoint, kind in KIND_OF_ENDPOINT.items():
            for platform in client.platforms(endpoint):
                kinds = found.setdefault(platform.code, (platform.name, []))[1]
                if kind != "other":
                    kinds.append(kind)
    finally:
        keep_log(engine, client)
    with engine.begin() as connection:
        store_platforms(
            connection, "soundcharts", {code: (name, kinds or ["other"]) for code, (name, kinds) in found.items()}
        )
    return len(found)


@task(name="plan-chart", task_run_name="plan {slug}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def plan_chart(
    engine: Engine,
    make_client: Callable[[], Soundcharts],
    slug: str,
    chart_id: int | None,
    as_of: date,
    history_days: int,
    priority: int,
    force: bool,
) -> ChartPlan:
    """Queue the rankings of a chart that are not known yet; ``chart_id`` is None for a chart seen for the first time.

    Raises GroundswellError for a chart that does not exist.
    """
    client = make_client()
    try:
        available = client.ranking_dates(slug)
        dates = wanted_dates(available, as_of, history_days)
        # what a chart is, only its rankings tell
        chart = client.ranking(slug, max(available, default=None)).chart if chart_id is None else None
    except NotFound:
        raise GroundswellError(
            f"There is no chart {slug!r} at Soundcharts. List charts with: groundswell charts list PLATFORM; "
            "remove the schedule with: groundswell schedule remove SLUG."
        ) from None
    finally:
        keep_log(engine, client)
    with engine.begin() as connection:
        if chart is not None:
            chart_id = store_chart(connection, chart)
        assert chart_id is not None
        queued = plan_rankings(connection, chart_id, slug, dates, priority, force=force)
    return ChartPlan(slug, len(dates), queued)
