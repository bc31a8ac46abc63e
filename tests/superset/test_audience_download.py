"""The Excel file of the page Music Analytics: who gets it, its name, and that it holds what the warehouse says."""

import io
from typing import Any

import pytest
from installation import Installation, Person
from openpyxl import load_workbook
from pages import rows
from test_marketing_bounds import strange, tess  # noqa: F401 - fixtures

from tests.unit.workbook_answers import lines

ADDRESS = "/musicanalytics/workbook"


@pytest.fixture(scope="module")
def executive(installation: Installation) -> Person:
    return installation.logged_in("executive")


@pytest.fixture(scope="module")
def asked(installation: Installation) -> dict[str, Any]:
    """Two artists who share a track, over a month that has readings of both."""
    [(one, other, first, last)] = rows(
        installation,
        "select least(a.artist_id, b.artist_id), greatest(a.artist_id, b.artist_id), m.first_on, m.last_on "
        "from core.track_artist a join core.track_artist b on b.track_id = a.track_id and b.artist_id > a.artist_id "
        "join core.artist x on x.artist_id = a.artist_id and x.artist_id_soundcharts is not null "
        "join core.artist y on y.artist_id = b.artist_id and y.artist_id_soundcharts is not null "
        "cross join (select (date_trunc('month', up_to_on) - interval '1 month')::date as first_on, "
        "(date_trunc('month', up_to_on) - interval '1 day')::date as last_on from mart.figures_clock) m "
        "where exists (select from core.audience_series s join core.audience_point p using (series_id) "
        "where s.track_id = a.track_id and p.observed_on between m.first_on and m.last_on) order by 1, 2 limit 1",
    )
    return {"artist": [one, other], "from": str(first), "to": str(last), "group": "platform"}


def test_the_file_holds_what_the_warehouse_answers(
    installation: Installation, executive: Person, asked: dict[str, Any]
) -> None:
    answer = executive.browser.get(ADDRESS, params={**asked, "daily": "1"})
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["cache-control"] == "no-store"
    name = f"audience-2-artists-{asked['from']}-{asked['to']}.xlsx"
    assert f"filename={name}" in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Summary", "By track", "Daily", "Daily by track", "Coverage", "About"]
    told = {(row[1], row[3]) for row in lines(book, "Summary")[1:] if row[1] is not None and isinstance(row[3], int)}
    truth = rows(
        installation,
        "select m.name, a.total from app.audience(cast(:artists as text[]), null, cast(:f as date), cast(:t as date)) a"
        " join core.metric m on m.code = a.metric where a.total is not null",
        artists=[str(number) for number in asked["artist"]],
        f=asked["from"],
        t=asked["to"],
    )
    assert truth
    assert told == set(truth)
    facts = {row[0].value: row[1].value for row in book["About"].iter_rows() if row[0].value}
    [(sentence,)] = rows(installation, "select sentence from mart.figures_clock")
    assert (facts["Asked by"], facts["As of"]) == ("executive", sentence)


def test_a_question_nobody_can_answer_goes_to_the_page(executive: Person, asked: dict[str, Any]) -> None:
    answer = executive.browser.get(ADDRESS, params={**asked, "platform": "myspace"}, follow_redirects=False)
    assert answer.status_code == 303
    page = executive.browser.get(answer.headers["location"])
    assert page.status_code == 422
    assert "myspace" in page.text


def test_who_is_for_one_label_gets_only_theirs(
    installation: Installation,
    tess: Person,  # noqa: F811
    strange: tuple[int, int, int, int],  # noqa: F811
    asked: dict[str, Any],
) -> None:
    answer = tess.browser.get(ADDRESS, params={**asked, "artist": [strange[1]]}, follow_redirects=False)
    assert answer.status_code == 303
    assert tess.browser.get(answer.headers["location"]).status_code == 422
    [(own,)] = rows(
        installation,
        "select min(c.artist_id) from mart.card c join core.artist a using (artist_id) "
        "where c.label = 'Tidemark' and c.status = 'confirmed' and a.artist_id_soundcharts is not null",
    )
    assert tess.browser.get(ADDRESS, params={**asked, "artist": [own]}).status_code == 200
