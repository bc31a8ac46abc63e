"""Alerts: each new badge once, to whoever chose it, in the rhythm they chose, and nothing where nothing is new."""

from datetime import date, timedelta
from typing import Any

import pytest
from post_office import PostOffice
from sqlalchemy import Engine, text

from tasks.mail.alert_mail import send_alerts
from tasks.mail.alert_store import plan_alerts
from tasks.roster.entry_store import EntryRefused, call
from tests.mail.listed import states
from tests.sql.given_cards import enter_card
from tests.sql.rows import artist_number

FRIDAY = date(2026, 11, 13)
GIVEN = """
insert into core.platform (code, name, kinds, provider, provider_code) values ('l', 'l', '{}', 'x', 'x');
insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, membership)
select 'streams', 'Streams', platform_id, 'track', 'flow', 'streams', 'single', 'links' from core.platform;
insert into mart.artist_week (artist_id, metric_id, week_on, basis, correction, days_present, days_matched, is_complete,
                              method_version)
select min(artist_id), (select metric_id from core.metric), '2026-11-13', 'tracks', 0, 7, 7, true, 1 from core.artist
"""
BADGE = """
insert into mart.badge (artist_id, metric_id, week_on, tier, direction, is_raw, reason, extra, this_week, last_week,
                        days_matched, weeks_known, is_significant, is_held, threshold, threshold_rule, floor,
                        false_discovery_rate, method_version)
select :artist, metric_id, :week, :tier, 'up', true, 'x', 3000, 5000, 2000, 7, 8, true, false, 2, 'global', 1000, 0.1, 1
from core.metric
"""


@pytest.fixture
def roster(warehouse: Engine) -> Engine:
    """Luna's of North, Kai of South, each with a badge of the newest week and one the week before."""
    with warehouse.begin() as connection:
        for artist, label in (("Luna Vega", "North"), ("Kai & Co", "South")):
            enter_card(connection, {"artist": artist, "label": label, "team": None})
        connection.exec_driver_sql(GIVEN)
    for back in (0, 1):
        badge(warehouse, "Luna Vega", "confirmed", back)
        badge(warehouse, "Kai & Co", "rising", back)
    return warehouse


def badge(engine: Engine, artist: str, tier: str, weeks_back: int = 0) -> None:
    with engine.begin() as connection:
        given = {"artist": artist_number(connection, artist), "week": FRIDAY - timedelta(weeks=weeks_back)}
        connection.execute(text(BADGE), {**given, "tier": tier})


def add(engine: Engine, address: str, **given: Any) -> int:
    chosen = {"artist_ids": None, "label": None, "team": None, "tiers": ["confirmed", "rising"], "rhythm": "at once"}
    with engine.begin() as connection:
        [row] = call(connection, "add_alert", address=address, **{**chosen, **given}, done_by="mia")
    number: int = row["add_alert"]
    return number


def send(engine: Engine, office: PostOffice) -> int:
    return send_alerts(engine, office.settings(), "Europe/London").sent_now


def test_each_badge_of_the_newest_week_is_told_once(roster: Engine, office: PostOffice) -> None:
    add(roster, "mia@label.example")
    add(roster, "north@label.example", label="north")
    assert send(roster, office) == 2
    assert send(roster, office) == 0
    subjects = {mail["To"].addresses[0].addr_spec: mail["Subject"] for mail in office.mails}
    assert subjects == {
        "mia@label.example": "2 badges: Luna Vega, Kai & Co",
        "north@label.example": "Luna Vega: ▲ confirmed",
    }
    [mail] = [each for each in office.mails if "2 badges" in each["Subject"]]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "https://pages.example/superset/dashboard/artist/?native_filters=" in html
    assert "Kai &amp; Co" in html
    assert "Streams 2.5× last week, at 5.0K" in html
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_badge_that_becomes_confirmed_is_news_and_nothing_else_is(roster: Engine, office: PostOffice) -> None:
    add(roster, "mia@label.example", label="South")
    assert send(roster, office) == 1
    with roster.begin() as connection:
        connection.exec_driver_sql("update mart.badge set tier = 'confirmed' where tier = 'rising'")
    assert send(roster, office) == 1
    assert office.mails[1]["Subject"] == "Kai & Co: ▲ confirmed"
    with roster.begin() as connection:
        connection.exec_driver_sql("update mart.badge set tier = 'rising' where week_on = '2026-11-13'")
        connection.exec_driver_sql("update mart.badge set this_week = 6000")
    assert send(roster, office) == 0


