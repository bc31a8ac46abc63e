"""Missing days are fetched from the page: foretold, asked for once, shown and cancelled, by whom they are for."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import in_a_browser, seated
from installation import Installation, Person, hidden_token
from pages import rows
from playwright.sync_api import Browser, expect

PASSWORD = "a-long-password-of-the-test"
LABEL = "Tidemark"
EVERYTHING = "select count(*), max(request_id), string_agg(state, ',' order by request_id) from app.audience_request"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()


@pytest.fixture(scope="module")
def tess(installation: Installation) -> Iterator[Person]:
    """Somebody of marketing who is for one label."""
    admin = installation.logged_in("admin")
    found = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    ids = {role["name"]: role["id"] for role in found}
    made = {
        "username": "tess-of-requests",
        "first_name": "Tess",
        "last_name": "Tidemark",
        "email": "tess.of.requests@groundswell.invalid",
        "active": True,
        "password": PASSWORD,
        "roles": [ids["Marketing"], ids[f"Label {LABEL}"]],
    }
    assert admin.ask("/api/v1/security/users/", made).status_code == 201
    person = installation.logged_in("tess-of-requests", PASSWORD)
    yield person
    person.browser.close()


@pytest.fixture
def question(installation: Installation) -> Iterator[dict[str, Any]]:
    """A month of an artist of another label before the history the cascade reads; what is asked for is taken back."""
    [(artist, month, last)] = rows(
        installation,
        "select a.artist_id, date_trunc('month', t.on_date)::date, "
        "(date_trunc('month', t.on_date) + interval '1 month - 1 day')::date "
        "from (select max(end_on) - 250 as on_date from ops.world) t, core.artist a "
        "join mart.card c using (artist_id) join core.track_artist k using (artist_id) "
        "where c.status = 'confirmed' and c.label <> :label and a.artist_id_soundcharts is not null "
        "group by 1, 2, 3 order by count(*) desc, 1 limit 1",
        label=LABEL,
    )
    yield {"artist": artist, "from": month, "to": last, "country": "", "group": "platform"}
    for table in ("audience_request_item", "audience_request_person", "audience_request"):
        rows(installation, f"delete from app.{table}")


def missing(person: Person, question: dict[str, Any]) -> str:
    answer = person.get("/musicanalytics/missing", **question)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def send(person: Person, path: str, question: dict[str, Any], **fields: Any) -> Any:
    token = person.token
    return person.browser.post(path, data={"csrf_token": token, **question, **fields})


def asked(person: Person, question: dict[str, Any]) -> str:
    """The address of the request's page."""
    answer = send(person, "/musicanalytics/fetch", question)
    assert answer.status_code == 303, answer.text[:500]
    return str(answer.headers["location"])


def test_what_is_missing_is_told_with_what_it_costs(mara: Person, question: dict[str, Any]) -> None:
    page = missing(mara, question)
    assert '<span class="gs-run">every day</span>' in page, "nothing of that month was ever read"
    assert re.search(r'id="predicted-calls">[1-9]', page)
    assert "of today’s 100,000 are left" in page
    assert ">Fetch</button>" in page
    assert hidden_token(page)
    answer = mara.get("/musicanalytics/answer", **question)
    assert 'data-part="/musicanalytics/missing?artist=' in answer.text


def test_a_request_waits_where_nobody_can_start_it_and_nothing_is_lost(
    installation: Installation, mara: Person, question: dict[str, Any]
) -> None:
    """This Superset was started without Prefect."""
    address = asked(mara, question)
    page = mara.get(address)
    assert page.status_code == 200
    assert "What fetches can’t be reached at the moment" in page.text
    assert "Nothing is lost" in page.text
    assert rows(installation, "select state, flow_run_id_prefect from app.audience_request") == [("waiting", None)]
    part = mara.get(f"{address}/progress").text
    assert "<html" not in part
    assert '<progress class="gs-progress is-waiting" max="100" value="0"' in part


def test_who_asks_for_the_same_sees_the_same_and_a_cancel_is_ones_own(
    installation: Installation, mara: Person, question: dict[str, Any]
) -> None:
    address = asked(mara, question)
    data = installation.logged_in("data")
    part = {**question, "to": question["from"]}
    assert asked(data, part) == address
    assert "2 people wait for it" in mara.get(address).text
    executive = installation.logged_in("executive")
    assert executive.browser.post(f"{address}/cancel", data={"csrf_token": executive.token}).status_code == 303
    assert rows(installation, "select state from app.audience_request") == [("waiting",)]
    left = send(mara, f"{address}/cancel", {})
    assert left.headers["location"].startswith("/musicanalytics/answer?artist=")
    ended = send(data, f"{address}/cancel", {})
    assert ended.headers["location"] == address
    shown = data.get(address).text
    assert "Cancelled" in shown
    assert "Try again" in shown
    again = send(data, f"{address}/retry", {})
    assert again.headers["location"] == address
    assert rows(installation, "select state, attempt from app.audience_request") == [("waiting", 2)]


