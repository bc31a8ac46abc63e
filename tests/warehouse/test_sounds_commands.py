"""The verbs of sounds and their suggestions, and what they say when it is wrong."""

import pytest
from carded import ANA, BEN, SOUND, audited, run
from test_sounds import linked
from test_sounds_queue import queue

from tests.warehouse.verbs import Verbs


def test_sounds_are_linked_listed_and_removed(verbs: Verbs) -> None:
    number = str(verbs.told("card", "add", ANA, "--label", "North")["card_id"])
    page = f"https://www.tiktok.com/music/original-sound-{SOUND}?lang=en"
    assert verbs.told("sound", "add", number, page, "--yes")["warnings"] == []
    [warning] = verbs.told("sound", "add", BEN, SOUND)["warnings"]
    assert warning == "It is linked to Ana too."
    assert "! 695699011212758 has 15 digits" in verbs.good("sound", "add", "ANA", "695699011212758", "--yes")
    assert [row["sound_id_tiktok"] for row in verbs.told("sound", "list", "--artist", "ana")] == [
        SOUND,
        "695699011212758",
    ]
    assert len(verbs.told("sound", "list")) == 3
    verbs.good("sound", "remove", number, SOUND)
    assert [row[3] for row in linked(verbs.engine)] == [False, True, True]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Nobody", SOUND), "No artist goes by “Nobody”"),
        (("add", ANA, f"https://www.tiktok.com/@a/video/{SOUND}"), "the address of a video"),
        (("add", ANA, "https://vm.tiktok.com/abc/"), "open it in a browser"),
        (("add", ANA, SOUND, "--track", "99"), "does not hold the track 99"),
        (("remove", ANA, SOUND), "is not linked to Ana"),
        (("accept", "4711"), "no suggestion 4711"),
    ],
)
def test_a_wrong_sound_is_told(verbs: Verbs, words: tuple[str, ...], said: str) -> None:
    assert said in verbs.refused("sound", *words)
    assert linked(verbs.engine) == audited(verbs.engine) == []


def test_a_sound_cannot_be_of_a_track_without_a_song(verbs: Verbs) -> None:
    verbs.good("link", "override", "14", "none", "--reason", "x", "--yes")
    assert "not linked to a unified song" in verbs.refused("sound", "add", ANA, SOUND, "--track", "14")


def test_two_artists_of_a_name_are_told_apart(verbs: Verbs) -> None:
    for spotify in (ANA, BEN):
        verbs.good("card", "add", spotify, "--label", "North")
    run(verbs.engine, "update core.artist set name = 'Ana'")
    assert "2 artists with a card are called “ana”" in verbs.refused("sound", "add", "ana", SOUND)


def test_suggestions_are_looked_for_and_decided(verbs: Verbs) -> None:
    for spotify in (ANA, BEN):
        verbs.good("card", "add", spotify, "--label", "North")
    run(
        verbs.engine,
        "insert into core.sound (sound_id_tiktok, name, author, spotify_track_id) values (:id, 'x', 'y', 14)",
        id=SOUND,
    )
    assert "2 new suggestions" in verbs.good("sound", "suggest")
    assert verbs.told("sound", "suggest") == {"new": 0}
    waiting = {row["artist_name"]: row["suggestion_id"] for row in verbs.told("sound", "suggestions")}
    verbs.good("sound", "accept", str(waiting["Ana"]))
    verbs.good("sound", "decline", str(waiting["Ben"]))
    assert linked(verbs.engine) == [("Ana", SOUND, 73, True)]
    assert [row[4] for row in queue(verbs.engine)] == ["accepted", "declined"]
    assert [row["artist_name"] for row in verbs.told("sound", "suggestions", "--state", "declined")] == ["Ben"]
    assert verbs.told("sound", "suggestions", "--artist", "ana") == []
