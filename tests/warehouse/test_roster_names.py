"""Labels and teams are compared as a reader compares them, and a slip of one is asked back."""

from pathlib import Path

import pytest
from carded import ANA, BEN, SOUND, audited, run
from test_cards import cards

from tests.warehouse.verbs import Verbs


@pytest.fixture
def named(verbs: Verbs) -> Verbs:
    verbs.good("card", "add", ANA, "--label", "Tidemark", "--team", "Frontline")
    return verbs


@pytest.mark.parametrize("label", ["tidemark", "TIDEMARK", " Tidemark ", "Tide\u200bmark", "\u2066Tidemark\u2069"])
def test_another_spelling_is_the_name_that_is_there(named: Verbs, label: str) -> None:
    named.good("card", "add", BEN, "--label", label, "--team", "front\u00adline")
    assert [row[2:4] for row in cards(named.engine)] == [("Tidemark", "Frontline")] * 2


def test_accents_put_together_or_apart_are_one_name(verbs: Verbs) -> None:
    verbs.good("card", "add", ANA, "--label", "Café  del\u00a0Mar")
    verbs.good("card", "add", BEN, "--label", "Cafe\u0301 Del Mar")
    assert [row[2] for row in cards(verbs.engine)] == ["Café del Mar"] * 2


@pytest.mark.parametrize("team", ["Frontlien", "Fronline", "Frontlines", "Front Line"])
def test_a_slip_is_asked_back(named: Verbs, team: str) -> None:
    said = named.refused("card", "add", BEN, "--label", "Tidemark", "--team", team)
    assert f"Nothing is called “{team}” yet; did you mean Frontline?" in said
    assert len(cards(named.engine)) == 1
    named.good("card", "add", BEN, "--label", "Tidemark", "--team", team, "--new-name")
    assert [row[3] for row in cards(named.engine)] == ["Frontline", team]


@pytest.mark.parametrize(("first", "second"), [("Team 1", "Team 2"), ("Label A", "Label B"), ("North", "South"),
                                               ("Frontline", "Catalogue"), ("AB", "AC")])  # fmt: skip
def test_names_that_differ_on_purpose_are_not_asked_back(verbs: Verbs, first: str, second: str) -> None:
    verbs.good("card", "add", ANA, "--label", first)
    verbs.good("card", "add", BEN, "--label", second)
    assert [row[2] for row in cards(verbs.engine)] == [first, second]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("x" * 3000, "3000 letters; 200 are the most"),
        ("No\nrth", "line breaks"),
        ("\u200b", "label"),
        ("ALL ", "stands for all labels together"),
    ],
)
def test_a_label_that_is_no_name_is_told(verbs: Verbs, label: str, said: str) -> None:
    reason = verbs.refused("card", "add", ANA, "--label", label)
    assert said in reason
    assert len(reason) < 400
    assert cards(verbs.engine) == audited(verbs.engine) == []


def test_a_card_is_changed_and_a_threshold_set_by_any_spelling(named: Verbs) -> None:
    [card] = named.told("card", "list")
    other = str(named.told("card", "add", BEN, "--label", "Tidemark")["card_id"])
    assert "did you mean Tidemark" in named.refused("card", "change", other, "--label", "Tidemrk")
    named.good("card", "change", other, "--label", "TIDEMARK")
    assert [row[2] for row in cards(named.engine)] == ["Tidemark", "Tidemark"]
    named.good("card", "archive", other, "--reason", "left")
    # a name that only this card has may be written anew
    named.good("card", "change", str(card["card_id"]), "--label", "TideMark")
    assert cards(named.engine)[0][2] == "TideMark"
    named.good("threshold", "set", "track_luminate_streams", "--team", "FRONTLINE", "--times", "3")
    assert run(named.engine, "select team from app.spike_rule where team is not null") == [("Frontline",)]


def test_a_slip_in_a_list_names_its_line(named: Verbs, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"link,label,team\n{ANA},tidemark,frontline\n{BEN},Tidemark,Frontlien\n")
    said, error = named.run("card", "add", "--from", str(path), "--json")
    assert "1 lines of" in str(error)
    assert '"line": 3' in said
    assert "did you mean Frontline?" in said
    assert len(named.told("card", "add", "--from", str(path), "--new-name")["added"]) == 1


def test_a_sound_nobody_knows_is_asked_back(named: Verbs, tmp_path: Path) -> None:
    said, error = named.run("sound", "add", ANA, SOUND, typed="n\n")
    assert "Nobody has named the sound 6956990112127585029 yet" in said
    assert "Nothing was linked." in str(error)
    assert named.told("sound", "list") == []
    path = tmp_path / "sounds.csv"
    path.write_text(f"artist,sound\nAna,{SOUND}\n")
    said, error = named.run("sound", "add", "--from", str(path), "--json")
    assert "--yes links it all the same" in said
    assert named.told("sound", "add", "--from", str(path), "--yes")["added"] == 1
    named.good("sound", "remove", ANA, SOUND)
    # it is known now, though nobody has it
    named.good("sound", "add", ANA, SOUND)
    assert len(named.told("sound", "list")) == 1
