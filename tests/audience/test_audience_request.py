"""What a question lacks, what fetching it would take, who joins whose request, and who may see or end it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.audience.conftest import Audience, every_day
from tests.audience.requested import Refused, Requests
from tests.warehouse.queued import run_sql

STREAMS, VIEWS = "track_spotify_streams", "track_youtube_views"


@pytest.fixture
def requests(audience: Audience) -> Requests:
    """Alpha of Ana: Spotify read to 20 September, YouTube never; of Bo's Beta, YouTube is read all month."""
    audience.given(
        tracks=[
            {"name": "Alpha", "artists": ["Ana"], "release": date(2026, 1, 1)},
            {"name": "Beta", "artists": ["Bo"]},
        ],
        readings=[
            {"of": "Alpha", "metric": STREAMS, **every_day("2026-09-01", 0, *[1] * 20)},
            {"of": "Beta", "metric": VIEWS, **every_day("2026-09-01", 0, *[1] * 30)},
        ],
        cards=[{"artist": "Ana", "label": "North"}, {"artist": "Bo", "label": "South"}],
    )
    return Requests(audience.engine)


def missing(requests: Requests, *artists: str, **given: Any) -> list[tuple[str, str, str, int]]:
    rows = requests.call("audience_missing", **requests.question(*artists, **given))
    return [(row["platform"], str(row["missing_from"]), str(row["missing_to"]), row["cells"]) for row in rows]


def needed(requests: Requests, *artists: str, **given: Any) -> tuple[int, int]:
    [row] = requests.call("audience_prediction", **requests.question(*artists, **given))
    return row["cells"], row["calls"]


def test_missing_days_are_those_no_reading_came_for(requests: Requests) -> None:
    """Nothing was ever read of Shazam, or of artists, so nobody asks for that unless it is named."""
    assert missing(requests, "Ana") == [
        ("spotify", "2026-09-21", "2026-09-30", 10),
        ("youtube", "2026-09-01", "2026-09-30", 30),
    ]
    assert needed(requests, "Ana") == (40, 2)
    assert missing(requests, "Ana", platforms=["shazam"]) == [("shazam", "2026-09-01", "2026-09-30", 30)]
    # Beta is of another; with Bo it is asked for, too: Spotify of Beta, 30 days
    assert needed(requests, "Ana", "Bo") == (70, 3)


def test_of_a_country_are_tracks_in_its_charts_and_artists_it_is_told_of(requests: Requests) -> None:
    assert missing(requests, "Ana", "Bo", country="GB") == []
    run_sql(
        requests.engine,
        "insert into core.chart (slug, name, platform_id, frequency, country_code) "
        "select 'gb', 'Top', platform_id, 'weekly', 'GB' from core.platform where code = 'spotify'",
    )
    run_sql(
        requests.engine,
        "insert into core.chart_entry (chart_id, ranked_at, position, track_id) "
        "select c.chart_id, '2026-09-03', 1, t.track_id from core.chart c, core.track t where t.name = 'Beta'",
    )
    assert missing(requests, "Ana", "Bo", country="GB") == [("spotify", "2026-09-01", "2026-09-30", 30)]
    run_sql(
        requests.engine,
        "insert into core.audience_series (metric_id, artist_id, identifier, country_code) "
        "select m.metric_id, a.artist_id, '', 'GB' from core.metric m, core.artist a "
        "where m.code = 'artist_spotify_listeners' and a.name = 'Ana'",
    )
    assert needed(requests, "Ana", country="GB")[0] == 30, "the listeners of Ana, each day of the month"


def test_days_before_the_first_reading_can_be_fetched_since_the_release(requests: Requests) -> None:
    """1 January to 30 September are 273 days, in four stretches of 90 days counted from 1 October."""
    year = {"from_on": "2025-10-01", "to_on": "2026-09-30", "platforms": ["youtube"]}
    assert missing(requests, "Ana", **year) == [("youtube", "2026-01-01", "2026-09-30", 273)]
    assert needed(requests, "Ana", **year) == (273, 4)


def test_days_to_come_are_not_asked_for(requests: Requests) -> None:
    run_sql(requests.engine, "insert into ops.world (end_on) values ('2026-09-25')")
    assert missing(requests, "Ana", platforms=["spotify"]) == [("spotify", "2026-09-21", "2026-09-25", 5)]


def test_cost_stands_against_the_budget_and_time_comes_from_the_measured_rate(requests: Requests) -> None:
    """Seconds with 4 calls each: 2 calls take half a second, told as 1."""
    run_sql(
        requests.engine,
        "insert into ops.call (provider, endpoint, called_at, waited_ms, elapsed_ms, cost) "
        "select 'soundcharts', 'song', date_trunc('second', now()) - make_interval(secs => n / 4), 0, 1, 1 "
        "from generate_series(4, 43) n",
    )
    run_sql(
        requests.engine,
        "update ops.rate_limit set daily_budget = 100, spent_calls = 40, spent_on = (now() at time zone 'UTC')::date "
        "where provider = 'soundcharts'",
    )
    [row] = requests.call("audience_prediction", **requests.question("Ana"))
    assert (float(row["calls_per_s"]), row["seconds"], row["budget_left"], row["daily_budget"]) == (4.0, 1, 60, 100)


