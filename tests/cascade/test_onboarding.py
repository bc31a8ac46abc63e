"""Cards of artists the vendor does not hold yet over real HTTP: one draft, name, songs, then the vendor's rows."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from flows.artist_events import run_artist_events
from flows.onboard_artist import run_onboard_artist
from flows.run_context import RunContext
from sandbox.cast import Artist
from sandbox.world import World
from tasks.providers.errors import ProviderError, Unreachable
from tasks.roster.entry_store import EntryRefused, call
from tests.warehouse.delivered import account, ingest, write
from tests.warehouse.queued import run_sql

NOBODY = "0" * 22


def onboard(engine: Engine, spotify: str, by: str = "mia") -> dict[str, Any]:
    given = {"artist_id_spotify": spotify, "label": "North", "team": None, "is_new_name": True}
    with engine.begin() as connection:
        [made] = call(connection, "onboard_card", **given, done_by=by)
    return dict(made)


def artist_of(engine: Engine, card: int) -> int:
    return int(run_sql(engine, "select artist_id from app.artist_card where card_id = :c", c=card)[0][0])


def state(engine: Engine, artist_id: int) -> dict[str, Any]:
    with engine.begin() as connection:
        [told] = call(connection, "onboarding", artist_id=artist_id)
    return dict(told)


def songs(tiny: World, artist: Artist) -> list[str]:
    return [track.name for track in tiny.tracks if artist.uuid in track.artists and not track.is_deleted]


def test_a_new_artist_gets_name_and_songs(context: RunContext, tiny: World) -> None:
    artist, engine = tiny.artists[0], context.engine
    made = onboard(engine, artist.identifiers["spotify"])
    assert made["is_new_artist"]
    number = artist_of(engine, made["card_id"])
    assert state(engine, number)["state"] == "waiting"
    run_onboard_artist(context, number)
    told = state(engine, number)
    assert (told["state"], told["source"], told["song_count"]) == ("done", "Soundcharts", len(songs(tiny, artist)))
    assert sorted(told["songs"]) == sorted(songs(tiny, artist))
    assert run_sql(
        engine, "select name, artist_id_soundcharts::text from core.artist where artist_id = :a", a=number
    ) == [(artist.name, artist.uuid)]
    known = "select count(*) filter (where isrc is not null) from core.track"
    assert run_sql(engine, known)[0][0] == len(
        [t for t in tiny.tracks if artist.uuid in t.artists and not t.is_deleted and not t.is_thin]
    )
    before = run_sql(engine, "select count(*) from ops.call")
    run_onboard_artist(context, number)
    assert run_sql(engine, "select count(*) from ops.call") == before, "what is done is not fetched again"


def test_who_clicks_twice_has_one_draft(context: RunContext, tiny: World) -> None:
    engine, spotify, start = context.engine, tiny.artists[1].identifiers["spotify"], Barrier(3)

    def one(number: int) -> str:
        start.wait()
        try:
            onboard(engine, spotify, f"caller {number}")
        except EntryRefused as refused:
            return str(refused)
        return ""

    with ThreadPoolExecutor(3) as callers:
        told = sorted(callers.map(one, range(3)))
    assert told[0] == ""
    assert all("has card" in words for words in told[1:])
    assert run_sql(engine, "select count(*) from app.artist_card") == [(1,)]
    assert run_sql(engine, "select count(*) from core.artist") == [(1,)]
    assert run_sql(engine, "select count(*) from ops.work") == [(1,)]


def test_rows_of_the_vendor_that_come_later_join_the_card(context: RunContext, tiny: World, tmp_path: Path) -> None:
    artist, engine = tiny.artists[2], context.engine
    number = artist_of(engine, onboard(engine, artist.identifiers["spotify"])["card_id"])
    run_onboard_artist(context, number)
    tracks = run_sql(engine, "select count(*) from core.track_artist where artist_id = :a", a=number)
    named = account(1, SPOTIFY_ID=artist.identifiers["spotify"], NAME=artist.name)
    ingest(engine, write(tmp_path / "2026-11-19", "SPOTIFY_ACCOUNTS", [named]))
    assert run_sql(engine, "select artist_id from core.spotify_account") == [(number,)]
    assert run_sql(engine, "select count(*) from core.artist where name = :n", n=artist.name) == [(1,)]
    assert run_sql(engine, "select count(*) from core.track_artist where artist_id = :a", a=number) == tracks
    assert state(engine, number)["state"] == "vendor"


def test_a_provider_that_goes_away_half_way_loses_nothing(
    context: RunContext, tiny: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    artist, engine = tiny.artists[3], context.engine
    number = artist_of(engine, onboard(engine, artist.identifiers["spotify"])["card_id"])

    def away(*given: object) -> None:
        raise Unreachable("Soundcharts can't be reached.")

    with monkeypatch.context() as patched:
        patched.setattr("tasks.onboarding.handler.ArtistSongsHandler.fetch", away)
        with pytest.raises(ProviderError, match="can't be reached"):
            run_onboard_artist(context, number)
    told = state(engine, number)
    assert (told["state"], told["reason"]) == ("held", "Soundcharts can't be reached.")
    assert run_sql(engine, "select name from core.artist where artist_id = :a", a=number) == [(artist.name,)]
    run_onboard_artist(context)
    assert state(engine, number)["song_count"] == len(songs(tiny, artist))


def test_an_id_nobody_knows_is_told_so_and_asked_again_on_request(context: RunContext) -> None:
    engine = context.engine
    card = onboard(engine, NOBODY)["card_id"]
    number = artist_of(engine, card)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("flows.onboard_artist._ask_spotify", lambda *given, **told: False)
        run_onboard_artist(context, number)
    assert state(engine, number)["state"] == "unknown"
    with engine.begin() as connection:
        call(connection, "retry_onboarding", card_id=card, done_by="mia")
    assert state(engine, number)["state"] == "waiting"


def test_sounds_nobody_named_are_looked_up(context: RunContext, tiny: World) -> None:
    artist, engine = tiny.artists[0], context.engine
    number = artist_of(engine, onboard(engine, artist.identifiers["spotify"])["card_id"])
    track = next(track for track in tiny.tracks if artist.uuid in track.artists)
    right, wrong = track.identifiers["tiktok"][0], "6999999999999999999"
    with engine.begin() as connection:
        for sound in (right, wrong):
            given = {"artist_id": number, "sound_id_tiktok": sound, "track_id": None}
            call(connection, "add_sound", **given, done_by="mia")
    run_artist_events(context)
    looked = "select sound_id_tiktok, sound_name, verified_at is not null, is_unknown from mart.artist_sound order by 4"
    assert run_sql(engine, looked) == [(right, track.name, True, False), (wrong, None, False, True)]
