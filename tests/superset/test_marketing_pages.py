"""Artist cards and TikTok sounds on the running server: what the page says is saved is saved, and nothing else is."""

import secrets
import string
import threading
from collections.abc import Iterator

import httpx
import pytest
from installation import Installation, Person, hidden_token
from pages import alert, enter, entered, follow, new_sound, newcomer, rows, said_beside, saved

CARDS = "/marketing/cards/"
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> \"&\" {{ 7 * 7 }}"
ID = "4Z8W4fKeB5YxbusRsdQVPb"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "Nothing was given"),
        (f"https://open.spotify.com/track/{ID}", "is a link to a track; here the link to an artist is wanted"),
        (f"spotify:album:{ID}", "is a link to an album"),
        ("https://spotify.link/AbCdEf", "is a short link"),
        (f"https://example.com/artist/{ID}", "names no artist on Spotify"),
        (ID[:-1], "21 characters, 22 are wanted"),
        ("x" * 100_000, "names no artist"),
        (f"\0{ID[:-2]}\0", "20 characters, 22 are wanted"),
        ("'; drop table app.artist_card; --", "names no artist"),
    ],
)
def test_a_wrong_link_is_told_beside_the_field(installation: Installation, mara: Person, link: str, said: str) -> None:
    before = entered(installation)
    answer = enter(mara, CARDS, link=link, label="Tidemark", team="Frontline")
    assert said in said_beside(answer, "link")
    assert 'value="Tidemark"' in answer.text, "what was filled in is kept"
    assert entered(installation) == before


def test_an_artist_the_vendor_does_not_hold_is_a_draft_that_says_so(installation: Installation, mara: Person) -> None:
    """Nothing fetches here: the page says so, keeps the draft, and nobody waits for it."""
    spotify = "".join(secrets.choice(string.ascii_letters) for _ in range(22))
    answer = enter(mara, CARDS, link=spotify, label="Tidemark", team="")
    assert "The draft is saved" in saved(mara, answer)
    card = answer.headers["location"].partition("?")[0]
    page = mara.get(card).text
    assert "No vendor data yet" in page
    part = mara.get(f"{card}onboarding").text
    assert 'id="unreachable"' in part
    assert "the card is kept" in part
    again = enter(mara, CARDS, link=spotify, label="Tidemark", team="")
    assert "has card" in said_beside(again, "link")


def test_a_card_without_a_label_is_none(installation: Installation, mara: Person) -> None:
    artist, before = newcomer(installation, "No Label"), entered(installation)
    assert "the label" in said_beside(enter(mara, CARDS, link=artist.spotify, label=" ", team=""), "label")
    assert entered(installation) == before


def test_from_link_to_confirmed_card(installation: Installation, mara: Person) -> None:
    artist = newcomer(installation, HOSTILE)
    link = f"  <https://open.spotify.com/intl-fr/artist/{artist.spotify}?si=4f1b>\n"
    answer = enter(mara, CARDS, link=link, label=" Tidemark ", team="Frontline")
    assert "The draft is saved" in saved(mara, answer)
    card = answer.headers["location"].partition("?")[0]
    page = mara.get(card).text
    assert "No track of the artist is in SPOTIFY_TRACKS." in page
    assert "<script>alert('x')" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page, "a name is no template"
    of_artist = "select status, label, team, created_by from app.artist_card where artist_id = :id"
    assert rows(installation, of_artist, id=artist.artist_id) == [("draft", "Tidemark", "Frontline", "marketing")]
    assert "The card is confirmed" in saved(mara, enter(mara, f"{card}confirm"))
    assert rows(installation, of_artist, id=artist.artist_id)[0][0] == "confirmed"
    by = "select action, done_by from app.audit where subject = :card order by audit_id"
    subject = f"card {card.rstrip('/').rpartition('/')[2]}"
    assert rows(installation, by, card=subject) == [("add_card", "marketing"), ("confirm_card", "marketing")]
    listed = mara.get(CARDS, q="<SCRIPT>").text
    assert "&lt;script&gt;" in listed
    assert "<img src=x" not in listed
    again = enter(mara, CARDS, link=artist.spotify, label="Tidemark", team="")
    assert "already (confirmed, label Tidemark)" in said_beside(again, "link")
    assert f'href="{card}"' in again.text


