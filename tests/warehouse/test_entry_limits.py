"""Functions that are called for somebody of one label tell nothing of other labels' artists, in a refusal or a preview.

Ana is North's, Ben is South's; on Ben's track 14 Ana is featured, on his track 15, of song 75, she is not.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from carded import ANA, BEN, SOUND, TRACK, artist, enter_label, run
from sqlalchemy import Connection, Engine

from db.engine import make_engine
from tasks.roster.entry_store import EntryRefused, call

BENS_OWN = """
insert into core.track (song_id_luminate, name, credit_name) values (75, 'Song 75', 'x');
insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from)
values (2, 15, true, '2026-10-01T06:00Z');
insert into core.song_link (spotify_track_id, track_id, method, known_from)
select 15, track_id, 'vendor', '2026-10-02T06:00Z' from core.track where song_id_luminate = 75;
"""
OF_OTHERS = ("Ben", "South", "back")


@pytest.fixture(scope="module")
def label(new_warehouse: Callable[[], AbstractContextManager[str]]) -> Iterator[Engine]:
    with new_warehouse() as url:
        engine = make_engine(url)
        enter_label(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(BENS_OWN)
            for spotify, name, team in ((ANA, "North", "front"), (BEN, "South", "back")):
                given = {"artist_id_spotify": spotify, "label": name, "team": team, "done_by": "eve"}
                [card] = call(connection, "add_card", **given, is_new_name=True)
                call(connection, "confirm_card", card_id=card["add_card"], done_by="eve")
            ben = {"artist_id": artist(engine, "Ben"), "sound_id_tiktok": SOUND, "track_id": None, "done_by": "eve"}
            call(connection, "add_sound", **ben)
        yield engine
        engine.dispose()


@pytest.fixture
def limited(label: Engine) -> Iterator[Connection]:
    """A transaction in which somebody of North enters; undone."""
    with label.connect() as connection:
        call(connection, "limit_entry", labels=["North"], teams=None)
        yield connection
        connection.rollback()


def number(engine: Engine, query: str) -> int:
    found: int = run(engine, query)[0][0]
    return found


CARD = {"artist_id_spotify": BEN, "label": "North", "team": None}
LINK = {"track": f"{TRACK}11", "song_id_luminate": 75, "reason": "x"}


@pytest.mark.parametrize(
    ("function", "given", "said"),
    [
        ("add_card", CARD, "can't be added by your log-in"),
        ("confirm_card", {"card_id": "ben"}, "There is no card"),
        ("archive_card", {"card_id": "ben", "reason": "x"}, "There is no card"),
        ("change_card", {"card_id": "ben", "label": "North", "team": None}, "There is no card"),
        ("add_sound", {"artist_id": "ben", "sound_id_tiktok": SOUND, "track_id": None}, "There is no artist"),
        ("remove_sound", {"artist_id": "ben", "sound_id_tiktok": SOUND}, "There is no artist"),
        ("override_link", LINK, "No unified song 75 is known"),
        (
            "set_threshold",
            {"metric": "track_luminate_streams", "threshold": 2, "floor": 1, "team": "none", "artist_id": None},
            "as the cards have it: front.",
        ),
        (
            "set_threshold",
            {"metric": "track_luminate_streams", "threshold": 2, "floor": 1, "team": None, "artist_id": "ben"},
            "There is no artist",
        ),
    ],
)
def test_a_refusal_names_nothing_of_others(
    label: Engine, limited: Connection, function: str, given: dict[str, Any], said: str
) -> None:
    numbers = {
        "artist_id": artist(label, "Ben"),
        "card_id": number(label, "select card_id from app.artist_card where label = 'South'"),
    }
    given = {name: numbers[name] if value == "ben" else value for name, value in given.items()}
    with pytest.raises(EntryRefused) as refused:
        call(limited, function, **given, done_by="nora")
    assert said in str(refused.value)
    assert not [name for name in OF_OTHERS if name in str(refused.value)]


@pytest.mark.parametrize("function", ["card_preview", "override_preview"])
def test_a_preview_of_others_is_none(label: Engine, limited: Connection, function: str) -> None:
    given = {
        "card_preview": {"artist_id": artist(label, "Ben")},
        "override_preview": {"track": "15", "song_id_luminate": 74},
    }
    with pytest.raises(EntryRefused, match=r"There is no artist|of no artist of your log-in"):
        call(limited, function, **given[function])


def test_a_shared_track_shows_what_changes_for_ones_own_alone(limited: Connection) -> None:
    shown = call(limited, "override_preview", track=f"{TRACK}14", song_id_luminate=74)
    assert [row["artist_name"] for row in shown] == ["Ana"]


def test_a_sound_of_two_is_no_word_about_the_other(label: Engine, limited: Connection) -> None:
    given = {"artist_id": artist(label, "Ana"), "sound_id_tiktok": SOUND, "track_id": None, "done_by": "nora"}
    [made] = call(limited, "add_sound", **given)
    assert made["warning"] is None


def test_a_song_of_ones_own_or_of_nobody_is_linked(limited: Connection) -> None:
    for song in (73, 74):
        call(limited, "override_link", **LINK | {"song_id_luminate": song}, done_by="nora")


def test_the_limit_ends_with_the_transaction(label: Engine) -> None:
    with label.connect() as connection:
        with connection.begin():
            call(connection, "limit_entry", labels=["North"], teams=None)
        with pytest.raises(EntryRefused, match=r"Ben has card .* label South"):
            call(connection, "add_card", **CARD, done_by="eve")


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        ({"labels": None, "teams": None}, ["Ana", "Ben"]),
        ({"labels": ["North", "South"], "teams": None}, ["Ana", "Ben"]),
        ({"labels": None, "teams": ["back"]}, ["Ben"]),
        ({"labels": ["North"], "teams": ["back"]}, []),
        ({"labels": [], "teams": None}, []),
    ],
)
def test_labels_and_teams_limit_together(label: Engine, limits: dict[str, Any], named: list[str]) -> None:
    with label.connect() as connection:
        call(connection, "limit_entry", **limits)
        found = connection.exec_driver_sql("select name from core.artist where app.may_name(artist_id) order by 1")
        assert list(found.scalars()) == named
        connection.rollback()
