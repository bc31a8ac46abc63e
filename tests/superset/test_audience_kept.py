"""Questions that are kept, the limits of a log-in, and the dashboard: the same figures for the same question."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from installation import Installation, Person
from pages import enter, rows

PAGE = "/musicanalytics/"
PASSWORD = "a-long-password-of-the-test"
FILTERS: list[dict[str, Any]] = [
    {},
    {"period": "2026-09-15 : 2026-10-16"},
    {"platforms": ["Spotify", "TikTok"], "period": "2026-08-01 : 2026-11-01"},
    {"country": "DE"},
]


@pytest.fixture(scope="module")
def two(installation: Installation) -> list[tuple[int, str]]:
    """Two followed artists who share a track: number, and the name dashboards have."""
    query = """select f.artist_id, f.artist from mart.followed_artist f join core.track_artist k using (artist_id)
        where k.track_id = (select t.track_id from core.track_artist t join mart.followed_artist o using (artist_id)
                            join core.artist a using (artist_id) where a.artist_id_soundcharts is not null
                            group by 1 having count(*) > 1 order by 1 limit 1)"""
    return [(number, name) for number, name in rows(installation, query)]


def question(two: list[tuple[int, str]], days: str = "from=2026-10-01&to=2026-10-31") -> str:
    return "&".join(f"artist={number}" for number, _ in two) + f"&{days}"


def test_a_question_is_kept_saved_and_opened_again(installation: Installation, two: list[tuple[int, str]]) -> None:
    executive, marketing = installation.logged_in("executive"), installation.logged_in("marketing")
    address = f"{PAGE}answer?{question(two)}&platform=spotify"
    page = executive.get(address).text
    executive.get(address)
    kept = """select count(*), max(name) from app.audience_question
        where asked_by = 'executive' and platforms = '{spotify}' and artist_ids = cast(:artists as bigint[])"""
    artists = [number for number, _ in two]
    assert rows(installation, kept, artists=artists) == [(1, None)], "asked twice, kept once"
    action = re.search(r'action="(/musicanalytics/questions/\d+/name)"', page)
    assert action is not None
    done = enter(executive, action[1], page=address, name="My <two>")
    assert (done.status_code, done.headers["location"].startswith(f"{PAGE}answer?")) == (303, True)
    mine = executive.get(PAGE).text
    link = re.search(r'<a href="([^"]+)">My &lt;two&gt;</a>', mine)
    assert link is not None
    assert executive.get(html.unescape(link[1])).status_code == 200
    assert "My &lt;two&gt;" not in marketing.get(PAGE).text
    assert enter(marketing, action[1], page=address, name="Mine").status_code == 404
    enter(executive, action[1], page=address, name="", back="form")
    assert "My &lt;two&gt;" not in executive.get(PAGE).text


@pytest.fixture
def north(installation: Installation, two: list[tuple[int, str]]) -> Iterator[tuple[Person, int, int]]:
    """Somebody for one label alone, an artist of that label and one of another."""
    cards = dict(rows(installation, "select artist_id, label from mart.card where status <> 'archived'"))
    admin, (own, _) = installation.logged_in("admin"), two[0]
    other = min(number for number, label in cards.items() if label != cards[own])
    listed = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    roles = {role["name"]: role["id"] for role in listed}
    made = {
        "username": "nora",
        "first_name": "N",
        "last_name": "N",
        "email": "nora@groundswell.invalid",
        "active": True,
    }
    limits = [roles["Executive"], roles[f"Label {cards[own]}"]]
    answer = admin.ask("/api/v1/security/users/", {**made, "password": PASSWORD, "roles": limits})
    assert answer.status_code == 201, answer.text
    person = installation.logged_in("nora", PASSWORD)
    yield person, own, other
    person.browser.close()
    admin.ask(f"/api/v1/security/users/{answer.json()['id']}", method="DELETE")


def test_who_is_limited_asks_for_own_artists_alone(
    installation: Installation, north: tuple[Person, int, int], two: list[tuple[int, str]]
) -> None:
    person, own, other = north
    assert person.get(f"{PAGE}answer?{question([(own, '')])}").status_code == 200
    refused = person.get(f"{PAGE}answer?{question([(own, ''), (other, '')])}")
    assert refused.status_code == 422
    assert f"No artist of your log-in has the number {other}" in html.unescape(refused.text)
    [(name,)] = rows(installation, "select name from core.artist where artist_id = :id", id=other)
    assert name not in html.unescape(refused.text)
    assert other not in [each["artist_id"] for each in person.get(f"{PAGE}artists", q=name).json()["artists"]]
    [(called,)] = rows(installation, "select artist from mart.followed_artist where artist_id = :id", id=other)
    assert plays(installation, person, {"artists": [called]}) is None
    assert plays(installation, person, {"artists": [two[0][1]]}) == plays(
        installation, installation.logged_in("data"), {"artists": [two[0][1]]}
    )


@pytest.mark.parametrize("filters", FILTERS, ids=json.dumps)
def test_the_dashboard_tells_what_the_function_tells(
    installation: Installation, two: list[tuple[int, str]], filters: dict[str, Any]
) -> None:
    """Of artists who share tracks, in days that are no month, on some platforms, in a country."""
    period = filters.setdefault("period", "2026-10-01 : 2026-11-01").split(" : ")
    query = """select sum(total)
        from app.audience(:artists, :platforms, cast(:since as date), cast(:until as date) - 1, :country)
        where metric in ('track_spotify_streams', 'track_youtube_views', 'track_airplay_plays')"""
    given = {"platforms": filters.get("platforms"), "country": filters.get("country")}
    given |= {"artists": [str(number) for number, _ in two], "since": period[0], "until": period[1]}
    expected = rows(installation, query, **given)[0][0]
    assert (
        plays(installation, installation.logged_in("executive"), {"artists": [name for _, name in two], **filters})
        == expected
    )


def plays(installation: Installation, person: Person, filters: dict[str, Any]) -> int | None:
    """The tile Plays of the dashboard with these filters."""
    data = installation.logged_in("data")
    charts = data.get("/api/v1/dashboard/music-analytics/charts").json()["result"]
    board = data.get("/api/v1/dashboard/music-analytics").json()["result"]["id"]
    (number,) = [each["id"] for each in charts if each["slice_name"] == "Plays"]
    asked = json.loads(data.get(f"/api/v1/chart/{number}").json()["result"]["query_context"])
    asked["form_data"] = {"dashboardId": board, "slice_id": number}
    for query in asked["queries"]:
        for each in query["filters"]:
            each["val"] = filters.get("period", "2026-10-01 : 2026-11-01")
        for column, name in (("artist", "artists"), ("platform_name", "platforms"), ("country_code", "country")):
            if name in filters:
                value = filters[name] if isinstance(filters[name], list) else [filters[name]]
                query["filters"].append({"col": column, "op": "IN", "val": value})
    answer = person.ask("/api/v1/chart/data", {**asked, "force": True})
    assert answer.status_code == 200, answer.text[:500]
    [row] = answer.json()["result"][0]["data"]
    [shown] = row.values()
    return None if shown is None else int(shown)