def test_two_people_confirm_one_card_once(installation: Installation) -> None:
    people = [installation.logged_in("marketing"), installation.logged_in("data")]
    artist, card = follow(installation, people[0], "Contested")
    answers: list[httpx.Response] = []
    start = threading.Barrier(2)

    def confirm(person: Person) -> None:
        start.wait()
        answers.append(enter(person, f"{card}confirm"))

    threads = [threading.Thread(target=confirm, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code) == (303, 422)
    assert "of Contested is confirmed already." in alert(second)
    assert "confirmed</span>" in second.text, "the page shows how the card stands now"
    confirmed = "select count(*) from app.audit a where a.action = 'confirm_card' and a.after ->> 'artist_id' = :id"
    assert rows(installation, confirmed, id=str(artist.artist_id)) == [(1,)]


def test_two_people_add_one_artist_once(installation: Installation, mara: Person) -> None:
    artist, other = newcomer(installation, "Wanted Twice"), installation.logged_in("data")
    assert enter(mara, CARDS, link=artist.spotify, label="Tidemark", team="").status_code == 303
    said = said_beside(enter(other, CARDS, link=artist.spotify, label="Paperboat", team=""), "link")
    assert "Wanted Twice has card" in said
    assert rows(installation, "select label from app.artist_card where artist_id = :id", id=artist.artist_id) == [
        ("Tidemark",)
    ]


def test_label_and_team_change_and_the_card_is_archived(installation: Installation, mara: Person) -> None:
    artist, card = follow(installation, mara, "Moving On")
    assert "Label and team are saved" in saved(mara, enter(mara, f"{card}change", label="Paperboat", team="Catalogue"))
    same = enter(mara, f"{card}change", label="Paperboat", team="Catalogue")
    assert "nothing was saved" in said_beside(same, "label")
    assert "the label" in said_beside(enter(mara, f"{card}change", label="", team=""), "label")
    before = entered(installation)
    assert "the reason" in said_beside(enter(mara, f"{card}archive", reason=" "), "reason")
    assert entered(installation) == before
    assert "archived" in saved(mara, enter(mara, f"{card}archive", reason="<b>left</b>"))
    assert "&lt;b&gt;left&lt;/b&gt;" in mara.get(card).text
    found = rows(
        installation, "select status, label, team from app.artist_card where artist_id = :i", i=artist.artist_id
    )
    assert found == [("archived", "Paperboat", "Catalogue")]
    assert "is archived" in alert(enter(mara, f"{card}confirm"))
    assert "Moving On" not in mara.get(CARDS, q="Moving On", status="confirmed").text.partition("<tbody>")[2]
    assert "Moving On" in mara.get(CARDS, q="Moving On", status="archived").text.partition("<tbody>")[2]


def test_a_form_without_its_token_writes_nothing(installation: Installation, mara: Person) -> None:
    artist, card = follow(installation, mara, "Unasked")
    other, before = newcomer(installation, "Never Asked"), entered(installation)
    for path, fields in (
        (CARDS, {"link": other.spotify, "label": "Tidemark"}),
        (f"{card}confirm", {}),
        (f"/marketing/sounds/{artist.artist_id}/add", {"sound": new_sound()}),
        ("/marketing/thresholds/set", {"metric": "track_luminate_streams", "times": "3", "floor": "1"}),
    ):
        for token in ({}, {"csrf_token": "made-up"}):
            assert mara.browser.post(path, data={**fields, **token}).status_code in (302, 400)
    assert entered(installation) == before


@pytest.mark.parametrize("user", ["executive", "analyst"])
def test_who_has_no_business_there_writes_nothing(installation: Installation, user: str) -> None:
    person, before = installation.logged_in(user), entered(installation)
    for path in (CARDS, "/marketing/cards/1/archive", "/marketing/thresholds/set", "/marketing/links/1/undo"):
        token = person.ask("/api/v1/security/csrf_token/", method="GET").json()["result"]
        assert person.browser.post(path, data={"csrf_token": token, "reason": "x"}).status_code == 403
    assert entered(installation) == before


@pytest.mark.parametrize("page", ["cards", "sounds", "thresholds", "links"])
def test_without_a_log_in_there_is_the_log_in_page(installation: Installation, page: str) -> None:
    answer = installation.browser().get(f"/marketing/{page}/")
    assert answer.status_code == 302
    assert "/login/" in answer.headers["location"]


def test_after_the_log_in_nothing_is_left_of_being_sent_there(installation: Installation) -> None:
    browser = installation.browser()
    browser.get(CARDS)
    form = {"username": "marketing", "password": installation.password("marketing")}
    token = hidden_token(browser.get("/login/").text)
    assert browser.post("/login/", data={**form, "csrf_token": token}).status_code == 302
    page = browser.get(CARDS)
    assert page.status_code == 200
    assert "Access is Denied" not in page.text.partition('id="content"')[2]


@pytest.mark.parametrize("path", ["cards/999999999/", "sounds/999999999/", "links/99999999999/", "cards/x/"])
def test_what_is_not_there_is_not_found(mara: Person, path: str) -> None:
    assert mara.get(f"/marketing/{path}").status_code == 404


def test_what_somebody_else_saved_is_not_told_as_ones_own(installation: Installation, mara: Person) -> None:
    [(number,)] = rows(installation, "select min(audit_id) from app.audit where done_by <> 'marketing'")
    for said in (number, "x", "9" * 30, "-1"):
        assert "gs-alert is-good" not in mara.get(CARDS, saved=said).text


def test_a_locked_card_is_not_said_to_be_saved(installation: Installation, mara: Person) -> None:
    artist, card = follow(installation, mara, "Held")
    with installation.engine.begin() as holder:
        holder.exec_driver_sql(f"select 1 from app.artist_card where artist_id = {artist.artist_id} for update")
        answer = enter(mara, f"{card}confirm")
    assert answer.status_code == 503
    assert "Nothing of what you entered was saved" in answer.text
    assert rows(installation, "select status from app.artist_card where artist_id = :i", i=artist.artist_id) == [
        ("draft",)
    ]


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        ("", "Nothing was given"),
        ("original sound", "names no sound on TikTok"),
        ("12345", "has an id of 5 digits"),
        ("6.95699E+18", "a spreadsheet has rounded"),
        ("https://www.tiktok.com/@someone/video/6956990112127585029", "is the address of a video"),
        ("https://vm.tiktok.com/ZMabc/", "is a short link"),
        ("<script>alert(1)</script>", "names no sound"),
    ],
)
def test_what_is_no_sound_is_told_beside_the_field(
    installation: Installation, mara: Person, sound: str, said: str
) -> None:
    [(artist,)] = rows(installation, "select min(artist_id) from app.artist_card where status = 'confirmed'")
    before = entered(installation)
    answer = enter(mara, f"/marketing/sounds/{artist}/add", sound=sound, track="")
    assert said in said_beside(answer, "sound")
    assert "<script>alert(1)" not in answer.text
    assert entered(installation) == before


