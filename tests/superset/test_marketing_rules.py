"""Thresholds and links by hand on the running server: shown first, saved when said, refused beside the field."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from installation import Installation, Person
from pages import alert, enter, entered, follow, rows, said_beside, saved

PAGE = "/marketing/thresholds/"
STREAMS = "track_luminate_streams"
RULE = {"metric": STREAMS, "times": "2.5", "floor": "1,000", "scope": "all"}
LINKS = "/marketing/links/"


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()


@pytest.mark.parametrize("button", ["preview", "set"])
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("times", "0", "more than once and at most 1000 times"),
        ("times", "1", "more than once"),
        ("times", "-2", "more than once"),
        ("times", "1001", "at most 1000 times"),
        ("times", "twice", "“twice” is no number"),
        ("times", "", "Nothing was given for the threshold"),
        ("times", "nan", "is no number"),
        ("times", "1e999", "is no number"),
        ("times", "٢", "is no number"),
        ("times", "<b>2</b>", "is no number"),
        ("floor", "some", "“some” is no whole number"),
        ("floor", "1.5", "is no whole number"),
        ("floor", "-1", "give 0 or more"),
        ("floor", "9" * 30, "is no whole number up to"),
        ("metric", "streams", "Nothing is watched under the name"),
    ],
)
def test_a_wrong_rule_is_told_beside_the_field(
    installation: Installation, mara: Person, button: str, field: str, value: str, said: str
) -> None:
    before = entered(installation)
    answer = enter(mara, f"{PAGE}{button}", PAGE, **RULE | {field: value})
    assert said in said_beside(answer, field)
    assert "<b>2</b>" not in answer.text
    assert entered(installation) == before


@pytest.mark.parametrize(
    ("whose", "field", "said"),
    [
        ({"scope": "team", "team": ""}, "team", "Nothing was given for the team"),
        ({"scope": "team", "team": "Rock"}, "team", "No card is with the team “Rock”"),
        ({"scope": "artist", "artist": "Nobody"}, "artist", "No artist with a card is called “Nobody”"),
    ],
)
def test_whom_it_is_for_must_be_there(
    installation: Installation, mara: Person, whose: dict[str, str], field: str, said: str
) -> None:
    before = entered(installation)
    assert said in said_beside(enter(mara, f"{PAGE}set", PAGE, **RULE | whose), field)
    assert entered(installation) == before


def test_a_preview_shows_eight_weeks_and_saves_nothing(installation: Installation, mara: Person) -> None:
    before = entered(installation)
    answer = enter(mara, f"{PAGE}preview", PAGE, **RULE | {"times": "1.3", "floor": "0"})
    assert answer.status_code == 200
    assert "Nothing is saved yet" in answer.text
    weeks = answer.text.partition('class="gs-effect"')[2]
    assert weeks.count("<tr>") == 1 + 8
    told = rows(
        installation,
        "select count(*) filter (where b.tier = 'confirmed'), count(*) filter (where b.is_raw), "
        "count(*) filter (where b.last_week > 0 and b.this_week >= 0 "
        "and (b.this_week >= 1.3 * b.last_week or b.this_week * 1.3 <= b.last_week)) "
        "from mart.badge b join mart.newest_week n using (metric_id) "
        "join app.artist_card c on c.artist_id = b.artist_id and c.status = 'confirmed' "
        "where n.metric = :metric and b.track_id is null and b.week_on between n.week_on - 49 and n.week_on",
        metric=STREAMS,
    )[0]
    said = [int(figure) for figure in re.findall(r"\d+", re.sub("<[^>]+>", "", weeks.partition("<p>")[2][:600]))][:4]
    assert (said[0], said[2], said[3]) == told
    assert said[1] > said[0], "a lower threshold and no floor confirm more"
    assert entered(installation) == before


def test_a_threshold_is_set_for_an_artist_and_taken_away(installation: Installation, mara: Person) -> None:
    [(artist, name)] = rows(
        installation,
        "select artist_id, artist_name from mart.card where status = 'confirmed' order by 2 limit 1 offset 20",
    )
    rule = RULE | {"times": "3,5", "scope": "artist", "artist": name.upper()}
    assert "The threshold is saved" in saved(mara, enter(mara, f"{PAGE}set", PAGE, **rule))
    found = "select threshold, floor, set_by from app.spike_rule where artist_id = :id"
    assert rows(installation, found, id=artist) == [(3.5, 1000, "marketing")]
    assert "3.5 ×" in mara.get(PAGE).text
    gone = {"metric": STREAMS, "team": "", "artist_id": artist}
    assert "taken away" in saved(mara, enter(mara, f"{PAGE}unset", PAGE, **gone))
    assert rows(installation, found, id=artist) == []
    assert "nothing to take away" in alert(enter(mara, f"{PAGE}unset", PAGE, **gone))
    everybody = {"metric": STREAMS, "team": "", "artist_id": ""}
    assert "can't be taken away" in alert(enter(mara, f"{PAGE}unset", PAGE, **everybody))


@pytest.fixture
def track(installation: Installation) -> int:
    """A track of a followed artist that the vendor has not linked, and nobody by hand."""
    number: int = rows(
        installation, "select min(spotify_track_id) from mart.unlinked_track where reason = 'not in Luminate''s table'"
    )[0][0]
    return number


@pytest.fixture
def song(installation: Installation) -> int:
    """A song with figures."""
    number: int = rows(
        installation,
        "select max(t.song_id_luminate) from core.track t join mart.track_week w on w.track_id = t.track_id",
    )[0][0]
    return number


@pytest.mark.parametrize("button", ["preview", "set"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "No song was chosen"),
        ({"choice": "other", "song": "a song"}, "“a song” is no number of a unified song"),
        ({"choice": "other", "song": "9" * 40}, "is no number of a unified song"),
        ({"choice": "1"}, "No unified song 1 is known"),
    ],
)
def test_a_wrong_song_is_told_beside_the_field(
    installation: Installation, mara: Person, track: int, button: str, given: dict[str, Any], said: str
) -> None:
    before = entered(installation)
    answer = enter(mara, f"{LINKS}{track}/{button}", LINKS, reason="heard", **given)
    assert said in said_beside(answer, "song")
    assert entered(installation) == before


def test_a_link_by_hand_is_shown_set_and_taken_back(
    installation: Installation, mara: Person, track: int, song: int
) -> None:
    page, before = f"{LINKS}{track}/", entered(installation)
    assert "not in Luminate&#39;s table" in mara.get(page).text
    shown = enter(mara, f"{page}preview", LINKS, choice="other", song=song, reason="")
    assert shown.status_code == 200
    [(then,)] = rows(
        installation,
        "select max(streams_then) from app.override_preview(:track, :song)",
        track=str(track),
        song=song,
    )
    assert f"{then:,}" in shown.text.partition('class="gs-effect"')[2]
    assert "the reason" in said_beside(enter(mara, f"{page}set", LINKS, choice="other", song=song, reason=""), "reason")
    assert entered(installation) == before
    reason = "same recording <i>"
    answer = enter(mara, f"{page}set", LINKS, choice=song, reason=reason)
    assert "The link by hand is saved" in saved(mara, answer)
    assert "same recording &lt;i&gt;" in mara.get(LINKS).text
    assert "Taking it back would change" in mara.get(page).text
    again = enter(mara, f"{page}set", LINKS, choice=song, reason="again")
    assert "linked so by hand already (by marketing" in alert(again)
    assert "is taken back" in saved(mara, enter(mara, f"{page}undo", LINKS))
    assert "nothing to take back" in alert(enter(mara, f"{page}undo", LINKS))
    held = "select count(*) from core.song_link where spotify_track_id = :t and known_until is null"
    assert rows(installation, held, t=track) == [(0,)]


def test_a_track_can_be_parted_from_its_song(installation: Installation, mara: Person) -> None:
    """Found by its link, though the vendor links it: it may link it wrongly."""
    [(track, spotify)] = rows(
        installation,
        "select spotify_track_id, track_id_spotify from mart.track_link t where linked_how = 'vendor' and 1 = "
        "(select count(*) from core.spotify_track s where s.track_id_spotify = t.track_id_spotify) limit 1",
    )
    found = enter(mara, LINKS, LINKS, track=f"https://open.spotify.com/track/{spotify}?si=1")
    assert found.headers["location"] == f"{LINKS}{track}/"
    assert "is saved" in saved(mara, enter(mara, f"{LINKS}{track}/set", LINKS, choice="none", reason="a cover"))
    assert rows(installation, "select song_id_luminate from mart.track_link where spotify_track_id = :t", t=track) == [
        (None,)
    ]
    assert enter(mara, f"{LINKS}{track}/undo", LINKS).status_code == 303


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "Nothing was given"),
        ("spotify:artist:4Z8W4fKeB5YxbusRsdQVPb", "is a link to an artist; here the link to a track is wanted"),
        ("4Z8W4fKeB5YxbusRsdQVPb", "does not hold this track"),
        ("1", "does not hold this track"),
    ],
)
def test_what_is_no_track_is_told_beside_the_field(mara: Person, said: str, problem: str) -> None:
    assert problem in said_beside(enter(mara, LINKS, LINKS, track=said), "track")


def test_lists_are_searched_and_turned(installation: Installation, mara: Person) -> None:
    _, card = follow(installation, mara, "100% _Sure_")
    listed = mara.get("/marketing/cards/", q="100% _", status="draft").text.partition("<tbody>")[2]
    assert card in listed
    assert mara.get("/marketing/cards/", q="%").status_code == 200
    for page in ("0", "-1", "x", "9" * 30):
        assert mara.get("/marketing/cards/", page=page).status_code == 200
    first, second = (mara.get("/marketing/cards/", page=page).text.partition("<tbody>")[2] for page in ("1", "2"))
    names = [re.findall(r'href="(/marketing/cards/\d+/)"', part) for part in (first, second)]
    assert len(names[0]) == 50
    assert names[1]
    assert not set(names[0]) & set(names[1])
