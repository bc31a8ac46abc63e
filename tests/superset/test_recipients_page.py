"""The page of the report's recipients, and the link in a mail that ends it without a log-in."""

import html
import re
import secrets
from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest
from installation import Installation, Person
from pages import alert, enter, rows, said_beside, saved

PAGE = "/marketing/recipients/"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()
    rows(installation, "delete from app.report_recipient where address like '%@page.example'")


def add(mara: Person, address: str, **given: str) -> httpx.Response:
    return enter(mara, PAGE, PAGE, **{"address": address, "name": "", "label": "", "team": "", **given})


def token_of(installation: Installation, address: str) -> str:
    """A link as a mail of theirs has one."""
    token = secrets.token_urlsafe(24)
    rows(
        installation,
        "insert into app.unsubscribe_token (token_hash, recipient_id) "
        "select :hash, recipient_id from app.report_recipient where address = :address",
        hash=sha256(token.encode()).hexdigest(),
        address=address,
    )
    return token


def test_somebody_is_added_shown_and_taken_off(mara: Person) -> None:
    answer = add(mara, "Ana@Page.example", name="Ana <b>", label="tidemark")
    assert "They are on the list, from the next issue on." in saved(mara, answer)
    page = mara.get(PAGE).text
    assert "Ana &lt;b&gt;" in page
    assert "the label Tidemark" in page
    assert "is on the list already" in said_beside(add(mara, "ana@page.example"), "address")
    assert "off the list" in saved(mara, enter(mara, f"{PAGE}remove", PAGE, address="ana@page.example"))
    assert "is not on the list" in alert(enter(mara, f"{PAGE}remove", PAGE, address="ana@page.example"))


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"address": ""}, "address", "Nothing was given for the e-mail address"),
        ({"address": "ana"}, "address", "is no e-mail address; write it like"),
        ({"address": "x@page.example", "label": "Nowhere"}, "label", "No card is with the label “Nowhere”"),
        ({"address": "x@page.example", "team": "Nobody"}, "team", "No card is with the team “Nobody”"),
        ({"address": "x@page.example", "name": "A\nBcc: eve@evil.example"}, "address", "line breaks"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(mara: Person, given: dict[str, str], field: str, words: str) -> None:
    assert words in said_beside(add(mara, **given), field)


def test_each_pasted_line_is_answered(installation: Installation, mara: Person) -> None:
    pasted = "Bo Øre <bo@page.example>\n\nnonsense\ncy@page.example"
    page = enter(mara, f"{PAGE}many", PAGE, addresses=pasted, many_label="", many_team="")
    assert "2 of 3 lines are saved." in page.text
    assert "“nonsense” is no e-mail address" in page.text
    found = rows(installation, "select address, name from app.report_recipient where address like '%@page.example'")
    assert sorted(found) == [("bo@page.example", "Bo Øre"), ("cy@page.example", None)]


def test_the_link_of_a_mail_asks_first_and_one_click_ends_it(installation: Installation, mara: Person) -> None:
    add(mara, "dan@page.example")
    token = token_of(installation, "dan@page.example")
    query = "select unsubscribed_at is null from app.report_recipient where address = 'dan@page.example'"
    with httpx.Client(base_url=installation.url) as stranger:
        asked = stranger.get(f"/marketing/unsubscribe/{token}")
        assert "Get no more of these mails?" in asked.text
        assert "the weekly report of all artists" in asked.text
        assert rows(installation, query) == [(True,)]
        # as a mail program does: no cookie, no token of a form
        done = stranger.post(f"/marketing/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "You get no more of these mails" in done.text
        assert rows(installation, query) == [(False,)]
        assert stranger.post(f"/marketing/unsubscribe/{token}").status_code == 200
        missing = stranger.post(f"/marketing/unsubscribe/{token}x")
        assert missing.status_code == 404
        assert "This link ends nothing" in missing.text
    said = said_beside(add(mara, "dan@page.example"), "address")
    assert "dan@page.example unsubscribed on" in said
    assert "They are on the list" in saved(mara, add(mara, "dan@page.example", is_sure="yes"))


def test_a_link_of_a_mail_opens_nothing_else(installation: Installation) -> None:
    with httpx.Client(base_url=installation.url) as stranger:
        page = stranger.get("/marketing/recipients/", headers={"Accept": "text/html"})
        assert page.status_code == 302
        assert re.search("/login/", html.unescape(page.headers["location"]))
