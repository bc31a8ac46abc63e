"""The verbs people type: what they enter, what they are shown first, and what they are told when it is wrong."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from carded import ANA, BEN, NOBODY, SOUND, TRACK, audited, enter_label, run
from sqlalchemy import Engine
from test_cards import cards
from test_links_override import links
from test_sounds import linked
from test_sounds_queue import queue
from typer.testing import CliRunner

from flows.cli.card import card
from flows.cli.link import link
from flows.cli.sound import sound
from flows.cli.threshold import threshold

PAGE = f"https://open.spotify.com/intl-de/artist/{ANA}?si=1"


@dataclass(frozen=True)
class Verbs:
    """Runs verbs on the label; answers typed by hand come as ``typed``."""

    engine: Engine

    def run(self, *words: str, typed: str = "") -> tuple[str, BaseException | None]:
        groups = {"card": card, "link": link, "sound": sound, "threshold": threshold}
        app = typer.Typer(pretty_exceptions_enable=False)
        app.add_typer(groups[words[0]], name=words[0])
        app.command("other")(lambda: None)  # a second verb, so that the first is named
        done = CliRunner().invoke(app, words, input=typed)
        if isinstance(done.exception, SystemExit):
            return done.output, None if done.exit_code == 0 else done.exception
        return done.output, done.exception

    def good(self, *words: str, typed: str = "") -> str:
        said, error = self.run(*words, typed=typed)
        assert error is None, said
        return " ".join(said.split())

    def told(self, *words: str) -> Any:
        """The line of JSON a verb prints."""
        return json.loads(self.run(*words, "--json")[0].splitlines()[-1])

    def refused(self, *words: str, typed: str = "") -> str:
        said, error = self.run(*words, typed=typed)
        assert error is not None, said
        assert not isinstance(error, SystemExit), said
        return str(error)


@pytest.fixture
def verbs(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Verbs:
    enter_label(warehouse)
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", "mia")
    return Verbs(warehouse)


def test_a_card_from_link_to_confirmed(verbs: Verbs) -> None:
    said = verbs.good("card", "add", PAGE, "--label", "North", "--team", "pop")
    assert "Ana: 4 tracks on Spotify, 4 of them (100%) linked to 3 songs; 0 TikTok sounds." in said
    assert "Week of 2026-11-13: 666 streams; newest day 2026-11-18." in said
    assert "! No TikTok sound is linked." in said
    assert cards(verbs.engine) == [("Ana", "draft", "North", "pop", False, False)]
    [row] = verbs.told("card", "list", "--status", "draft")
    number = str(row["card_id"])
    assert (row["artist_name"], row["tracks"], row["linked"], row["songs"]) == ("Ana", 4, 4, 3)
    assert f"Card {number} of Ana is confirmed" in verbs.good("card", "confirm", number, "--by", "zoe")
    assert "confirmed already" in verbs.refused("card", "confirm", number)
    verbs.good("card", "change", number, "--team", "")
    assert verbs.told("card", "list")[0]["team"] is None
    verbs.good("card", "archive", number, "--reason", "left")
    assert verbs.told("card", "list", "--status", "confirmed") == []
    assert [row[:2] for row in audited(verbs.engine)] == [
        ("mia", "add_card"),
        ("zoe", "confirm_card"),
        ("mia", "change_card"),
        ("mia", "archive_card"),
    ]


def test_a_card_is_shown_whole(verbs: Verbs) -> None:
    made = verbs.told("card", "add", ANA, "--label", "North", "--confirm")
    assert (made["status"], made["preview"]["song_count"]) == ("confirmed", 3)
    verbs.good("sound", "add", "ana", SOUND, "--track", f"spotify:track:{TRACK}13")
    verbs.good("link", "override", "14", "none", "--reason", "not hers", "--yes")
    shown = verbs.told("card", "show", PAGE)
    assert shown["card_id"] == made["card_id"]
    assert [(row["sound_id_tiktok"], row["track_name"]) for row in shown["sounds"]] == [(SOUND, "Song 72")]
    assert [(row["spotify_track_id"], row["reason"], row["said"]) for row in shown["unlinked"]] == [
        (14, "unlinked by hand", "not hers")
    ]
    assert [row["applies"] for row in shown["thresholds"]] == [True, True]
    said = verbs.good("card", "show", str(made["card_id"]))
    assert "confirmed, label North." in said
    assert "Song 72" in said
    assert "has no card" in verbs.refused("card", "show", BEN)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "Give the link of one artist with --label, or a roster"),
        (("add", ANA), "give it with --label"),
        (("add", ANA, "--from", "x.csv"), "Give the link of one artist"),
        (("add", f"https://open.spotify.com/track/{ANA}", "--label", "North"), "is a link to a track"),
        (("add", "https://spotify.link/abc", "--label", "North"), "open it in a browser"),
        (("add", NOBODY, "--label", "North"), "does not hold the artist"),
        (("change", "1"), "Say what to change"),
        (("show", "4711"), "There is no card 4711"),
    ],
)
def test_a_wrong_card_is_told(verbs: Verbs, words: tuple[str, ...], said: str) -> None:
    assert said in verbs.refused("card", *words)
    assert cards(verbs.engine) == audited(verbs.engine) == []


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., str]:
    """Writes a roster; its name."""

    def write(*lines: str, heading: str = "link,label,team", encoding: str = "utf-8") -> str:
        path = tmp_path / "roster.csv"
        path.write_text("\n".join([heading, *lines]), encoding)
        return str(path)

    return write


def test_a_roster_is_entered_whole_and_again_without_harm(verbs: Verbs, roster: Callable[..., str]) -> None:
    path = roster(f"{PAGE},North,pop", "", f"spotify:artist:{BEN},“South”,", encoding="utf-8-sig")
    assert len(verbs.told("card", "add", "--from", path)["added"]) == 2
    expected = [("Ana", "draft", "North", "pop", False, False), ("Ben", "draft", "“South”", None, False, False)]
    assert cards(verbs.engine) == expected
    again = verbs.told("card", "add", "--from", path, "--confirm")
    assert (len(again["added"]), len(again["known"])) == (0, 2)
    assert [row[1] for row in cards(verbs.engine)] == ["confirmed", "confirmed"]
    written = len(audited(verbs.engine))
    assert "0 cards are confirmed now, 2 were there already" in verbs.good("card", "add", "--from", path, "--confirm")
    assert len(audited(verbs.engine)) == written


def test_a_roster_with_a_wrong_line_enters_nothing_and_tells_each(verbs: Verbs, roster: Callable[..., str]) -> None:
    path = roster(
        f"{ANA};North;",
        f"{NOBODY};North;",
        f"https://open.spotify.com/track/{BEN};South;",
        f"{BEN};;pop",
        f"{ANA};South;",
        heading="Link;Label;Team",
    )
    said, error = verbs.run("card", "add", "--from", path, "--json")
    assert "4 lines of" in str(error)
    assert cards(verbs.engine) == audited(verbs.engine) == []
    problems = json.loads(said.splitlines()[-1])["problems"]
    assert [row["line"] for row in problems] == [3, 4, 5, 6]
    words = ["does not hold", "a link to a track", "for the label", "Ana has card"]
    assert all(word in row["problem"] for word, row in zip(words, problems, strict=True))


@pytest.mark.parametrize(
    ("heading", "lines", "said"),
    [
        ("link,team", [f"{ANA},x"], "has no column label"),
        ("a,b", ["x,y"], "no column link and no column label"),
        ("link,label,team", [], "no line under it"),
    ],
)
def test_a_roster_that_is_none_is_told(
    verbs: Verbs, roster: Callable[..., str], heading: str, lines: list[str], said: str
) -> None:
    assert said in verbs.refused("card", "add", "--from", roster(*lines, heading=heading))
    assert "can't be read" in verbs.refused("card", "add", "--from", "nowhere.csv")


def test_a_link_by_hand_is_foretold_asked_for_listed_and_undone(verbs: Verbs) -> None:
    words = ("link", "override", f"{TRACK}14", "74", "--reason", "heard")
    assert "Nothing was linked" in verbs.refused(*words, typed="n\n")
    assert links(verbs.engine)[14] == (73, "vendor")
    said = verbs.good(*words, typed="y\n")
    assert "Ben 2026-11-13 6 6000 7 7000" in said
    assert links(verbs.engine)[14] == (74, "override")
    verbs.good("card", "add", ANA, "--label", "North")
    verbs.good("card", "add", BEN, "--label", "North")
    for artist in ("Ana", BEN):
        [row] = verbs.told("link", "list", "--artist", artist)
        assert (row["spotify_track_id"], row["song_id_luminate"], row["linked_by"], row["reason"]) == (
            14,
            74,
            "mia",
            "heard",
        )
    assert "already" in verbs.refused(*words, "--yes")
    verbs.good("link", "undo", f"https://open.spotify.com/track/{TRACK}14")
    assert links(verbs.engine)[14] == (73, "vendor")
    assert verbs.told("link", "list") == []


@pytest.mark.parametrize(
    ("track", "song", "said"),
    [
        ("14", "song", "no number of a unified song"),
        ("14", "9", "No unified song 9"),
        ("15", "74", "does not hold the track 15"),
        (f"spotify:artist:{ANA}", "74", "is a link to an artist; here the link to a track is wanted"),
    ],
)
def test_a_wrong_link_by_hand_is_told(verbs: Verbs, track: str, song: str, said: str) -> None:
    assert said in verbs.refused("link", "override", track, song, "--reason", "x", "--yes")
    assert audited(verbs.engine) == []


def test_sounds_are_linked_listed_and_removed(verbs: Verbs) -> None:
    number = str(verbs.told("card", "add", ANA, "--label", "North")["card_id"])
    page = f"https://www.tiktok.com/music/original-sound-{SOUND}?lang=en"
    assert verbs.told("sound", "add", number, page)["warnings"] == []
    [warning] = verbs.told("sound", "add", BEN, SOUND)["warnings"]
    assert warning == "It is linked to Ana too."
    assert "! 695699011212758 has 15 digits" in verbs.good("sound", "add", "ANA", "695699011212758")
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


def test_thresholds_are_set_shown_and_taken_away(verbs: Verbs) -> None:
    streams = "track_luminate_streams"
    verbs.good("card", "add", ANA, "--label", "North", "--team", "pop")
    verbs.good("threshold", "set", streams, "--times", "1.5", "--team", "pop")
    verbs.good("threshold", "set", streams, "--floor", "10", "--artist", BEN)
    assert [(row["rule"], row["of"]) for row in verbs.told("threshold", "show") if row["metric"] == streams] == [
        ("all", None),
        ("team", "pop"),
        ("artist", "Ben"),
    ]
    applies = {
        row["rule"]: row["applies"]
        for row in verbs.told("threshold", "show", "--artist", "Ana")
        if row["metric"] == streams
    }
    assert applies == {"all": False, "team": True}
    verbs.good("threshold", "unset", streams, "--team", "pop")
    verbs.good("threshold", "unset", streams, "--artist", BEN)
    assert len(verbs.told("threshold", "show")) == 2
    assert "Say what to set" in verbs.refused("threshold", "set", streams)
    assert "can't be taken away" in verbs.refused("threshold", "unset", streams)