def test_a_request_that_is_done_ends_on_ones_own_question(
    installation: Installation, mara: Person, question: dict[str, Any]
) -> None:
    address = asked(mara, question)
    rows(
        installation,
        "update app.audience_request set state = 'done', finished_at = now(), unknown_cells = 0",
    )
    answer = mara.get(address)
    assert answer.status_code == 303
    assert f"artist={question['artist']}&from={question['from']}" in answer.headers["location"]
    part = mara.get(f"{address}/progress").text
    assert html.unescape(re.findall(r'data-next href="([^"]+)"', part)[0]) == answer.headers["location"]


@in_a_browser
def test_the_page_follows_by_itself_and_ends_on_the_answer(
    installation: Installation, chromium: Browser, question: dict[str, Any]
) -> None:
    with seated(chromium, installation, "marketing") as seat:
        seat.page.goto(f"/musicanalytics/answer?{urlencode(question)}")
        expect(seat.page.locator("#predicted-calls")).to_have_text(re.compile("[1-9]"))
        seat.page.click("#missing button[type=submit]")
        expect(seat.page.locator("#unreachable")).to_be_visible()
        rows(installation, "update app.audience_request set state = 'running', started_at = now()")
        expect(seat.page.locator("progress.is-running")).to_be_visible()
        rows(installation, "update app.audience_request set state = 'done', finished_at = now(), unknown_cells = 0")
        expect(seat.page.locator("#missing")).to_be_visible()
        assert "/musicanalytics/answer?" in seat.page.url
        assert seat.complaints == []


def test_a_failure_says_what_failed_and_offers_to_go_on(
    installation: Installation, mara: Person, question: dict[str, Any]
) -> None:
    address = asked(mara, question)
    rows(
        installation,
        "update app.audience_request set state = 'failed', finished_at = now(), failure = '<b>Out</b> of calls.'",
    )
    page = mara.get(address).text
    assert "&lt;b&gt;Out&lt;/b&gt; of calls." in page
    assert 'id="retry"' in page


def test_who_may_not_write_sees_and_does_not_fetch(
    installation: Installation, mara: Person, question: dict[str, Any]
) -> None:
    before = rows(installation, EVERYTHING)
    for user in ("executive", "analyst"):
        person = installation.logged_in(user)
        page = missing(person, question)
        assert ">Fetch</button>" not in page
        assert "Marketing and the data team can fetch" in page
        assert send(person, "/musicanalytics/fetch", question).status_code == 403
    assert rows(installation, EVERYTHING) == before
    address = asked(mara, question)
    assert installation.logged_in("executive").get(address).status_code == 200
    assert send(installation.logged_in("executive"), f"{address}/retry", {}).status_code == 403


def test_another_labels_request_is_not_there(
    installation: Installation, mara: Person, tess: Person, question: dict[str, Any]
) -> None:
    address = asked(mara, question)
    before = rows(installation, EVERYTHING)
    number = int(address.rpartition("/")[2])
    for path in (address, f"{address}/progress", f"/musicanalytics/request/{number + 77}"):
        assert tess.get(path).status_code == 404, path
    for path in (f"{address}/cancel", f"{address}/retry"):
        assert send(tess, path, {}).status_code == 404, path
    forged = send(tess, "/musicanalytics/fetch", question)
    assert forged.status_code == 303
    assert forged.headers["location"].startswith("/musicanalytics/answer?"), "the answer says what is wrong with it"
    assert tess.get("/musicanalytics/missing", **question).status_code == 404
    assert rows(installation, EVERYTHING) == before


def test_a_forged_form_writes_nothing(installation: Installation, mara: Person, question: dict[str, Any]) -> None:
    before = rows(installation, EVERYTHING)
    mara.browser.post("/musicanalytics/fetch", data=question)  # without the token
    assert installation.browser().post("/musicanalytics/fetch", data=question).status_code in (302, 400, 401)
    wrong = send(mara, "/musicanalytics/fetch", {**question, "to": "2020-01-01"})
    assert wrong.headers["location"].startswith("/musicanalytics/answer?")
    assert rows(installation, EVERYTHING) == before
