"""Figures of dashboards as a browser gets them, each against SQL of its own on the warehouse."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from installation import Installation, Person
from sqlalchemy import text

PLAYS = "('track_spotify_streams', 'track_youtube_views', 'track_airplay_plays')"
FIRST = "(select min(artist) from mart.followed_artist)"
LAST_MONTH = "date_trunc('month', (now() at time zone 'UTC') - interval '1 month')::date"
OF_LAST_MONTH = f"app.audience(array[{FIRST}], null, {LAST_MONTH}, ({LAST_MONTH} + interval '1 month - 1 day')::date)"
NEWEST = "(select max(week_on) from mart.closed_week)"
FIGURES = {
    ("music-analytics", "Plays"): f"""
        select sum(total) from {OF_LAST_MONTH} where metric in {PLAYS}""",
    ("charts-and-cascade", "Failed runs"): """
        select count(*) from ops.run where state = 'failed' and started_at > now() - interval '7 days'""",
    ("charts-and-cascade", "Calls not answered"): """
        select count(*) from ops.call where failure <> 'not_found' and called_at > now() - interval '14 days'""",
    ("charts-and-cascade", "Places of our artists"): """
        select count(*) from core.chart_entry e
        join core.chart c on c.chart_id = e.chart_id
        join ops.chart_schedule s on s.slug = c.slug and s.is_active
        where e.ranked_at = (select max(n.ranked_at) from core.chart_entry n where n.chart_id = e.chart_id)
          and exists (select from core.track_artist k join app.artist_card a on a.artist_id = k.artist_id
                      where k.track_id = e.track_id and a.status = 'confirmed')""",
    ("listening", "Hours of music"): "select sum(music_ms) / 3600000.0 from mart.user_day",
}
PERIODS = {"music-analytics": "previous calendar month"}  # what the filter of the dashboard begins with


@pytest.mark.parametrize(("dashboard", "chart"), FIGURES, ids=" ".join)
def test_a_tile_shows_what_the_warehouse_says(installation: Installation, dashboard: str, chart: str) -> None:
    chosen = first_artist(installation) if dashboard == "music-analytics" else []
    (row,) = answered(installation.logged_in("data"), dashboard, chart, chosen=chosen)[0]
    (shown,) = row.values()
    assert float(shown) == pytest.approx(float(told(installation, FIGURES[dashboard, chart])[0][0]))


def test_shares_of_plays_are_those_of_all_plays(installation: Installation) -> None:
    chosen, data = first_artist(installation), installation.logged_in("data")
    rows, total = answered(data, "music-analytics", "Plays by platform", with_summary=True, chosen=chosen)
    said = told(
        installation,
        f"""select p.name, a.total / sum(a.total) over () from {OF_LAST_MONTH} a
            join core.platform p on p.code = a.platform where metric in {PLAYS}""",
    )
    assert {row["platform_name"]: row["%total"] for row in rows} == pytest.approx({name: float(x) for name, x in said})
    assert sum(row["%total"] for row in rows) == pytest.approx(1)
    assert total[0]["total"] == sum(row["total"] for row in rows)


def test_shares_of_genres_are_those_of_plays_with_a_genre(installation: Installation) -> None:
    (rows,) = answered(installation.logged_in("data"), "listening", "Genres heard most")
    said = told(
        installation,
        """select g.name, sum(m.play_ppm) / sum(sum(m.play_ppm)) over () from mart.user_genre_month m
           join core.genre g on g.genre_id = m.genre_id where m.genre_id <> 0 group by 1""",
    )
    shares = {name: float(share) for name, share in said}
    assert {row["genre"]: float(row["%plays"]) for row in rows} == pytest.approx(shares, abs=0.001)


def test_the_heat_map_has_the_fifteen_genres_heard_most(installation: Installation) -> None:
    (rows,) = answered(installation.logged_in("data"), "listening", "Genre by week")
    said = told(
        installation,
        """select g.name from mart.user_genre_month m join core.genre g on g.genre_id = m.genre_id
           where m.genre_id <> 0 group by 1 order by sum(m.play_ppm) desc limit 15""",
    )
    assert {row["genre"] for row in rows} == {name for (name,) in said}


def test_the_parts_of_a_change_come_in_their_order(installation: Installation) -> None:
    (rows,) = answered(installation.logged_in("data"), "label-overview", "What the change in streams is made of")
    assert [row["part"] for row in rows] == [
        *("Real listening", "New releases", "Newly linked", "Missing days", "Restated"),
    ]


@pytest.mark.parametrize("label", [None, "a label", "a label of two artists' songs"])
def test_page_waterfall_and_table_tell_one_change(installation: Installation, label: str | None) -> None:
    """Of all labels, of the first and of the one with most shared songs: the totals of the warehouse, to the unit."""
    ((week,),) = told(installation, f"select {NEWEST}::text")
    order = "shared_total" if label and "two" in label else "label"
    ((name, total, last),) = told(
        installation,
        f"""select label, total, last_total from mart.label_week w join core.metric m using (metric_id)
            where m.code = 'track_luminate_streams' and week_on = '{week}' and team is null
              and (label = 'All') = {label is None} order by {order} limit 1""",
    )
    chosen = [{"col": "week_on", "op": "==", "val": week}]
    chosen += [{"col": "label", "op": "IN", "val": [name]}] if label else []
    data = installation.logged_in("data")
    (parts,) = answered(data, "label-overview", "What the change in streams is made of", chosen=chosen)
    (who,) = answered(data, "label-overview", "Who made the change", chosen=chosen)
    ((lead,),) = answered(data, "label-overview", "The week", chosen=chosen)
    assert sum(row["Change"] if "Change" in row else row["amount"] for row in parts) == total - last
    assert (sum(row["total"] for row in who), sum(row["last_total"] for row in who)) == (total, last)
    ((headline,),) = told(
        installation,
        f"""select headline from mart.label_lead where week_on = '{week}' and label = '{name}' and team is null
            and metric = 'track_luminate_streams'""",
    )
    assert headline.split(":")[0] in next(iter(lead.values()))


def answered(
    person: Person,
    dashboard: str,
    chart: str,
    *,
    with_summary: bool = False,
    chosen: Sequence[Mapping[str, Any]] = (),
) -> list[list[dict[str, Any]]]:
    """Rows of each question a chart asks, with filters ``chosen``; ``with_summary`` adds that for its last row."""
    charts = person.get(f"/api/v1/dashboard/{dashboard}/charts").json()["result"]
    (number,) = [each["id"] for each in charts if each["slice_name"] == chart]
    asked = json.loads(person.get(f"/api/v1/chart/{number}").json()["result"]["query_context"])
    period = PERIODS.get(dashboard)
    for query in asked["queries"]:
        for each in query["filters"]:
            if period and each["op"] == "TEMPORAL_RANGE":
                each["val"] = period
        query["filters"] += chosen
    if with_summary:
        asked["queries"].append(
            {**asked["queries"][0], "columns": [], "row_limit": 0, "post_processing": [], "orderby": []}
        )
    answer = person.ask("/api/v1/chart/data", {**asked, "force": True})
    assert answer.status_code == 200, answer.text[:500]
    return [result["data"] for result in answer.json()["result"]]


def first_artist(installation: Installation) -> list[dict[str, Any]]:
    """The filter a dashboard of artists begins with."""
    return [{"col": "artist", "op": "IN", "val": [told(installation, f"select {FIRST}")[0][0]]}]


def told(installation: Installation, query: str) -> list[tuple[Any, ...]]:
    """Rows the warehouse gives its owner."""
    with installation.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
