"""What each rule finds, and when its reason is gone."""

from datetime import date

import pytest
from sqlalchemy import Engine

from db.statements import scripts
from tests.sql.rows import insert
from tests.warehouse.acted import TODAY, enter_followed_label, items, refresh
from tests.warehouse.carded import artist, run


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    return enter_followed_label(warehouse)


def test_tracks_without_figures_are_one_action_of_their_artist(label: Engine) -> None:
    refresh(label)
    assert items(label, "silent_tracks") == []
    run(label, "delete from core.song_link where spotify_track_id in (12, 13)")
    refresh(label)
    [item] = items(label, "silent_tracks")
    assert item["title"] == "2 Spotify tracks bring no figures"


def growth(engine: Engine, name: str, on: date, followers: float | None, markets: float = 20) -> None:
    parts = {"followers_part": followers, "popularity_part": 10, "markets_part": markets, "tracks_part": 5}
    is_whole = followers is not None
    row = {
        "artist_id": artist(engine, name),
        "measured_on": on,
        "visibility_score": 15 + markets + (followers or 0) if is_whole else None,
        "withheld_reason": None if is_whole else "followers were not read",
        "formula_version": 1,
    }
    with engine.begin() as connection:
        insert(connection, "mart.growth_metric", parts | row)


def test_a_part_of_the_score_that_falls_is_an_action(label: Engine) -> None:
    growth(label, "Ana", date(2026, 10, 22), 12)
    growth(label, "Ana", TODAY, 9.5, markets=18.1)
    growth(label, "Ben", date(2026, 10, 22), 12)
    growth(label, "Ben", TODAY, None)
    refresh(label)
    [item] = items(label, "falling_part")
    assert (item["subject"], item["title"]) == ("followers", "The part of followers in the score fell by 2.5 points")
    run(label, "delete from mart.growth_metric where measured_on = date '2026-11-19'")
    growth(label, "Ana", TODAY, None)
    assert refresh(label).closed == 0
    run(label, "delete from mart.growth_metric where measured_on = date '2026-11-19'")
    growth(label, "Ana", TODAY, 12)
    assert refresh(label).closed == 1


def test_a_part_from_another_source_did_not_fall(label: Engine) -> None:
    """Fewer markets are listened in than a song is sold in; that says nothing of a loss."""
    growth(label, "Ana", date(2026, 10, 22), 12)
    growth(label, "Ana", TODAY, 12, markets=8)
    run(label, "update mart.growth_metric set markets_source = 'spotify' where measured_on < date '2026-11-19'")
    run(label, "update mart.growth_metric set markets_source = 'soundcharts' where measured_on = date '2026-11-19'")
    refresh(label)
    assert items(label, "falling_part") == []
    run(label, "update mart.growth_metric set markets_source = 'soundcharts'")
    refresh(label)
    assert [item["subject"] for item in items(label, "falling_part")] == ["markets"]


def test_a_market_where_artists_alike_are_is_a_gap(label: Engine) -> None:
    """Four artists alike were read: three of them are in DE, one in FR; Ana is in neither."""
    ana = artist(label, "Ana")
    with label.begin() as connection:
        for number in range(4):
            other = insert(
                connection, "core.artist", {"name": f"O{number}", "artist_id_spotify": f"o{number}"}, "artist_id"
            )
            row = {"artist_id": ana, "source": "groundswell", "other_artist_id": other, "place": number + 1}
            insert(connection, "mart.similar_artist", row | {"score": 0.5, "reason": "x", "method_version": 1})
            for market, is_present in (("DE", number < 3), ("FR", number == 0)):
                read = {"artist_id": other, "source": "spotify", "market": market, "read_on": TODAY}
                insert(connection, "core.market_reading", read | {"is_present": is_present})
        for market in ("DE", "FR"):
            read = {"artist_id": ana, "source": "spotify", "market": market, "read_on": TODAY, "is_present": False}
            insert(connection, "core.market_reading", read)
    refresh(label)
    [item] = items(label, "market_gap")
    assert (item["subject"], item["title"]) == ("DE", "Not in DE, where 3 of 4 artists alike are")
    run(label, "update core.market_reading set is_present = true where artist_id = :ana and market = 'DE'", ana=ana)
    assert refresh(label).closed == 1


def test_works_without_a_link_and_dead_links_are_actions(label: Engine) -> None:
    ana = artist(label, "Ana")
    with label.begin() as connection:
        for number in range(17):
            row = {
                "artist_id": ana,
                "title": f"Work {number:02}",
                "credit_name": "Ana",
                "entered_by": "x",
                "unlinked_reason": "nothing found",
            }
            at = {"entered_at": "2026-11-01", "changed_at": "2026-11-01"}
            work_id = insert(connection, "core.work", row | at, "work_id")
            if number:
                link = {"work_id": work_id, "track_id_spotify": str(number).rjust(22, "w"), "confidence": "high"}
                known = {"score": 0.99, "linked_by": "auto-linker", "known_from": "2026-11-01"}
                insert(connection, "core.work_link", link | known | {"checked_at": "2026-11-18T06:00:00Z"})
    refresh(label)
    # 16 of 17 are 94.1 %, the target
    assert items(label, "missing_link") == items(label, "dead_link") == []
    run(
        label,
        "update core.work_link set state = 'dead', state_reason = 'no such track' where track_id_spotify like '%w3'",
    )
    refresh(label)
    [item] = items(label, "dead_link")
    assert item["title"] == "Gone from Spotify: Work 03"
    [item] = items(label, "missing_link")
    assert item["title"] == "1 work is short of the target of linked works"
    run(label, "update core.work_link set state = 'live', state_reason = null")
    assert refresh(label).closed == 2
    # what was never looked up may be linked by itself
    run(label, "update core.work_link set state = 'dead', state_reason = 'no such track'")
    run(label, "update core.work set unlinked_reason = null where title = 'Work 00'")
    refresh(label)
    assert [one["state"] for one in items(label, "missing_link")] == ["gone"]


