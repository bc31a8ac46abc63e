"""Artists alike and places among others, over a warehouse that holds the sandbox library as it truly is."""

from datetime import date, timedelta
from statistics import mean

import pytest
from sqlalchemy import Engine

from sandbox.library import Library, make_library
from sandbox.listening import make_listeners
from sandbox.styles import GENRES
from sandbox.world import make_world
from tasks.peers.settings import peer_settings
from tasks.peers.store import PeersFound, refresh_peers
from tests.emptied import empty
from tests.sql.rows import insert
from tests.warehouse.queued import run_sql

SIZES, NAMES = (1_000, 100_000), ("below 1,000", "1,000 to 99,999", "100,000 and more")
LIBRARY = make_library(make_world(7))
HOME = {genre: root for root, genres in GENRES.items() for genre in genres}


def refresh(engine: Engine) -> PeersFound:
    return refresh_peers(engine, peer_settings(), SIZES, NAMES)


def enter_library(engine: Engine, library: Library) -> None:
    """Artists with cards, their catalogue, and the true shares of every track; each genre below one root."""
    with engine.begin() as connection:
        method = {"method_version": "1.test", "formula": 1, "taxonomy_sha256": "x", "priors": "{}", "is_current": True}
        method_id = insert(connection, "core.method", method, "method_id")
        ids: dict[str, int] = {}
        for root in GENRES:
            ids[root] = insert(connection, "core.genre", {"name": root, "is_root": True}, "genre_id")
        for genre, root in HOME.items():
            ids[genre] = insert(connection, "core.genre", {"name": genre, "is_root": False}, "genre_id")
            row = {"genre_id": ids[genre], "root_id": ids[root], "share_ppm": 1_000_000}
            insert(connection, "core.genre_root", row)
        moods = {name for track in library.tracks for name, _ in track.moods}
        mood_ids = {name: insert(connection, "core.mood", {"name": name}, "mood_id") for name in sorted(moods)}
        artists: dict[str, int] = {}
        for artist in library.artists:
            row = {"name": artist.name, "artist_id_spotify": artist.id_spotify}
            artist_id = insert(connection, "core.artist", row, "artist_id")
            card = {"artist_id": artist_id, "label": "North", "status": "confirmed", "confirmed_at": "2026-01-01"}
            insert(connection, "app.artist_card", card | {"created_by": "x"})
            artists[artist.id_spotify] = insert(connection, "core.catalog_artist", row, "catalog_artist_id")
        for track in library.tracks:
            row = {"track_id_spotify": track.id_spotify, "name": track.name}
            catalog_id = insert(connection, "core.catalog_track", row, "catalog_track_id")
            for place, artist_id in enumerate(track.artists, start=1):
                credit = {"catalog_artist_id": artists[artist_id], "credit_order": place}
                insert(connection, "core.catalog_track_artist", credit | {"catalog_track_id": catalog_id})
            heard = {"kind": "music", "item_id_spotify": track.id_spotify, "catalog_track_id": catalog_id}
            item_id = insert(connection, "core.heard_item", heard, "heard_item_id")
            key = {"method_id": method_id, "heard_item_id": item_id}
            for kind, numbers, shares in (("genre", ids, track.genres), ("mood", mood_ids, track.moods)):
                for name, share in shares:
                    insert(
                        connection,
                        f"mart.track_{kind}",
                        key | {f"{kind}_id": numbers[name], "share_ppm": max(round(share * 1e6), 1)},
                    )


def enter_listeners(engine: Engine, library: Library, people: int) -> dict[str, set[str]]:
    """What the sandbox's listeners play in three months; by artist who played them at least three times."""
    listeners = make_listeners(library, date(2026, 11, 19), 90)[:people]
    lead = {track.id_spotify: track.artists[0] for track in library.tracks}
    plays: dict[tuple[str, str], int] = {}
    for who in listeners:
        for row in who.heard:
            if row.kind == "music" and row.id:
                plays[who.name, row.id] = plays.get((who.name, row.id), 0) + 1
    with engine.begin() as connection:
        users = {
            who.name: insert(connection, "core.listening_user", {"name": who.name, "name_key": who.name}, "user_id")
            for who in listeners
        }
        for (who_name, track), count in plays.items():
            found = connection.exec_driver_sql(
                "select heard_item_id from core.heard_item where item_id_spotify = %s", (track,)
            ).scalar_one()
            row = {
                "user_id": users[who_name],
                "heard_year": 2026,
                "heard_item_id": found,
                "plays": count,
                "played_ms": 1,
            }
            insert(connection, "mart.user_track_year", row)
    heard: dict[tuple[str, str], int] = {}
    for (who_name, track), count in plays.items():
        heard[lead[track], who_name] = heard.get((lead[track], who_name), 0) + count
    of: dict[str, set[str]] = {}
    for (artist, who_name), count in heard.items():
        if count >= 3:
            of.setdefault(artist, set()).add(who_name)
    return of