def test_nobody_is_mailed_where_nothing_they_chose_is_new(roster: Engine, office: PostOffice) -> None:
    add(roster, "mia@label.example", tiers=["check data"])
    assert send(roster, office) == 0
    assert office.connections == 0
    assert states(roster) == {}


@pytest.mark.parametrize(("rhythm", "interval"), [("daily", "1 day"), ("weekly", "7 days")])
def test_a_digest_gathers_and_comes_once_a_rhythm(
    roster: Engine, office: PostOffice, rhythm: str, interval: str
) -> None:
    number = add(roster, "mia@label.example", rhythm=rhythm)
    assert send(roster, office) == 0  # it begins with the next day or week
    with roster.begin() as connection:
        connection.exec_driver_sql(f"update app.alert_rule set made_at = now() - interval '{interval}'")
    assert send(roster, office) == 1
    assert office.mails[0]["Subject"] == "2 badges: Luna Vega, Kai & Co"
    badge_before = "update mart.badge set tier = 'confirmed' where tier = 'rising'"
    with roster.begin() as connection:
        connection.exec_driver_sql(badge_before)
    assert send(roster, office) == 0  # its mail of this day or week was sent
    with roster.begin() as connection:
        query = f"update app.mail_delivery set created_at = now() - interval '{interval}' where rule_id = {number}"
        connection.exec_driver_sql(query)
    assert send(roster, office) == 1


def test_what_the_server_puts_off_is_told_by_the_next_run(roster: Engine, office: PostOffice) -> None:
    add(roster, "mia@label.example")
    assert plan_alerts(roster, "Europe/London") == 1  # and the program ends here
    assert plan_alerts(roster, "Europe/London") == 0
    assert send(roster, office) == 1
    assert states(roster) == {"mia@label.example": "sent"}


def test_the_last_weeks_foretell_how_many_there_will_be(roster: Engine) -> None:
    with roster.connect() as connection:
        chosen = {"artist_ids": None, "label": None, "team": None, "tiers": ["confirmed", "rising"]}
        [found] = call(connection, "alert_preview", **chosen)
        assert (found["badges"], found["weeks_with"]) == (4, 2)
        assert found["sentence"] == "About 4 in 8 weeks, by the last 8 weeks."
        [quiet] = call(connection, "alert_preview", **{**chosen, "tiers": ["check data"]})
        assert quiet["sentence"].startswith("None")


def test_somebody_of_one_label_chooses_its_artists_alone(roster: Engine) -> None:
    with roster.begin() as connection:
        kai, luna = artist_number(connection, "Kai & Co"), artist_number(connection, "Luna Vega")
        call(connection, "limit_entry", labels=["North"], teams=None)
        given = {"label": None, "team": None, "tiers": ["confirmed"], "rhythm": "at once", "done_by": "mia"}
        with pytest.raises(EntryRefused, match="There is no artist"):
            call(connection, "add_alert", address="mia@label.example", artist_ids=[kai], **given)
        with pytest.raises(EntryRefused, match="for the label North alone"):
            call(connection, "add_alert", address="mia@label.example", artist_ids=None, **given)
        call(connection, "add_alert", address="mia@label.example", artist_ids=[luna], **given)
    # an artist that goes to another label is told of no more
    with roster.begin() as connection:
        connection.exec_driver_sql("update app.artist_card set label = 'South'")
    assert plan_alerts(roster, "Europe/London") == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"tiers": ["loud"]}, "There are no alerts about “loud”. Choose one or more of: confirmed"),
        ({"tiers": []}, "^Choose one or more of"),
        ({"rhythm": "hourly"}, "“hourly” is no rhythm"),
        ({"label": "West"}, "No card is with the label “West”"),
    ],
)
def test_what_can_not_be_is_refused(roster: Engine, given: dict[str, Any], words: str) -> None:
    with pytest.raises(EntryRefused, match=words):
        add(roster, "mia@label.example", **given)
