"""The page of alerts: what an alert would have told of is said before it is saved, and each sees their own."""

from collections.abc import Iterator

import httpx
import pytest
from installation import Installation, Person
from pages import alert, enter, rows, said_beside, saved

PAGE = "/marketing/alerts/"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()
    rows(installation, "delete from app.alert_rule where address like '%@page.example'")


def fill(mara: Person, path: str = PAGE, **given: str) -> httpx.Response:
    whole = {"address": "mara@page.example", "label": "", "team": "", "artists": "", "tier": "confirmed"}
    return enter(mara, path, PAGE, **{**whole, "rhythm": "at once", **given})


def test_how_many_there_would_be_is_said_before_it_is_saved(installation: Installation, mara: Person) -> None:
    page = fill(mara, f"{PAGE}preview", label="Tidemark")
    assert page.status_code == 200
    assert "by the last 8 weeks" in page.text
    assert "Nothing is saved yet." in page.text
    assert rows(installation, "select count(*) from app.alert_rule") == [(0,)]
    assert "The alert is saved." in saved(mara, fill(mara, label="tidemark"))
    [(number, made_by)] = rows(installation, "select rule_id, made_by from app.alert_rule where label = 'Tidemark'")
    assert made_by == "marketing"
    assert "the label Tidemark" in mara.get(PAGE).text
    assert "taken away" in saved(mara, enter(mara, f"{PAGE}remove", PAGE, rule_id=str(number)))
    assert "There is no alert" in alert(enter(mara, f"{PAGE}remove", PAGE, rule_id=str(number)))


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"address": "mara"}, "address", "is no e-mail address"),
        ({"label": "Nowhere"}, "label", "No card is with the label “Nowhere”"),
        ({"artists": "Nobody at all"}, "artists", "No artist with a card is called “Nobody at all”"),
        ({"tier": "loud"}, "tier", "Choose one or more of"),
        ({"rhythm": "hourly"}, "rhythm", "is no rhythm"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(mara: Person, given: dict[str, str], field: str, words: str) -> None:
    assert words in said_beside(fill(mara, **given), field)