@pytest.fixture(scope="module")
def library(shared_warehouse: Engine) -> Engine:
    empty(shared_warehouse)
    enter_library(shared_warehouse, LIBRARY)
    return shared_warehouse


def alike(engine: Engine) -> dict[str, list[tuple[str, float, int | None, str]]]:
    """By Spotify id: those like it, nearest first, with score, common listeners and reason."""
    rows = run_sql(
        engine,
        "select a.artist_id_spotify, o.artist_id_spotify, s.score, s.common_listeners, s.reason, s.place "
        "from mart.similar_artist s join core.artist a using (artist_id) "
        "join core.artist o on o.artist_id = s.other_artist_id order by 1, s.place",
    )
    found: dict[str, list[tuple[str, float, int | None, str]]] = {}
    for artist, other, score, common, reason, place in rows:
        found.setdefault(artist, []).append((other, score, common, reason))
        assert place == len(found[artist])
    return found


def test_artists_of_one_style_are_near_each_other(library: Engine) -> None:
    assert refresh(library).artists == len(LIBRARY.artists)
    root = {artist.id_spotify: artist.root for artist in LIBRARY.artists}
    genres = {artist.id_spotify: {name for name, _ in artist.genres} for artist in LIBRARY.artists}
    found = alike(library)
    nearest = []
    for artist, others in found.items():
        assert len(others) <= 10
        assert others == sorted(others, key=lambda one: -one[1])
        same = [other for other in root if other != artist and root[other] == root[artist]]
        if same:
            nearest.append(others[0][0] in same or bool(genres[artist] & genres[others[0][0]]))
            # those of the same root stand before those that share nothing
            places = [place for place, (other, *_) in enumerate(others) if other in same]
            apart = [
                place
                for place, (other, *_) in enumerate(others)
                if root[other] != root[artist]
                and not genres[other] & genres[artist]
                and not {HOME[one] for one in genres[other]} & {HOME[one] for one in genres[artist]}
            ]
            assert len(places) == len(same)
            assert not apart or max(places) < min(apart)
    assert mean(nearest) == 1.0


def test_reasons_name_what_is_shared(library: Engine) -> None:
    refresh(library)
    genres = {artist.id_spotify: {name for name, _ in artist.genres} for artist in LIBRARY.artists}
    for artist, others in alike(library).items():
        other, _, _, reason = others[0]
        shared = genres[artist] & genres[other]
        assert not shared or any(name in reason.lower() for name in shared), (reason, shared)


def test_fewer_than_five_listeners_count_for_nothing(library: Engine) -> None:
    refresh(library)
    before = alike(library)
    of = enter_listeners(library, LIBRARY, people=4)
    assert max(map(len, of.values())) == 4
    refresh(library)
    assert alike(library) == before
    run_sql(library, "delete from mart.user_track_year")
    run_sql(library, "delete from core.listening_user")


def test_common_listeners_are_counted_and_told(library: Engine) -> None:
    of = enter_listeners(library, LIBRARY, people=6)
    refresh(library)
    told = 0
    for artist, others in alike(library).items():
        for other, _, common, reason in others:
            truth = len(of.get(artist, set()) & of.get(other, set()))
            assert common == (truth if truth >= 5 else None)
            assert (f"{truth} listeners play both" in reason) == (truth >= 5)
            told += common is not None
    assert told > 20
    run_sql(library, "delete from mart.user_track_year")
    run_sql(library, "delete from core.listening_user")


