"""Many links or sounds pasted at once, and names that look like a slip: each line is answered, right ones are saved."""

import html
import re
from collections.abc import Iterator

import httpx
import pytest
from installation import Installation, Person
from pages import enter, entered, follow, new_sound, newcomer, rows, said_beside, saved

CARDS, MANY = "/marketing/cards/", "/marketing/cards/many"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()


def answers(page: httpx.Response) -> list[tuple[str, ...]]:
    """Number and sentence of each line, as the page answers it."""
    assert page.status_code == 200, page.text[:500]
    table = page.text.partition('id="answers"')[2].partition("</table>")[0]
    cells = [
        [html.unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in re.findall("<td.*?</td>", row, re.DOTALL)]
        for row in re.findall("<tr>.*?</tr>", table.partition("<tbody>")[2], re.DOTALL)
    ]
    return [(row[0], row[2]) for row in cells]


def test_each_line_of_links_is_answered(installation: Installation, mara: Person) -> None:
    first, second = newcomer(installation, "First of Many"), newcomer(installation, "Second <of> Many")
    pasted = "\r\n".join(
        [first.spotify, "", "https://open.spotify.com/track/" + first.spotify, "nonsense <b>",
         f"Listen: https://open.spotify.com/artist/{second.spotify}?si=1", first.spotify, "https://spoti.fi/x"]
    )  # fmt: skip
    told = answers(enter(mara, MANY, links=pasted, many_label="tidemark", many_team=""))
    assert [number for number, _ in told] == ["1", "3", "4", "5", "6", "7"]
    expected = ["Draft of First of Many.", "is a link to a track", "names no artist", "Draft of Second <of> Many.",
                "First of Many has card", "is a short link"]  # fmt: skip
    assert all(words in sentence for words, (_, sentence) in zip(expected, told, strict=True))
    made = "select label, status, created_by from app.artist_card where artist_id in (:a, :b)"
    found = rows(installation, made, a=first.artist_id, b=second.artist_id)
    assert found == [("Tidemark", "draft", "marketing")] * 2


def test_more_than_fifty_lines_and_none_are_refused(installation: Installation, mara: Person) -> None:
    before = entered(installation)
    many = "\n".join(["x"] * 51)
    assert "50 at once" in said_beside(enter(mara, MANY, links=many, many_label="Tidemark"), "links")
    assert "paste one on each line" in said_beside(enter(mara, MANY, links=" \n", many_label="Tidemark"), "links")
    assert "the label" in said_beside(enter(mara, MANY, links="x", many_label=""), "many_label")
    assert entered(installation) == before


def test_each_line_of_sounds_is_answered(installation: Installation, mara: Person) -> None:
    artist, _ = follow(installation, mara, "Sounding Often")
    page, unknown, other = f"/marketing/sounds/{artist.artist_id}/many", new_sound(), new_sound()
    told = answers(enter(mara, page, sounds=f"{unknown}\nhttps://vm.tiktok.com/x/"))
    assert "Nobody has named the sound" in told[0][1]
    assert "is a short link" in told[1][1]
    told = answers(enter(mara, page, sounds=f"{unknown}\n{other}\n{unknown}", is_sure="yes"))
    assert [sentence.partition(" is linked")[2][:1] for _, sentence in told[:2]] == [".", "."]
    assert "already" in told[2][1]
    linked = "select count(*) from core.artist_sound where artist_id = :id and known_until is null"
    assert rows(installation, linked, id=artist.artist_id) == [(2,)]


def test_a_slip_of_a_label_is_asked_back(installation: Installation, mara: Person) -> None:
    artist, before = newcomer(installation, "Slip"), entered(installation)
    asked_back = enter(mara, CARDS, link=artist.spotify, label="Tidemrak", team="")
    assert "did you mean Tidemark?" in said_beside(asked_back, "label")
    assert 'name="is_sure"' in asked_back.text
    assert entered(installation) == before
    answer = enter(mara, CARDS, link=artist.spotify, label="Tidemrak", team="", is_sure="yes")
    assert "The draft is saved" in saved(mara, answer)
    card = answer.headers["location"].partition("?")[0]
    assert "archived" in saved(mara, enter(mara, f"{card}archive", reason="a slip"))


def test_who_has_no_business_there_pastes_nothing(installation: Installation) -> None:
    executive, before = installation.logged_in("executive"), entered(installation)
    token = executive.ask("/api/v1/security/csrf_token/", method="GET").json()["result"]
    given = {"csrf_token": token, "links": "x", "many_label": "Tidemark"}
    assert executive.browser.post(MANY, data=given).status_code == 403
    assert entered(installation) == before
