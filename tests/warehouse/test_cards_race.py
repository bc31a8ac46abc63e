"""Two people who enter the same thing at the same moment: one of them is told, or both are kept in order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from carded import ANA, SOUND, artist, audited, enter_label, run
from sqlalchemy import Engine

from tasks.roster.entry_store import EntryRefused, call

TOGETHER = 4


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def at_once(engine: Engine, function: str, given: Callable[[int], dict[str, Any]]) -> list[str]:
    """What each of several callers is told; nothing when it went well."""
    start = Barrier(TOGETHER)

    def one(number: int) -> str:
        with engine.connect() as connection:
            start.wait()
            try:
                with connection.begin():
                    call(connection, function, **given(number), done_by=f"caller {number}")
            except EntryRefused as refused:
                return str(refused)
            return ""

    with ThreadPoolExecutor(TOGETHER) as callers:
        return sorted(callers.map(one, range(TOGETHER)))


def test_one_of_several_makes_the_card(label: Engine) -> None:
    told = at_once(label, "add_card", lambda _: {"artist_id_spotify": ANA, "label": "North", "team": None})
    assert told[0] == ""
    assert all("Ana has card" in said for said in told[1:])
    assert run(label, "select count(*) from app.artist_card") == [(1,)]
    assert len(audited(label)) == 1


def test_links_by_hand_follow_one_another(label: Engine) -> None:
    told = at_once(
        label, "override_link", lambda number: {"track": "14", "song_id_luminate": 71 + number, "reason": "heard"}
    )
    assert told == [""] * TOGETHER
    spans = run(
        label, "select known_from, known_until from core.song_link where method = 'override' order by known_from"
    )
    assert [until for _, until in spans] == [*(since for since, _ in spans[1:]), None]


def test_a_sound_is_linked_once(label: Engine) -> None:
    ana = artist(label, "Ana")
    told = at_once(label, "add_sound", lambda _: {"artist_id": ana, "sound_id_tiktok": SOUND, "track_id": None})
    assert told[0] == ""
    assert all("is linked to Ana already" in said for said in told[1:])
    assert run(label, "select count(*) from core.artist_sound") == [(1,)]