def test_a_sound_is_linked_doubted_and_removed(installation: Installation, mara: Person) -> None:
    artist, _ = follow(installation, mara, "Sounding")
    twin, _ = follow(installation, mara, "Sounding Too")
    sound, page = new_sound(), f"/marketing/sounds/{artist.artist_id}/"
    assert "The sound is linked" in saved(
        mara, enter(mara, f"{page}add", sound=f"https://tiktok.com/music/x-{sound}", is_sure="yes")
    )
    assert sound in mara.get(page).text
    assert "linked to Sounding already" in said_beside(enter(mara, f"{page}add", sound=sound), "sound")
    twice = enter(mara, f"/marketing/sounds/{twin.artist_id}/add", sound=sound)
    assert "It is linked to Sounding too." in mara.get(twice.headers["location"]).text
    linked = "select linked_by, known_until is null from core.artist_sound where artist_id = :id"
    assert rows(installation, linked, id=artist.artist_id) == [("marketing", True)]
    assert "taken off" in saved(mara, enter(mara, f"{page}remove", sound_id=sound))
    assert rows(installation, linked, id=artist.artist_id) == [("marketing", False)]
    assert "nothing to remove" in alert(enter(mara, f"{page}remove", sound_id=sound))


def test_suggestions_are_decided_once(installation: Installation, mara: Person) -> None:
    waiting = (
        "select suggestion_id, artist_id, sound_id from app.sound_suggestion where state = 'waiting' "
        "order by artist_id, suggestion_id limit 2"
    )
    (yes, artist, sound), (no, other, _) = rows(installation, waiting)
    decide, against = f"/marketing/sounds/{artist}/decide", f"/marketing/sounds/{other}/decide"
    assert "The decision is saved" in saved(mara, enter(mara, decide, suggestion=yes, decision="accept"))
    linked = "select linked_by from core.artist_sound where artist_id = :a and sound_id = :s and known_until is null"
    assert rows(installation, linked, a=artist, s=sound) == [("marketing",)]
    assert "was accepted by marketing already" in alert(enter(mara, decide, suggestion=yes, decision="decline"))
    before = entered(installation)
    assert "accepted or declined" in alert(enter(mara, against, suggestion=no, decision="perhaps"))
    assert entered(installation) == before
    assert enter(mara, against, suggestion=no, decision="decline").status_code == 303
    assert rows(installation, "select state from app.sound_suggestion where suggestion_id = :n", n=no) == [
        ("declined",)
    ]
