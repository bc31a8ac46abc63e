"""The queue is filled for followed artists only; what is linked or declined does not come back."""

from typing import Any

import pytest
from carded import ANA, BEN, SOUND, artist, audited, enter_label, marked, run
from sqlalchemy import Engine
from test_cards import add as add_card
from test_cards import entered
from test_sounds import add, answered, linked

from tasks.roster.queue import fill_queue

OTHER = "7016547803243022337"
ROWS = "select suggestion_id, cast(xmin as text), suggested_at from app.sound_suggestion order by 1"


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    """Ana and Ben with cards; one sound names Ana and her track 13, another was matched by the vendor to track 14."""
    enter_label(warehouse)
    add_card(warehouse, ANA)
    add_card(warehouse, BEN)
    run(
        warehouse,
        "insert into core.sound (sound_id_tiktok, name, author, spotify_track_id) "
        "values (:one, 'track 13 (sped up)', 'ANA', null), (:other, 'x', 'y', 14), ('7611615657754381599', null, null, "
        "null)",
        one=SOUND,
        other=OTHER,
    )
    return warehouse


def fill(engine: Engine) -> int:
    with engine.begin() as connection:
        return fill_queue(connection)


def queue(engine: Engine) -> list[tuple[Any, ...]]:
    return run(
        engine,
        "select v.artist_name, v.sound_id_tiktok, t.song_id_luminate, v.score, v.state from mart.sound_suggestion v "
        "left join core.track t using (track_id) order by v.artist_name, v.score",
    )


WAITING = [("Ana", SOUND, 72, 0.95, "waiting"), ("Ana", OTHER, 73, 1.0, "waiting"), ("Ben", OTHER, 73, 1.0, "waiting")]


def test_sounds_are_suggested_and_nothing_is_linked(label: Engine) -> None:
    written = len(audited(label))
    assert fill(label) == 3
    assert queue(label) == WAITING
    assert linked(label) == []
    assert (len(audited(label)), marked(label)) == (written, [])


def test_filling_again_changes_nothing(label: Engine) -> None:
    fill(label)
    before = run(label, ROWS)
    assert fill(label) == 0
    assert run(label, ROWS) == before


def test_what_is_linked_is_not_suggested(label: Engine) -> None:
    add(label, "Ana", SOUND)
    assert fill(label) == 2
    assert queue(label) == WAITING[1:]


def test_what_was_declined_or_removed_does_not_come_back(label: Engine) -> None:
    fill(label)
    numbers = dict(
        run(label, "select sound_id_tiktok, suggestion_id from mart.sound_suggestion where artist_name = 'Ana'")
    )
    answered(label, "decide_suggestion", suggestion_id=numbers[SOUND], accept=False)
    answered(label, "decide_suggestion", suggestion_id=numbers[OTHER], accept=True)
    answered(label, "remove_sound", artist_id=artist(label, "Ana"), sound_id_tiktok=OTHER)
    decided = queue(label)
    assert [row[4] for row in decided] == ["declined", "accepted", "waiting"]
    assert fill(label) == 0
    assert queue(label) == decided


def test_a_better_reason_replaces_a_waiting_one(label: Engine) -> None:
    fill(label)
    run(label, "update core.sound set spotify_track_id = 13 where sound_id_tiktok = :id", id=SOUND)
    assert fill(label) == 0
    assert [row[3] for row in queue(label)] == [1.0, 1.0, 1.0]


def test_artists_without_an_open_card_get_none(label: Engine) -> None:
    for number, name in run(label, "select card_id, artist_name from mart.artist_card"):
        if name == "Ana":
            entered(label, "archive_card", card_id=number, reason="left")
    assert fill(label) == 1
    assert queue(label) == WAITING[2:]
