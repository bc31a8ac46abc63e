"""Charts in the warehouse: platforms, charts and rankings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from db.errors import GroundswellError
from db.statements import statement
from tasks.providers.soundcharts import records


def store_platforms(connection: Connection, provider: str, platforms: Mapping[str, tuple[str, Sequence[str]]]) -> None:
    """Platforms as {code: (name, kinds)}."""
    given = {
        "provider": provider,
        "codes": list(platforms),
        "names": [name for name, _ in platforms.values()],
        "kinds": [",".join(sorted(kinds)) for _, kinds in platforms.values()],
    }
    connection.execute(statement("charts/platforms"), given)


def store_chart(connection: Connection, chart: records.Chart) -> int:
    """Insert or update a chart; its chart_id. Raises GroundswellError when its platform is not listed."""
    given = {
        "slug": chart.slug,
        "name": chart.name,
        "platform": chart.platform,
        "frequency": chart.frequency,
        "country_code": chart.country_code,
        "city_name": chart.city_name,
        "positions": chart.max_results_count,
        "metric_type": chart.metric.type if chart.metric else None,
        "web_url": chart.web_url,
    }
    connection.execute(statement("charts/chart"), given)
    chart_id = connection.execute(text("select chart_id from core.chart where slug = :slug"), {"slug": chart.slug})
    found: int | None = chart_id.scalar()
    if found is None:
        raise GroundswellError(
            f"Chart {chart.slug} is of platform {chart.platform!r}, which the provider does not list."
        )
    return found


def store_ranking(
    connection: Connection,
    chart_id: int,
    ranked_at: datetime,
    entries: Sequence[tuple[records.RankingEntry, int]],
    answers: Sequence[int | None],
    *,
    is_whole: bool,
) -> int:
    """Replace the ranking of that date; number of places read. New tracks are entered thin.

    Of one that is not whole, what is stored of places that could not be read stays.
    """
    songs = [entry.song for entry, _ in entries]
    uuids = [str(song.uuid) for song in songs]
    thin = {
        "uuids": uuids,
        "names": [song.name for song in songs],
        "credit_names": [song.credit_name for song in songs],
        "image_urls": [song.image_url for song in songs],
    }
    connection.execute(statement("charts/thin_tracks"), thin)
    rows = {
        "chart_id": chart_id,
        "ranked_at": ranked_at,
        "positions": [entry.position for entry, _ in entries],
        "uuids": uuids,
        "previous_positions": [entry.old_position for entry, _ in entries],
        "metric_values": [entry.metric for entry, _ in entries],
        "entered_on": [entry.entry_date.date() if entry.entry_date else None for entry, _ in entries],
        "appearances": [entry.time_on_chart for entry, _ in entries],
        "appearance_units": [entry.time_on_chart_unit for entry, _ in entries],
        "answer_ids": [answers[exchange] for _, exchange in entries],
        "is_whole": is_whole,
    }
    connection.execute(statement("charts/entries"), rows)
    return len(entries)


def plan_rankings(
    connection: Connection, chart_id: int, slug: str, dates: Sequence[datetime], priority: int, *, force: bool
) -> int:
    """Queue the rankings not known yet; how many."""
    given = {"chart_id": chart_id, "slug": slug, "dates": list(dates), "priority": priority, "force": force}
    return connection.execute(statement("charts/plan_rankings"), given).rowcount
