"""Who has the role of a label sees and changes that label's artists alone, on the pages as on the dashboards."""

import secrets
from collections.abc import Iterator

import pytest
from installation import Installation, Person
from pages import alert, enter, entered, newcomer, rows, said_beside, saved

LABEL, PASSWORD = "Tidemark", "a-long-password-of-the-test"
THRESHOLD = {"metric": "track_luminate_streams", "times": "3", "floor": "10"}


@pytest.fixture(scope="module")
def tess(installation: Installation) -> Iterator[Person]:
    """Somebody of marketing who is for one label."""
    admin = installation.logged_in("admin")
    found = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    ids = {role["name"]: role["id"] for role in found}
    name = f"tess-{secrets.token_hex(3)}"  # each file that asks for her has one of its own
    made = {
        "username": name,
        "first_name": "Tess",
        "last_name": "Tidemark",
        "email": f"{name}@groundswell.invalid",
        "active": True,
        "password": PASSWORD,
        "roles": [ids["Marketing"], ids[f"Label {LABEL}"]],
    }
    answer = admin.ask("/api/v1/security/users/", made)
    assert answer.status_code == 201, answer.text
    person = installation.logged_in(name, PASSWORD)
    yield person
    person.browser.close()


@pytest.fixture(scope="module")
def strange(installation: Installation) -> tuple[int, int, int, int]:
    """Card, artist, suggestion and unlinked track of other labels."""
    card, artist = rows(
        installation,
        "select card_id, artist_id from mart.card where status = 'confirmed' and label <> :l order by 1 limit 1",
        l=LABEL,
    )[0]
    [(suggestion,)] = rows(
        installation,
        "select min(s.suggestion_id) from mart.sound_suggestion s join mart.card c using (artist_id) "
        "where s.state = 'waiting' and c.status <> 'archived' and c.label <> :l",
        l=LABEL,
    )
    [(track,)] = rows(
        installation,
        "select min(u.spotify_track_id) from mart.unlinked_track u where not exists (select from mart.card c, "
        "mart.track_link t where t.spotify_track_id = u.spotify_track_id and c.artist_id = any (t.artist_ids) "
        "and c.status <> 'archived' and c.label = :l)",
        l=LABEL,
    )
    return card, artist, suggestion, track


def test_lists_hold_ones_own_alone(installation: Installation, tess: Person, strange: tuple[int, ...]) -> None:
    card, artist, _, track = strange
    own = rows(installation, "select card_id from mart.card where status = 'confirmed' and label = :l", l=LABEL)
    cards = tess.get("/marketing/cards/").text
    assert f"{len(own)} confirmed" in cards
    for (number,) in own[:5]:
        assert f'href="/marketing/cards/{number}/"' in cards
    for page, address in (
        ("cards", f"/marketing/cards/{card}/"),
        ("sounds", f"/marketing/sounds/{artist}/"),
        ("links", f"/marketing/links/{track}/"),
    ):
        assert f'href="{address}"' not in tess.get(f"/marketing/{page}/").text
        assert tess.get(address).status_code == 404


def test_nothing_of_others_is_changed(installation: Installation, tess: Person, strange: tuple[int, ...]) -> None:
    card, artist, suggestion, track = strange
    [(mine,)] = rows(
        installation, "select min(artist_id) from mart.card where status = 'confirmed' and label = 'Tidemark'"
    )
    before = entered(installation)
    for path, fields in (
        (f"cards/{card}/archive", {"reason": "x"}),
        (f"cards/{card}/change", {"label": LABEL, "team": ""}),
        (f"sounds/{artist}/add", {"sound": "6956990112127585029"}),
        (f"sounds/{mine}/decide", {"suggestion": str(suggestion), "decision": "accept"}),
        (f"links/{track}/set", {"choice": "none", "reason": "x"}),
    ):
        assert enter(tess, f"/marketing/{path}", **fields).status_code == 404
    other = newcomer(installation, "Not Tidemark's")
    answer = enter(tess, "/marketing/cards/", link=other.spotify, label="Paperboat", team="")
    assert said_beside(answer, "label") == "Your log-in is for the label Tidemark alone."
    for scope in ({"scope": "all"}, {}):
        assert "for some artists alone" in alert(enter(tess, "/marketing/thresholds/set", **THRESHOLD, **scope))
    whose = {"scope": "team", "team": "Frontline"}
    assert "for some artists alone" in said_beside(
        enter(tess, "/marketing/thresholds/set", **THRESHOLD, **whose), "team"
    )
    assert entered(installation) == before


def test_ones_own_are_changed_as_ever(installation: Installation, tess: Person) -> None:
    other = newcomer(installation, "Tidemark's Own")
    answer = enter(tess, "/marketing/cards/", link=other.spotify, label=LABEL, team="")
    assert "The draft is saved" in saved(tess, answer)
    whose = {"scope": "artist", "artist": "Tidemark's Own"}
    assert "is saved" in saved(tess, enter(tess, "/marketing/thresholds/set", **THRESHOLD, **whose))
    gone = {"metric": THRESHOLD["metric"], "team": "", "artist_id": other.artist_id}
    assert "taken away" in saved(tess, enter(tess, "/marketing/thresholds/unset", **gone))


def test_a_limited_log_in_is_not_asked_back_with_names_of_others(installation: Installation, tess: Person) -> None:
    artist = newcomer(installation, "Almost Another Team's")
    answer = enter(tess, "/marketing/cards/", link=artist.spotify, label=LABEL, team="Frontlien")
    assert answer.status_code == 303, "Frontline may be a team of other labels"
    rows(installation, "select app.archive_card(card_id, 'a slip', 'test') from mart.card where team = 'Frontlien'")


def test_an_artist_of_another_label_is_refused_without_a_name(
    installation: Installation, tess: Person, strange: tuple[int, ...]
) -> None:
    [(spotify, name, label)] = rows(
        installation,
        "select artist_id_spotify, artist_name, label from mart.card where card_id = :card",
        card=strange[0],
    )
    answer = enter(tess, "/marketing/cards/", link=spotify, label=LABEL, team="")
    assert said_beside(answer, "link").startswith("This artist can't be added by your log-in")
    for word in (name, label):
        assert f">{word}<" not in answer.text


def test_songs_of_other_labels_are_no_candidates(installation: Installation, tess: Person) -> None:
    [(mine,)] = rows(
        installation,
        "select min(t.spotify_track_id) from mart.track_link t join mart.card c on c.artist_id = any (t.artist_ids) "
        "where c.status = 'confirmed' and c.label = :l",
        l=LABEL,
    )
    [(song, number)] = rows(
        installation,
        "select u.song_name, u.song_id_luminate from mart.unified_song u join mart.artist_song s using (track_id) "
        "join mart.card c on c.artist_id = s.artist_id and c.status <> 'archived' "
        "group by 1, 2 having not bool_or(c.label = :l) order by 2 limit 1",
        l=LABEL,
    )
    found = {
        person: f'value="{number}"' in person.get(f"/marketing/links/{mine}/", words=song).text
        for person in (tess, installation.logged_in("marketing"))
    }
    assert list(found.values()) == [False, True]
