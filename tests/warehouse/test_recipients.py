"""Who is on the list of the weekly report: entered by verb and function, refused in words, and limited to a label."""

from typing import Any

import pytest
from carded import ANA, BEN, enter_label, run
from sqlalchemy import Connection, Engine

from tasks.roster.entry_store import EntryRefused, call
from tests.warehouse.verbs import Verbs


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    with warehouse.begin() as connection:
        for spotify, name, team in ((ANA, "North", "front"), (BEN, "South", None)):
            given = {"artist_id_spotify": spotify, "label": name, "team": team, "done_by": "eve"}
            call(connection, "add_card", **given, is_new_name=True)
    return warehouse


def add(connection: Connection, address: str, **given: Any) -> int:
    whole = {"name": None, "label": None, "team": None, "done_by": "mia", **given}
    [row] = call(connection, "add_recipient", address=address, **whole)
    number: int = row["add_recipient"]
    return number


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ana@Label.Example", "ana@label.example"),
        (" \u200bana.b+x@label.example; ", "ana.b+x@label.example"),
        ("Ana García <ana@label.example>", "ana@label.example"),
        ("mailto:ana@label.example", "ana@label.example"),
        ("o'hara@label.example", "o'hara@label.example"),
    ],
)
def test_addresses_as_people_paste_them(label: Engine, given: str, kept: str) -> None:
    assert run(label, "select app.mail_address(:given)", given=given) == [(kept,)]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "Nothing was given for the e-mail address"),
        ("ana", "“ana” is no e-mail address; write it like ana@example.org."),
        ("ana@label", "is no e-mail address"),
        ("ana@label.example\nBcc: eve@evil.example", "is no e-mail address"),
        ("ana..b@label.example", "is no e-mail address"),
        ("ana@lábel.example", "begins with xn--"),
        ("a" * 65 + "@label.example", "is no e-mail address"),
    ],
)
def test_what_is_no_address_is_refused(label: Engine, given: str, words: str) -> None:
    with label.begin() as connection, pytest.raises(EntryRefused, match=words):
        add(connection, given)


def test_a_recipient_is_added_once_and_taken_off(label: Engine) -> None:
    with label.begin() as connection:
        add(connection, "ana@label.example", label="north", team="FRONT")
        [row] = call(connection, "report_recipients")
        assert (row["label"], row["team"], row["scope"]) == ("North", "front", "the label North, the team front")
        with pytest.raises(EntryRefused, match="is on the list already, for the label North, the team front"):
            add(connection, "ANA@label.example")
        with pytest.raises(
            EntryRefused, match="No card is with the label “West”; write it as the cards have it: North, South"
        ):
            add(connection, "bo@label.example", label="West")
        call(connection, "remove_recipient", address="Ana@label.example", done_by="mia")
        assert call(connection, "report_recipients") == []
        with pytest.raises(EntryRefused, match="is not on the list"):
            call(connection, "remove_recipient", address="ana@label.example", done_by="mia")
    trail = run(label, "select action from app.audit where subject like 'recipient%' order by audit_id")
    assert trail == [("add_recipient",), ("remove_recipient",)]


def test_who_unsubscribed_is_added_again_only_when_that_is_said(label: Engine) -> None:
    with label.begin() as connection:
        add(connection, "ana@label.example")
        connection.exec_driver_sql("update app.report_recipient set unsubscribed_at = '2026-11-03T10:00Z'")
        with pytest.raises(EntryRefused, match="unsubscribed on 3 November 2026") as refused:
            add(connection, "ana@label.example")
        assert refused.value.code == "GW422"
        add(connection, "ana@label.example", is_sure=True)
        [row] = call(connection, "report_recipients")
        assert row["is_active"]


def test_somebody_of_one_label_sees_and_enters_its_people_alone(label: Engine) -> None:
    with label.begin() as connection:
        add(connection, "all@label.example")
        add(connection, "north@label.example", label="North")
    with label.begin() as connection:
        call(connection, "limit_entry", labels=["North"], teams=None)
        assert [row["address"] for row in call(connection, "report_recipients")] == ["north@label.example"]
        with pytest.raises(EntryRefused, match="Your log-in is for the label North alone; choose it"):
            add(connection, "new@label.example")
        with pytest.raises(EntryRefused, match="write it as the cards have it: North") as refused:
            add(connection, "new@label.example", label="South")
        assert "South." not in str(refused.value)
        with pytest.raises(EntryRefused, match="for artists your log-in is not for"):
            add(connection, "all@label.example", label="North")
        with pytest.raises(EntryRefused, match="is not on the list"):
            call(connection, "remove_recipient", address="all@label.example", done_by="mia")


def test_the_verbs_add_list_and_remove(verbs: Verbs) -> None:
    verbs.good("card", "add", ANA, "--label", "North")
    verbs.good("recipient", "add", "Bo@Label.Example", "--label", "North", "--name", "Bo")
    [row] = verbs.told("recipient", "list")
    assert (row["address"], row["name"], row["scope"]) == ("bo@label.example", "Bo", "the label North")
    assert "off the list" in verbs.good("recipient", "remove", "bo@label.example")
    assert verbs.told("recipient", "list") == []
    assert verbs.told("mail", "log") == []
    assert "No mail “x” to bo@label.example is in the log" in verbs.refused(
        "mail", "resend", "x", "bo@label.example", "--reason", "y"
    )