def test_artists_without_a_provider_id_are_named_and_left_out(requests: Requests) -> None:
    run_sql(
        requests.engine, "insert into core.artist (name, artist_id_spotify) values ('Cy', '3333333333333333333333')"
    )
    [row] = requests.call("audience_prediction", **requests.question("Ana", "Cy"))
    assert (row["cells"], row["without_id"]) == (40, ["Cy"])
    assert requests.ask("Ana", "Cy")[1]
    with pytest.raises(Refused, match="Nothing can be fetched of Cy") as refused:
        requests.ask("Cy")
    assert refused.value.code == "GW409"


def test_the_same_or_a_part_joins_and_more_does_not(requests: Requests) -> None:
    first, is_new = requests.ask("Ana", "Bo")
    assert is_new
    leo = requests.of("leo")
    assert leo.ask("Bo", "Ana") == (first, False)
    assert leo.ask("Ana", from_on="2026-09-10", to_on="2026-09-22") == (first, False)
    assert leo.ask("Ana", platforms=["youtube"]) == (first, False)
    longer, is_new = leo.ask("Ana", from_on="2026-08-31")
    assert is_new
    assert longer != first
    people = run_sql(requests.engine, "select person from app.audience_request_person where request_id = :id", id=first)
    assert sorted(people) == [("leo",), ("mia",)]


def test_two_who_ask_at_once_make_one_request(requests: Requests) -> None:
    start = Barrier(4)

    def one(place: int) -> tuple[int, bool]:
        start.wait()
        return requests.of(f"person {place}").ask("Ana", from_on=f"2026-09-0{1 + place % 2}")

    with ThreadPoolExecutor(4) as people:
        made = list(people.map(one, range(4)))
    # whoever asks for the shorter period first makes a second one at most, never one for each
    assert len({request for request, _ in made}) == sum(is_new for _, is_new in made) <= 2
    with ThreadPoolExecutor(4) as people:
        start.reset()
        same = list(people.map(lambda place: _same(requests, start, place), range(4)))
    assert len({request for request, _ in same}) == 1


def _same(requests: Requests, start: Barrier, place: int) -> tuple[int, bool]:
    start.wait()
    return requests.of(f"person {place}").ask("Bo")


def test_who_asked_cancels_and_who_joined_still_waits(requests: Requests) -> None:
    request, _ = requests.ask("Ana")
    leo = requests.of("leo")
    with pytest.raises(Refused, match="not yours"):
        leo.cancel(request)
    leo.ask("Ana")
    assert requests.cancel(request) is False
    assert leo.progress(request)["state"] == "waiting"
    assert requests.progress(request)["is_waiting_for_it"] is False
    assert leo.cancel(request) is True
    assert leo.progress(request)["state"] == "cancelled"
    assert requests.ask("Ana")[1], "what was cancelled is joined by nobody"


def test_a_request_of_others_artists_is_not_there_for_who_is_limited(requests: Requests) -> None:
    both, _ = requests.ask("Ana", "Bo")
    north = requests.of("noa", ["North"])
    for attempt in (
        lambda: north.progress(both),
        lambda: north.cancel(both),
        lambda: north.call("retry_audience", request_id=both, done_by="noa"),
        lambda: north.progress(both + 1000),
        lambda: north.ask("Bo"),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "GW404"
    # their own question is a request of their own: joining would show them names of others
    mine, is_new = north.ask("Ana")
    assert is_new
    assert north.progress(mine)["artists"] == ["Ana"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"from_on": "2025-09-01", "to_on": "2026-09-01"}, "at most 12 months"),
        ({"from_on": "2026-09-30", "to_on": "2026-09-01"}, "first day before the last"),
        ({"platforms": ["napster"]}, "No platform is called “napster”"),
        ({"platforms": ["luminate"]}, "Nothing that can be fetched is missing"),
    ],
)
def test_what_can_not_be_asked_for_is_said(requests: Requests, given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        requests.ask("Ana", **given)
    with pytest.raises(Refused, match="No artist is chosen"):
        requests.ask()


def test_pages_call_it_by_their_own_login(requests: Requests, warehouse: Engine) -> None:
    with warehouse.connect() as connection:
        closed = connection.execute(
            text(
                "select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname ~ 'audience' "
                "and has_function_privilege('public', p.oid, 'execute')"
            )
        )
        assert closed.scalars().all() == []
