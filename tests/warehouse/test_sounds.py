"""Sounds linked to artists by hand or out of the suggestions; a typo is refused, a sound of two artists is told."""

from typing import Any

import pytest
from carded import SOUND, artist, audited, enter_label, marked, run
from sqlalchemy import Engine
from test_cards import refused

from tasks.roster.entry_store import call


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def song(engine: Engine, number: int) -> int:
    found: int = run(engine, "select track_id from core.track where song_id_luminate = :song", song=number)[0][0]
    return found


def answered(engine: Engine, function: str, **given: Any) -> list[dict[str, Any]]:
    with engine.begin() as connection:
        return call(connection, function, **given, done_by="eve")


def add(engine: Engine, name: str, sound: str = SOUND, track: int | None = None) -> str | None:
    """Links a sound; the warning."""
    given = {"artist_id": artist(engine, name), "sound_id_tiktok": sound, "track_id": track}
    [row] = answered(engine, "add_sound", **given)
    warning: str | None = row["warning"]
    return warning


def linked(engine: Engine) -> list[tuple[Any, ...]]:
    return run(
        engine,
        "select a.name, s.sound_id_tiktok, t.song_id_luminate, l.known_until is null from core.artist_sound l "
        "join core.artist a using (artist_id) join core.sound s using (sound_id) "
        "left join core.track t on t.track_id = l.track_id order by l.link_id",
    )


def suggest(engine: Engine, name: str) -> int:
    """Puts a suggestion into the queue as the store would."""
    run(engine, "insert into core.sound (sound_id_tiktok) values (:id) on conflict do nothing", id=SOUND)
    query = """
    insert into app.sound_suggestion (sound_id, artist_id, track_id, score, evidence)
    select sound_id, :artist, :track, 0.9, 'alike' from core.sound returning suggestion_id
    """
    number: int = run(engine, query, artist=artist(engine, name), track=song(engine, 72))[0][0]
    return number


def states(engine: Engine) -> list[tuple[Any, ...]]:
    return run(engine, "select state, decided_by, decided_at is not null from app.sound_suggestion order by 1")


def test_a_sound_is_linked_removed_and_linked_again(label: Engine) -> None:
    assert add(label, "Ana") is None
    assert linked(label) == [("Ana", SOUND, None, True)]
    assert marked(label) == ["Ana"]
    answered(label, "remove_sound", artist_id=artist(label, "Ana"), sound_id_tiktok=SOUND)
    assert linked(label) == [("Ana", SOUND, None, False)]
    assert marked(label) == ["Ana"]
    assert add(label, "Ana") is None
    assert [row[3] for row in linked(label)] == [False, True]
    assert [row[:2] for row in audited(label)] == [("eve", "add_sound"), ("eve", "remove_sound"), ("eve", "add_sound")]
    removed = audited(label)[1]
    assert "known_until" not in removed[2]
    assert removed[3]["known_until"] is not None


def test_a_sound_of_two_artists_is_told_and_kept(label: Engine) -> None:
    add(label, "Ana")
    assert add(label, "Ben") == "It is linked to Ana too."
    assert [row[0] for row in linked(label)] == ["Ana", "Ben"]
    assert run(label, "select count(*) from core.sound") == [(1,)]


def test_the_track_of_a_sound_can_be_said_later(label: Engine) -> None:
    add(label, "Ana")
    assert add(label, "Ana", track=song(label, 72)) is None
    assert linked(label) == [("Ana", SOUND, None, False), ("Ana", SOUND, 72, True)]
    given = {"artist_id": artist(label, "Ana"), "sound_id_tiktok": SOUND}
    assert "linked to Ana already (by eve)" in refused(label, "add_sound", **given, track_id=song(label, 72))
    assert "linked to Ana already (by eve)" in refused(label, "add_sound", **given, track_id=None)
    assert len(linked(label)) == 2


def test_a_track_of_somebody_else_is_told(label: Engine) -> None:
    assert add(label, "Ben", track=song(label, 71)) == "The track is not known as one of Ben."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sound_id_tiktok": "695699011212"}, "15 to 20 digits"),
        ({"sound_id_tiktok": "0" + SOUND[1:]}, "15 to 20 digits"),
        ({"sound_id_tiktok": SOUND + "\n; drop"}, "15 to 20 digits"),
        ({"sound_id_tiktok": None}, "Nothing was given for the sound"),
        ({"artist_id": 4711}, "no artist 4711"),
        ({"track_id": 4711}, "no track 4711"),
        ({"done_by": " "}, "who does this"),
    ],
)
def test_what_is_given_wrongly_is_named(label: Engine, given: dict[str, Any], said: str) -> None:
    right = {"artist_id": artist(label, "Ana"), "sound_id_tiktok": SOUND, "track_id": None}
    assert said in refused(label, "add_sound", **right | given)
    assert run(label, "select * from core.sound") == audited(label) == []


def test_what_is_not_linked_is_not_removed(label: Engine) -> None:
    add(label, "Ana")
    said = refused(label, "remove_sound", artist_id=artist(label, "Ben"), sound_id_tiktok=SOUND)
    assert f"Sound {SOUND} is not linked to Ben" in said


def test_an_accepted_suggestion_is_linked_with_its_track(label: Engine) -> None:
    number = suggest(label, "Ana")
    [row] = answered(label, "decide_suggestion", suggestion_id=number, accept=True)
    assert row["warning"] is None
    assert linked(label) == [("Ana", SOUND, 72, True)]
    assert states(label) == [("accepted", "eve", True)]
    assert marked(label) == ["Ana"]
    assert [entry[1] for entry in audited(label)] == ["decide_suggestion", "add_sound"]
    assert "was accepted by eve already" in refused(label, "decide_suggestion", suggestion_id=number, accept=False)


def test_a_declined_suggestion_links_nothing(label: Engine) -> None:
    answered(label, "decide_suggestion", suggestion_id=suggest(label, "Ana"), accept=False)
    assert (linked(label), states(label), marked(label)) == ([], [("declined", "eve", True)], [])


def test_what_is_linked_by_hand_leaves_the_queue(label: Engine) -> None:
    suggest(label, "Ana")
    suggest(label, "Ben")
    add(label, "Ana")
    assert states(label) == [("accepted", "eve", True), ("waiting", None, False)]


def test_a_suggestion_that_is_not_there_is_told(label: Engine) -> None:
    assert "no suggestion 4711" in refused(label, "decide_suggestion", suggestion_id=4711, accept=True)
    assert "accepted or declined" in refused(
        label, "decide_suggestion", suggestion_id=suggest(label, "Ana"), accept=None
    )