def test_genres_of_the_provider_stand_in_where_nothing_was_heard(warehouse: Engine) -> None:
    with warehouse.begin() as connection:
        for name in ("hip hop", "trap", "rock", "shoegaze"):
            insert(connection, "core.genre", {"name": name, "is_root": name in ("hip hop", "rock")})
        for name, root in {"trap": "hip hop", "shoegaze": "rock", "rock": "rock", "hip hop": "hip hop"}.items():
            connection.exec_driver_sql(
                "insert into core.genre_root select g.genre_id, r.genre_id, 1000000 from core.genre g, core.genre r "
                "where g.name = %s and r.name = %s",
                (name, root),
            )
        filed = {
            "Ann": '[{"root": "hip-hop & rap", "sub": ["trap"]}]',
            "Ben": '[{"root": "hip-hop & rap", "sub": []}]',
            "Cid": '[{"root": "rock", "sub": ["shoegaze"]}]',
            "Dot": '[{"root": "nobody knows", "sub": ["what this is"]}]',
        }
        for number, (name, genres) in enumerate(filed.items()):
            row = {"name": name, "artist_id_spotify": str(number), "genres_soundcharts": genres}
            artist_id = insert(connection, "core.artist", row, "artist_id")
            card = {"artist_id": artist_id, "label": "North", "status": "confirmed", "confirmed_at": "2026-01-01"}
            insert(connection, "app.artist_card", card | {"created_by": "x"})
    refresh(warehouse)
    found = run_sql(
        warehouse,
        "select a.name, o.name, s.reason from mart.similar_artist s join core.artist a using (artist_id) "
        "join core.artist o on o.artist_id = s.other_artist_id",
    )
    assert sorted(found) == [("Ann", "Ben", "Both hip hop."), ("Ben", "Ann", "Both hip hop.")]


def test_a_place_is_told_among_artists_of_the_same_size(warehouse: Engine) -> None:
    """Ten artists of 10,000 to 19,000 streams a week, whose followers go the other way, and three big ones."""
    with warehouse.begin() as connection:
        platform_id = insert(
            connection,
            "core.platform",
            {"code": "x", "name": "x", "kinds": ["audience"], "provider": "x", "provider_code": "x"},
            "platform_id",
        )
        metrics = {}
        for code, kind, entity in (
            ("track_luminate_streams", "flow", "track"),
            ("artist_spotify_followers", "stock", "artist"),
        ):
            row = {"code": code, "name": code, "platform_id": platform_id, "entity_kind": entity, "metric_kind": kind}
            metrics[code] = insert(
                connection, "core.metric", row | {"unit": "x", "identifier_rule": "single"}, "metric_id"
            )
        for number in range(13):
            row = {"name": f"A{number:02}", "artist_id_spotify": str(number)}
            artist_id = insert(connection, "core.artist", row, "artist_id")
            card = {"artist_id": artist_id, "label": "North", "status": "confirmed", "confirmed_at": "2026-01-01"}
            insert(connection, "app.artist_card", card | {"created_by": "x"})
            streams = 10_000 + 1_000 * number if number < 10 else 1_000_000 + number
            for back in range(8):
                week = {"artist_id": artist_id, "metric_id": metrics["track_luminate_streams"], "basis": "tracks"}
                on = {"week_on": date(2026, 11, 13) - timedelta(weeks=back), "value": streams, "correction": 0}
                insert(
                    connection,
                    "mart.artist_week",
                    week | on | {"days_present": 7, "is_complete": True, "method_version": 0},
                )
            series = {"metric_id": metrics["artist_spotify_followers"], "artist_id": artist_id}
            series_id = insert(connection, "core.audience_series", series, "series_id")
            now = 5_000 - 100 * number
            for day, value in ((date(2026, 11, 19), now), (date(2026, 10, 20), 4_000)):
                insert(connection, "core.audience_point", {"series_id": series_id, "observed_on": day, "value": value})
    assert refresh(warehouse).benchmarks == 13 * 3
    rows = {(row.artist, row.measure): row for row in run_sql(warehouse, "select * from mart.artist_place")}
    assert rows["A09", "streams"].percentile_share == 1
    assert rows["A00", "streams"].percentile_share == 0
    assert rows["A03", "streams"].percentile_share == pytest.approx(3 / 9)
    assert rows["A00", "followers"].percentile_share == 1
    assert rows["A03", "followers"].standing == "more than 67 % of 9 artists of its size"
    assert rows["A03", "growth"].value == pytest.approx((4_700 - 4_000) / 4_000)
    assert rows["A03", "growth"].size_tier == "1,000 to 99,999"
    assert rows["A11", "streams"].size_tier == "100,000 and more"
    assert rows["A11", "streams"].percentile_share is None
    assert rows["A11", "streams"].standing == "only 3 of its size, 8 are needed"
