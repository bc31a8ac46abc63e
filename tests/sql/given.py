"""Puts a case's given rows into an empty warehouse: entities by name, series as a list of values day by day.

tracks.yaml      name, artists (in the order of the credit), song (Luminate's number),
                 release (day)
artists.yaml     names of artists without tracks
metrics.yaml     metrics besides ours
readings.yaml    of (track, artist or sound), metric, id, from (first day), values (one a day, null where none came)
track_weeks.yaml, artist_weeks.yaml   rows of the weekly tables
rankings.yaml    chart, at, places (position, track, previous, metric, entered)
work.yaml        rows of the queue
and what given_cards.py, given_deliveries.py and given_issues.py name; a file named like a table holds
its rows (given_tables.py)
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, Engine, text

from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics
from tests.sql.given_cards import ENTERED
from tests.sql.given_deliveries import ENTERED_LAST
from tests.sql.given_issues import enter_issue
from tests.sql.given_tables import enter_tables
from tests.sql.rows import artist_number, insert, made_uuid, number

PLATFORMS = ("spotify", "youtube", "shazam", "airplay", "tiktok", "instagram", "luminate")
TRACK_WEEK = {"value": None, "correction": 0, "level": None, "days_present": 7, "days_spanned": 7, "is_complete": True}
ARTIST_WEEK = {
    "basis": "account",
    "value": None,
    "correction": 0,
    "level": None,
    "days_present": 7,
    "track_count": None,
    "complete_track_count": None,
    "is_complete": True,
}


def enter_given(engine: Engine, folder: Path) -> None:
    """Everything the case gives; every series is marked for the rollup."""
    given = {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))}
    with engine.begin() as connection:
        enter_tables(connection, {name: given.pop(name) for name in list(given) if "." in name})
        _enter_metrics(connection, given.pop("metrics", []))
        for name in given.pop("artists", []):
            artist_number(connection, name)
        for track in given.pop("tracks", []):
            _enter_track(connection, track)
        for kind, enter in ENTERED.items():
            for row in given.pop(kind, []):
                enter(connection, row)
        for series in given.pop("readings", []):
            _enter_series(connection, series)
        for week in given.pop("track_weeks", []):
            track_id = number(connection, "track", week.pop("track"))
            _enter_week(connection, "track_week", TRACK_WEEK | week | {"track_id": track_id})
        for week in given.pop("artist_weeks", []):
            artist_id = artist_number(connection, week.pop("artist"))
            _enter_week(connection, "artist_week", ARTIST_WEEK | week | {"artist_id": artist_id})
        for kind, enter in ENTERED_LAST.items():
            for row in given.pop(kind, []):
                enter(connection, row)
        for issue in given.pop("issues", []):
            enter_issue(connection, issue)
        for ranking in given.pop("rankings", []):
            _enter_ranking(connection, ranking)
        for item in given.pop("work", []):
            item["entity_id"] = number(connection, item.pop("of"), item.pop("name"))
            insert(connection, "ops.work", item)
    assert not given, f"nobody knows what {', '.join(given)} is"


def _enter_metrics(connection: Connection, more: list[dict[str, Any]]) -> None:
    for code in PLATFORMS:
        row = {"code": code, "name": code, "kinds": ["audience"], "provider": "x", "provider_code": code}
        insert(connection, "core.platform", row)
    enter_metrics(connection, load_metrics())
    known = set(connection.execute(text("select code from core.metric")).scalars())
    for metric in more:
        if metric["code"] in known:
            continue
        platform_id = number(connection, "platform", metric.pop("platform"), "code")
        insert(connection, "core.metric", metric | {"platform_id": platform_id})


def _enter_track(connection: Connection, given: Mapping[str, Any]) -> None:
    name, artists = given["name"], given.get("artists", [])
    row = {
        "track_id_soundcharts": made_uuid("track", name),
        "name": name,
        "credit_name": " & ".join(artists),
        "song_id_luminate": given.get("song"),
        "release_on": given.get("release"),
    }
    insert(connection, "core.track", row)
    track_id = number(connection, "track", name)
    for place, artist in enumerate(artists, start=1):
        credit = {"track_id": track_id, "artist_id": artist_number(connection, artist), "credit_order": place}
        insert(connection, "core.track_artist", credit)


def _enter_series(connection: Connection, given: Mapping[str, Any]) -> None:
    metric_id = number(connection, "metric", given["metric"], "code")
    kind = connection.execute(text("select entity_kind from core.metric where metric_id = :id"), {"id": metric_id})
    entity = kind.scalar_one()
    owner = {f"{entity}_id": number(connection, entity, given["of"])}
    series = {"metric_id": metric_id, "identifier": str(given.get("id", "")), "country_code": given.get("country")}
    series_id = insert(connection, "core.audience_series", series | owner, "series_id")
    for place, value in enumerate(given["values"]):
        if value is not None:
            day = given["from"] + timedelta(days=place)
            insert(connection, "core.audience_point", {"series_id": series_id, "observed_on": day, "value": value})
    insert(connection, "ops.dirty_mark", {"series_id": series_id, "since_on": "-infinity"})


def _enter_week(connection: Connection, table: str, week: dict[str, Any]) -> None:
    metric_id = number(connection, "metric", week.pop("metric"), "code")
    insert(connection, f"mart.{table}", week | {"metric_id": metric_id, "method_version": 0})


def _enter_ranking(connection: Connection, given: Mapping[str, Any]) -> None:
    connection.execute(
        text(
            "insert into core.chart (slug, name, platform_id, frequency) select :slug, 'Top Songs', platform_id, "
            "'weekly' from core.platform where code = 'spotify' on conflict do nothing"
        ),
        {"slug": given["chart"]},
    )
    for place in given["places"]:
        row = {
            "chart_id": number(connection, "chart", given["chart"], "slug"),
            "ranked_at": given["at"],
            "position": place["position"],
            "track_id": number(connection, "track", place["track"]),
            "previous_position": place.get("previous"),
            "metric_value": place.get("metric"),
            "entered_on": place.get("entered"),
        }
        insert(connection, "core.chart_entry", row)