def happen(engine: Engine, name: str, kind: str, on: date, identifier: str, track: int | None = None) -> None:
    row = {
        "artist_id": artist(engine, name),
        "track_id": track,
        "kind": kind,
        "happened_on": on,
        "title": "Night Drive",
    }
    more = {"size": 50_000, "source": "soundcharts", "identifier": identifier, "known_from": "2026-11-01"}
    with engine.begin() as connection:
        insert(connection, "core.event", row | more)


def test_a_playlist_that_dropped_a_song_is_asked_back(label: Engine) -> None:
    [(track_id,)] = run(label, "select track_id from core.track where song_id_luminate = 71")
    happen(label, "Ana", "playlist_entry", date(2026, 9, 1), "p1", track_id)
    happen(label, "Ana", "playlist_exit", date(2026, 11, 2), "p1", track_id)
    happen(label, "Ana", "playlist_exit", date(2026, 10, 2), "old", track_id)
    refresh(label)
    [item] = items(label, "lost_playlist")
    assert item["title"] == "Taken off “Night Drive”: Song 71"
    happen(label, "Ana", "playlist_entry", date(2026, 11, 9), "p1", track_id)
    assert refresh(label).closed == 1


def test_a_playlist_of_the_sound_of_a_track_is_a_fit(label: Engine) -> None:
    """Three songs of artists alike in a playlist; of Ana's two tracks one sounds like them."""
    ana = artist(label, "Ana")
    sounds = {"71": 0.52, "72": 0.9}
    with label.begin() as connection:
        metric_id = insert(
            connection,
            "core.metric",
            {
                "code": "track_spotify_streams",
                "name": "x",
                "entity_kind": "track",
                "metric_kind": "counter",
                "unit": "x",
            }
            | {
                "identifier_rule": "largest",
                "platform_id": run(label, "select min(platform_id) from core.platform")[0][0],
            },
            "metric_id",
        )
        tracks = {str(song): run(label, "select track_id from core.track where song_id_luminate = :s", s=song)[0][0]
                  for song in (71, 72)}  # fmt: skip
        members = []
        for number in range(3):
            other = insert(
                connection, "core.artist", {"name": f"O{number}", "artist_id_spotify": f"o{number}"}, "artist_id"
            )
            row = {"artist_id": ana, "source": "groundswell", "other_artist_id": other, "place": number + 1}
            insert(connection, "mart.similar_artist", row | {"score": 0.5, "reason": "x", "method_version": 1})
            track = {"song_id_luminate": 900 + number, "name": f"T{number}", "credit_name": "x"}
            tracks[f"t{number}"] = insert(connection, "core.track", track, "track_id")
            sounds[f"t{number}"] = 0.45 + 0.05 * number
            members.append((other, tracks[f"t{number}"]))
        for song in ("71", "72"):
            insert(connection, "core.track_artist", {"track_id": tracks[song], "artist_id": ana, "credit_order": 1})
        for name, value in sounds.items():
            series = {"metric_id": metric_id, "track_id": tracks[name], "identifier": f"spotify-{name}"}
            insert(connection, "core.audience_series", series)
            features = dict.fromkeys(("danceability", "energy", "valence", "acousticness"), value) | {
                "tempo_bpm": 200 * value
            }
            key = {"track_id_spotify": f"spotify-{name}", "source": "soundcharts", "read_on": TODAY}
            insert(connection, "core.audio_profile", key | features)
        for other, track_id in members:
            entry = {"artist_id": other, "track_id": track_id, "kind": "playlist_entry", "happened_on": "2026-11-01"}
            more = {"title": "Night Drive", "size": 50_000, "source": "soundcharts", "identifier": "p1"}
            insert(connection, "core.event", entry | more | {"known_from": "2026-11-01"})
    refresh(label)
    [item] = items(label, "playlist_fit")
    assert item["title"] == "Fits “Night Drive”: Song 71"
    # once the artist is there it is no longer to be pitched
    happen(label, "Ana", "playlist_entry", TODAY, "p1", tracks["72"])
    assert refresh(label).closed == 1


def test_every_rule_has_a_name_for_people(label: Engine) -> None:
    named = {rule for (rule,) in run(label, "select rule from core.action_kinds()")}
    assert named == {name for name, _ in scripts("queries/actions/rules")}
