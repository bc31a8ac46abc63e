"""Cards: made as drafts for artists the vendor's catalogue holds, one open card an artist, every step in the audit."""

from typing import Any

import pytest
from carded import ANA, BEN, NOBODY, artist, audited, enter_label, marked, run
from sqlalchemy import Engine

from tasks.roster.entry_store import EntryRefused, call


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def entered(engine: Engine, function: str, **given: Any) -> Any:
    with engine.begin() as connection:
        rows = call(connection, function, **given, done_by="eve")
    return rows[0][function]


def refused(engine: Engine, function: str, **given: Any) -> str:
    with engine.begin() as connection, pytest.raises(EntryRefused) as said:
        call(connection, function, **{"done_by": "eve"} | given)
    return str(said.value)


def add(engine: Engine, spotify_id: str = ANA, name: str = "North", team: str | None = None) -> int:
    number: int = entered(engine, "add_card", artist_id_spotify=spotify_id, label=name, team=team)
    return number


def cards(engine: Engine) -> list[tuple[Any, ...]]:
    return run(
        engine,
        "select a.name, c.status, c.label, c.team, c.confirmed_at is not null, c.archived_at is not null "
        "from app.artist_card c join core.artist a using (artist_id) order by card_id",
    )


def test_a_card_begins_as_a_draft_and_is_written_down(label: Engine) -> None:
    card = add(label, name="  North ", team=" ")
    assert cards(label) == [("Ana", "draft", "North", None, False, False)]
    [(who, action, before, after)] = audited(label)
    assert (who, action, before) == ("eve", "add_card", None)
    assert after["card_id"] == card
    assert (after["artist_id"], after["status"], after["label"]) == (artist(label, "Ana"), "draft", "North")
    assert run(label, "select subject, database_user = session_user from app.audit") == [(f"card {card}", True)]


def test_an_artist_met_elsewhere_first_is_found_by_the_id_on_its_series(label: Engine) -> None:
    run(label, "insert into core.artist (artist_id_soundcharts, name) values (gen_random_uuid(), 'Cleo')")
    run(
        label,
        "insert into core.audience_series (metric_id, artist_id, identifier) select metric_id, :artist, :id "
        "from core.metric where code = 'artist_spotify_followers'",
        artist=artist(label, "Cleo"),
        id=NOBODY,
    )
    add(label, NOBODY)
    assert cards(label)[0][0] == "Cleo"
    assert run(label, "select artist_id_spotify from core.artist where name = 'Cleo'") == [(NOBODY,)]


def test_an_artist_is_found_by_the_vendors_account(label: Engine) -> None:
    run(label, "update core.artist set artist_id_spotify = null, artist_id_soundcharts = gen_random_uuid()")
    add(label, BEN)
    assert cards(label)[0][0] == "Ben"


def test_an_artist_the_vendor_does_not_hold_is_told_with_the_next_step(label: Engine) -> None:
    said = refused(label, "add_card", artist_id_spotify=NOBODY, label="North", team=None)
    assert "does not hold the artist" in said
    assert NOBODY in said
    assert "load the next delivery" in said
    assert cards(label) == audited(label) == []


def test_a_second_open_card_is_refused_by_the_number_of_the_first(label: Engine) -> None:
    card = add(label)
    said = refused(label, "add_card", artist_id_spotify=ANA, label="South", team=None)
    assert f"Ana has card {card} already (draft, label North)" in said
    entered(label, "archive_card", card_id=card, reason="left the label")
    again = add(label, name="South")
    assert again > card
    assert [row[1:3] for row in cards(label)] == [("archived", "North"), ("draft", "South")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"artist_id_spotify": "short"}, "22 letters and digits"),
        ({"artist_id_spotify": None}, "Nothing was given for the artist's Spotify id"),
        ({"label": " \t"}, "Nothing was given for the label"),
        ({"done_by": ""}, "Nothing was given for who does this"),
    ],
)
def test_what_is_given_wrongly_is_named(label: Engine, given: dict[str, Any], said: str) -> None:
    right = {"artist_id_spotify": ANA, "label": "North", "team": None, "done_by": "eve"}
    assert said in refused(label, "add_card", **right | given)
    assert cards(label) == audited(label) == []


def test_a_card_is_confirmed_once(label: Engine) -> None:
    card = add(label)
    marked(label)
    entered(label, "confirm_card", card_id=card)
    assert cards(label) == [("Ana", "confirmed", "North", None, True, False)]
    assert marked(label) == ["Ana"]
    assert "confirmed already" in refused(label, "confirm_card", card_id=card)
    assert marked(label) == []
    _, action, before, after = audited(label)[-1]
    assert (action, before["status"], after["status"]) == ("confirm_card", "draft", "confirmed")


def test_an_archived_card_stays_as_it_was(label: Engine) -> None:
    card = add(label)
    assert "the reason" in refused(label, "archive_card", card_id=card, reason=" ")
    entered(label, "archive_card", card_id=card, reason="left the label")
    assert cards(label) == [("Ana", "archived", "North", None, False, True)]
    assert marked(label) == ["Ana"]
    _, action, before, after = audited(label)[-1]
    assert (action, before["status"], after["status"]) == ("archive_card", "draft", "archived")
    assert after["reason"] == "left the label"
    for function, more in (
        ("confirm_card", {}),
        ("archive_card", {"reason": "x"}),
        ("change_card", {"label": "x", "team": "x"}),
    ):
        assert f"Card {card} of Ana is archived" in refused(label, function, card_id=card, **more)


def test_label_and_team_change_and_what_is_not_said_stays(label: Engine) -> None:
    card = add(label, team="pop")
    entered(label, "change_card", card_id=card, label="South", team=None)
    assert cards(label)[0][2:4] == ("South", "pop")
    assert marked(label) == ["Ana"]
    entered(label, "change_card", card_id=card, label=None, team="")
    assert cards(label)[0][2:4] == ("South", None)
    written = len(audited(label))
    marked(label)
    entered(label, "change_card", card_id=card, label="South", team=None)
    assert (len(audited(label)), marked(label)) == (written, [])
    assert "the label" in refused(label, "change_card", card_id=card, label=" ", team=None)


def test_a_card_that_is_not_there_is_told(label: Engine) -> None:
    assert "no card 4711" in refused(label, "confirm_card", card_id=4711)
