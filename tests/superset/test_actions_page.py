"""The page of actions: marketing works through it, with a row of the audit for each step; others read."""

import html
import re
from collections.abc import Iterator

import pytest
from installation import Installation, Person
from pages import alert, enter, rows, said_beside, saved

PAGE = "/marketing/actions/"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    """Marketing, over two actions of artists of two labels."""
    rows(
        installation,
        "insert into app.action_item (artist_id, rule, subject, title, step, evidence, cost, aims_at, weight) "
        "select distinct on (c.label) c.artist_id, 'market_gap', 'page', 'Not in Nowhere & <Co>', 'Go there.', "
        """'[{"what": "artists alike", "value": "3 of 4", "source": "markets read"}]', 'days', 'score', 1 """
        "from app.artist_card c where c.status = 'confirmed' order by c.label, c.artist_id limit 2",
    )
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()
    rows(installation, "delete from app.action_item where subject = 'page'")


def number(installation: Installation, state: str = "open") -> int:
    query = "select action_id from app.action_item where subject = 'page' and state = :state order by 1 limit 1"
    [(action_id,)] = rows(installation, query, state=state)
    return int(action_id)


def test_an_action_is_taken_done_and_opened_again(installation: Installation, mara: Person) -> None:
    page = mara.get(PAGE).text
    assert "Not in Nowhere &amp; &lt;Co&gt;" in page
    action = number(installation)
    at = f"{PAGE}{action}/"
    assert "artists alike: 3 of 4 (markets read)" in html.unescape(mara.get(at).text)
    assert "The action is being done." in saved(mara, enter(mara, f"{at}take", at, owner=""))
    assert "The action is done." in saved(mara, enter(mara, f"{at}done", at, done_on=""))
    assert "Measured four weeks after" in mara.get(at).text
    assert "The action is open again." in saved(mara, enter(mara, f"{at}reopen", at))
    told = rows(installation, "select action, done_by from app.audit order by audit_id desc limit 3")
    assert told == [("reopen_action", "marketing"), ("finish_action", "marketing"), ("start_action", "marketing")]


def test_what_is_wrong_is_said_beside_the_field(installation: Installation, mara: Person) -> None:
    at = f"{PAGE}{number(installation)}/"
    assert "is no day" in said_beside(enter(mara, f"{at}done", at, done_on="yesterday"), "done_on")
    assert "has not come yet" in said_beside(enter(mara, f"{at}done", at, done_on="2099-01-01"), "done_on")
    assert "Nothing was given for the reason" in said_beside(enter(mara, f"{at}dismiss", at, reason=" "), "reason")
    assert "The action is dismissed." in saved(mara, enter(mara, f"{at}dismiss", at, reason="No budget."))
    assert "No budget." in mara.get(at).text
    assert "is dismissed already" in alert(enter(mara, f"{at}take", PAGE, owner=""))
    assert "No budget." not in mara.get(PAGE).text
    assert at in mara.get(PAGE, state="dismissed").text
    enter(mara, f"{at}reopen", at)


@pytest.mark.parametrize("user", ["executive", "analyst"])
def test_others_read_and_do_not_write(installation: Installation, mara: Person, user: str) -> None:
    reader = installation.logged_in(user)
    at = f"{PAGE}{number(installation)}/"
    assert "Not in Nowhere" in reader.get(PAGE).text
    page = reader.get(at).text
    assert "artists alike" in page
    assert not re.search(r'<form[^>]*action="[^"]*/marketing/actions/', page)
    answer = reader.browser.post(f"{at}take", data={"csrf_token": reader.token, "owner": ""})
    assert answer.status_code == 403
    assert rows(installation, "select count(*) from app.action_item where subject = 'page' and state <> 'open'") == [
        (0,)
    ]
