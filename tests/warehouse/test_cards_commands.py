"""The verbs of cards and rosters: what they enter, what they show first, and what they say when it is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from carded import ANA, BEN, NOBODY, SOUND, TRACK, audited
from test_cards import cards

from tests.warehouse.verbs import Verbs

PAGE = f"https://open.spotify.com/intl-de/artist/{ANA}?si=1"


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
    verbs.good("sound", "add", "ana", SOUND, "--yes", "--track", f"spotify:track:{TRACK}13")
    verbs.good("link", "override", "14", "none", "--reason", "not hers", "--yes")
    shown = verbs.told("card", "show", PAGE)
    assert shown["card_id"] == made["card_id"]
    assert [(row["sound_id_tiktok"], row["track_name"]) for row in shown["sounds"]] == [(SOUND, "Song 72")]
    assert [(row["spotify_track_id"], row["reason"], row["link_reason"]) for row in shown["unlinked"]] == [
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
        (("change", "1"), "Say what to change"),
        (("show", "4711"), "There is no card 4711"),
    ],
)
def test_a_wrong_card_is_told(verbs: Verbs, words: tuple[str, ...], said: str) -> None:
    assert said in verbs.refused("card", *words)
    assert cards(verbs.engine) == audited(verbs.engine) == []


def test_an_artist_the_vendor_does_not_hold_is_a_draft_all_the_same(
    verbs: Verbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SOUNDCHARTS_APP_ID", "SOUNDCHARTS_API_KEY", "SOUNDCHARTS_CLIENT_ID"):
        monkeypatch.delenv(name, raising=False)
    said = verbs.good("card", "add", NOBODY, "--label", "North")
    assert "could not be fetched now: No Soundcharts credentials are set." in said
    assert "the next daily run asks again" in said
    assert "No vendor data yet" in said
    assert "is a draft" in said
    assert "has card" in verbs.refused("card", "add", NOBODY, "--label", "North")


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
