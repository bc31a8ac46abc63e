"""The page Music Analytics as a browser gets it: totals against the readings, who may ask, what is wrong in words."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import httpx
import pytest
from installation import Installation, Person
from pages import rows, said_beside

PLAYS = ("track_spotify_streams", "track_youtube_views", "track_airplay_plays")
NAMES = {
    "track_spotify_streams": "Spotify streams",
    "track_youtube_views": "YouTube views",
    "track_airplay_plays": "Radio plays",
}
OCTOBER = "from=2026-10-01&to=2026-10-31"


@pytest.fixture(scope="module")
def marketing(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()


@pytest.fixture(scope="module")
def ids(installation: Installation) -> list[int]:
    """Artists the provider knows, those with most tracks first."""
    query = """select a.artist_id from core.artist a join core.track_artist t using (artist_id)
        where a.artist_id_soundcharts is not null group by 1 order by count(*) desc, 1"""
    return [number for (number,) in rows(installation, query)]


@pytest.mark.parametrize("seed", range(6))
def test_totals_are_those_of_the_readings(
    installation: Installation, marketing: Person, ids: list[int], seed: int
) -> None:
    """Artists by chance, and with them everybody they share tracks with; a month, weeks or most of a year."""
    dice = Random(seed)
    chosen = set(dice.sample(ids, 3))
    shared = """select o.artist_id from core.track_artist k join core.track_artist o using (track_id)
        where k.artist_id = any (:ids)"""
    chosen |= {number for (number,) in rows(installation, shared, ids=list(chosen))} & set(ids)
    ((today,),) = rows(installation, "select core.today()")
    to_on = today - timedelta(days=dice.randrange(60))
    from_on = to_on - timedelta(days=dice.choice((6, 30, 300)))
    expected = {NAMES[metric]: total for metric, total in added(installation, chosen, from_on, to_on).items()}
    artists = "&".join(f"artist={number}" for number in sorted(chosen))
    answer = marketing.get(f"/musicanalytics/answer?{artists}&from={from_on}&to={to_on}")
    assert answer.status_code == 200, answer.text[:500]
    found = {name: total for name, total in totals(answer).items() if name in NAMES.values() and total is not None}
    assert found == expected
    assert tile(answer, "total-plays") == sum(expected.values())


def added(installation: Installation, artists: set[int], from_on: date, to_on: date) -> dict[str, int]:
    """Plays by metric out of every reading: each track once, of mirrored ids the one read most, spans inside."""
    query = """select distinct m.code, s.track_id, s.series_id, m.metric_kind, p.observed_on, p.value
        from core.track_artist k join core.audience_series s using (track_id) join core.metric m using (metric_id)
        join core.audience_point p using (series_id)
        where k.artist_id = any (:artists) and m.code = any (:plays) and s.country_code is null order by 1, 2, 3, 5"""
    series: dict[Any, list[tuple[date, date, int, int]]] = defaultdict(list)
    before: dict[int, tuple[date, int]] = {}
    for metric, track, number, kind, day, value in rows(installation, query, artists=list(artists), plays=list(PLAYS)):
        if kind == "flow":
            series[metric, track, number].append((day, day, value, value))
        elif number in before:
            series[metric, track, number].append(
                (before[number][0] + timedelta(1), day, value - before[number][1], value)
            )
        before[number] = (day, value)
    found: dict[str, int] = defaultdict(int)
    for metric, track in dict.fromkeys(key[:2] for key in series):
        touching = [
            [span for span in spans if span[0] <= to_on and span[1] >= from_on]
            for key, spans in series.items()
            if key[:2] == (metric, track)
        ]
        touching = [spans for spans in touching if spans]
        touching.sort(
            key=lambda spans: (-sum(from_on <= span[1] <= to_on for span in spans), -max(span[3] for span in spans))
        )
        taken: list[tuple[date, date]] = []
        for spans in touching:
            for first, last, amount, _ in spans:
                outside = max(0, (from_on - first).days) + max(0, (last - to_on).days)
                inside = (last - first).days + 1 - outside
                is_ours = outside == 0 or (outside == 1 and (inside > 1 or last <= to_on))
                if is_ours and not any(start <= last and end >= first for start, end in taken):
                    found[metric] += amount
            taken.append((spans[0][0], spans[-1][1]))
    return dict(found)


def totals(answer: httpx.Response) -> dict[str, int | None]:
    """Total by what is counted, as the table of platforms shows it; None where nothing was read."""
    table = re.search(r'<table class="gs-table" id="platforms">.*?</table>', answer.text, re.DOTALL)
    assert table is not None
    found = re.findall(
        r'gs-under">([^<]+)</span></span></span></td>\s*<td data-label="Total"[^>]*>(.*?)</td>', table[0]
    )
    return {html.unescape(name): int(told.replace(",", "")) if told[:1].isdigit() else None for name, told in found}


def tile(answer: httpx.Response, name: str) -> int:
    found = re.search(rf'id="{name}">([\d,]+)<', answer.text)
    assert found is not None, f"{name} is not told"
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("user", ["executive", "marketing", "analyst", "data", "admin"])
def test_whoever_reads_dashboards_may_ask(installation: Installation, ids: list[int], user: str) -> None:
    person = installation.logged_in(user)
    assert person.get("/musicanalytics/").status_code == 200
    assert person.get(f"/musicanalytics/answer?artist={ids[0]}&{OCTOBER}").status_code == 200
    menu = [entry for entry in person.get("/api/v1/menu/").json()["result"] if entry["name"] == "Marketing"]
    assert "/musicanalytics/" in [child["url"] for child in menu[0]["childs"]]
    person.browser.close()


def test_a_stranger_is_sent_to_the_log_in(installation: Installation) -> None:
    for path in ("", f"answer?artist=1&{OCTOBER}", "artists?q=a"):
        assert "/login" in installation.browser().get(f"/musicanalytics/{path}").headers["location"]


def test_artists_are_found_by_any_part_of_their_name(
    installation: Installation, marketing: Person, ids: list[int]
) -> None:
    [(name,)] = rows(installation, "select name from core.artist where artist_id = :id", id=ids[0])
    found = marketing.get("/musicanalytics/artists", q=name[1:].upper()).json()["artists"]
    told = [(each["artist_id"], each["artist_name"], each["has_provider_id"], each["artist_source"]) for each in found]
    assert (ids[0], name, True, "soundcharts") in told
    named = [each["artist_name"] for each in marketing.get("/musicanalytics/artists", q="%").json()["artists"]]
    assert all("%" in each for each in named), "what is typed is no pattern"
    assert marketing.get("/musicanalytics/artists", q=" ").json() == {"artists": []}


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("artist={known}&from=2025-10-01&to=2026-10-31", "to", "more than 12 months (it touches 13)"),
        ("artist={known}&from=2026-10-31&to=2026-10-01", "to", "before it begins"),
        ("artist={known}&from=2026-10-01&to=2099-01-01", "to", "more than 12 months"),
        ("artist={known}&from=2098-12-01&to=2099-01-01", "from", "is in the future: there are no figures after"),
        (OCTOBER, "artist", "No artist is chosen"),
        (f"artist=999999999&{OCTOBER}", "artist", "No artist has the number 999999999"),
        (f"artist={{known}}&{OCTOBER}&platform=myspace", "platform", "No platform is called “myspace”"),
        (f"artist={{known}}&{OCTOBER}&country=XX", "country", "No charts of “XX” are fetched"),
        (f"artist={{known}}&{OCTOBER}&group=label", "group", "not by “label”"),
    ],
)
def test_what_cannot_be_answered_is_said_and_the_form_is_kept(
    installation: Installation, marketing: Person, ids: list[int], query: str, field: str, words: str
) -> None:
    strange = stranger(installation)
    query = query.replace("artist={known}", "artist={strange}&artist={known}")
    answer = marketing.get(
        "/musicanalytics/answer?" + query.format(known=ids[0], strange=strange) + "&daily=1&q=half+a+na"
    )
    told = said_beside(answer, field) if field in ("artist", "to", "from", "country") else problem(answer, field)
    assert words in told
    for given in re.findall(r"(artist|from|to|platform)=([\w{}-]+)", query):
        value = given[1].format(known=ids[0], strange=strange)
        if value != "999999999":
            assert re.search(rf'name="{given[0]}"[^>]*value="{value}"', answer.text), given
    assert 'name="daily" value="1" checked' in answer.text
    assert 'value="half a na"' in answer.text
    assert "<b>" not in answer.text.replace("<b></b>", "")


def test_an_artist_the_provider_does_not_know_is_named_and_the_others_are_answered(
    installation: Installation, marketing: Person, ids: list[int]
) -> None:
    strange = stranger(installation)
    alone = marketing.get(f"/musicanalytics/answer?artist={ids[0]}&{OCTOBER}").text
    answer = marketing.get(f"/musicanalytics/answer?artist={strange}&artist={ids[0]}&{OCTOBER}")
    assert answer.status_code == 200
    [note] = re.findall(r'id="without-id">(.*?)</p>', answer.text)
    assert html.unescape(note).startswith("Nobody's <b> has no id at the provider (Soundcharts)")
    total = r'id="total-plays">([\d,]+)<'
    assert re.findall(total, answer.text) == re.findall(total, alone) != []
    assert 'id="without-id"' not in alone


def stranger(installation: Installation) -> int:
    """An artist without the provider's id."""
    [(artist_id,)] = rows(
        installation,
        """insert into core.artist (name, artist_id_spotify) values ('Nobody''s <b>', '9strange9strange9stran')
           on conflict (artist_id_spotify) do update set name = excluded.name returning artist_id""",
    )
    return int(artist_id)


def problem(answer: httpx.Response, field: str) -> str:
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-problem">(.*?)</p>', answer.text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])
