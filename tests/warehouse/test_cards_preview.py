"""What a card would mean: how much is known of the artist, and everything doubtful about it."""

from datetime import date
from typing import Any

import pytest
from carded import SOUND, artist, enter_label, run
from sqlalchemy import Engine
from test_links_override import override
from test_sounds import add

DAY = date(2026, 11, 20)


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    return warehouse


def preview(engine: Engine, name: str, as_of: date = DAY) -> dict[str, Any]:
    with engine.connect() as connection:
        query = "select * from app.card_preview(%(artist)s, %(as_of)s)"
        [row] = connection.exec_driver_sql(query, {"artist": artist(engine, name), "as_of": as_of}).mappings()
        return dict(row)


def account_week(engine: Engine, name: str, value: int) -> None:
    query = """
    with made as (
        insert into core.audience_series (metric_id, artist_id)
        select metric_id, :artist from core.metric where code = 'artist_luminate_streams' returning series_id)
    insert into core.audience_point (series_id, observed_on, value) select series_id, '2026-11-19', :value from made
    """
    run(engine, query, artist=artist(engine, name), value=value)


def test_a_good_card_has_no_doubts(label: Engine) -> None:
    add(label, "Ana")
    account_week(label, "Ana", 700)
    found = preview(label, "Ana")
    assert found.pop("artist_id_spotify").endswith("a")
    assert found == {
        "artist_name": "Ana",
        "account_count": 1,
        "track_count": 4,
        "linked_count": 4,
        "linked_share": 1.0,
        "song_count": 3,
        "sound_count": 1,
        "week_on": date(2026, 11, 13),
        "week_streams": 6 * 111,
        "account_streams": 700,
        "newest_on": date(2026, 11, 18),
        "doubts": [],
    }


def test_tracks_without_a_song_are_told(label: Engine) -> None:
    override(label, "11", None)
    override(label, "12", None)
    found = preview(label, "Ana")
    assert (found["linked_count"], found["linked_share"], found["song_count"]) == (2, 0.5, 2)
    assert found["week_streams"] == 6 * 11
    assert "Only 2 of 4 tracks (50 %) are linked to a unified song." in found["doubts"]


def test_an_artist_without_tracks_has_no_figures_rather_than_none(label: Engine) -> None:
    run(label, "delete from core.account_track")
    found = preview(label, "Ana")
    assert (found["track_count"], found["linked_share"], found["week_streams"], found["newest_on"]) == (
        0,
        None,
        None,
        None,
    )
    assert found["doubts"] == ["No track of the artist is in SPOTIFY_TRACKS.", "No TikTok sound is linked."]


def test_another_account_of_the_same_name_is_named(label: Engine) -> None:
    run(label, "update core.spotify_account set name = upper('Ana')")
    doubts = preview(label, "Ana")["doubts"]
    assert doubts[0] == "Another Spotify account has the same name (4Z8W4fKeB5YxbusRsdQVPb); make sure this is the one."


@pytest.mark.parametrize(("account", "told"), [(666, 0), (832, 0), (833, 1), (533, 0), (532, 1), (6660, 1)])
def test_an_account_far_from_its_songs_is_told(label: Engine, account: int, told: int) -> None:
    account_week(label, "Ana", account)
    found = preview(label, "Ana")
    assert found["account_streams"] == account
    assert len([doubt for doubt in found["doubts"] if "The account has" in doubt]) == told


def test_old_figures_are_told(label: Engine) -> None:
    assert not any("days old" in doubt for doubt in preview(label, "Ana", date(2026, 11, 25))["doubts"])
    assert "The newest figure is 8 days old." in preview(label, "Ana", date(2026, 11, 26))["doubts"]


def test_a_week_needs_six_days(label: Engine) -> None:
    run(label, "delete from core.audience_point where observed_on = '2026-11-18'")
    found = preview(label, "Ana")
    assert (found["week_on"], found["week_streams"]) == (date(2026, 11, 6), 7 * 111)
    run(label, "delete from core.audience_point where observed_on < '2026-11-13'")
    found = preview(label, "Ana")
    assert (found["week_on"], found["week_streams"], found["newest_on"]) == (None, None, date(2026, 11, 17))
    assert "No week of the songs has figures on 6 days or more." in found["doubts"]


def test_figures_of_one_country_are_not_added_to_those_of_the_world(label: Engine) -> None:
    query = """
    with made as (
        insert into core.audience_series (metric_id, track_id, country_code)
        select metric_id, track_id, 'US' from core.audience_series returning series_id)
    insert into core.audience_point (series_id, observed_on, value) select series_id, '2026-11-19', 5000 from made
    """
    run(label, query)
    found = preview(label, "Ana")
    assert (found["week_streams"], found["newest_on"]) == (666, date(2026, 11, 18))


def test_songs_without_any_figures_are_told(label: Engine) -> None:
    run(label, "delete from core.audience_point")
    add(label, "Ana", SOUND)
    assert preview(label, "Ana")["doubts"] == ["No song of the artist has figures yet."]
