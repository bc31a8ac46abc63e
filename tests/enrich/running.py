"""The stand-ins as a process, a warehouse with what listeners heard, and enrichment run in this process."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text
from tenacity import wait_none

from flows.enrich import CONNECTIONS, enrichment_providers
from flows.run_context import RunContext, open_run_context
from sandbox.library import Library, make_library
from sandbox.listening import make_listeners
from sandbox.servers.standin import standins as known_standins
from sandbox.world import make_world
from tasks.limits.store import set_limit
from tasks.providers import caller
from tasks.providers.registry import provider

ROOT = Path(__file__).parents[2]
SEED = 7
DAYS = 8  # 233 tracks, 11 to 178 of each kind that is told apart
# Tracks that an account's export names too, without an id, and tracks that nobody heard otherwise.
NAMED, NAMED_ALONE = 6, 6
PROVIDERS = tuple(provider.code for provider in enrichment_providers())


class StandIns:
    """The running servers."""

    def __init__(self, address: str) -> None:
        self.address = address

    def stats(self) -> Any:
        return httpx.get(f"{self.address}/_standin/stats", trust_env=False, verify=False).json()

    def order(self, what: str, **wanted: object) -> None:
        answer = httpx.post(f"{self.address}/_standin/{what}", json=wanted, trust_env=False, verify=False)
        assert answer.status_code == 200, answer.text

    def environment(self) -> dict[str, str]:
        """Settings that lead to these servers."""
        settings: dict[str, str] = {}
        for code, standin in known_standins().items():
            base_url, own = f"{self.address}/{code}", provider(code)
            settings[f"{code}_base_url"] = base_url
            for name, value in {**own.standin_settings, **standin.credentials}.items():
                settings[f"{code}_{name}"] = value.format(base_url=base_url)
            if "throttle_wait_s" in own.settings.model_fields:
                settings[f"{code}_throttle_wait_s"] = "0.05"
        return {name.upper(): value for name, value in settings.items()}


@contextmanager
def standins(folder: Path, *arguments: str, speed: float = 5000) -> Iterator[StandIns]:
    """Starts the servers on a free port and ends them by their id."""
    port_file = folder / "port"
    command = [
        sys.executable,
        "-m",
        "sandbox.servers.tag_providers",
        "--seed",
        str(SEED),
        "--port-file",
        str(port_file),
    ]
    process = subprocess.Popen([*command, "--speed", str(speed), *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        limit = time.monotonic() + 60
        while not port_file.exists():
            assert process.poll() is None, "the servers ended before they listened"
            assert time.monotonic() < limit, "the servers do not listen"
            time.sleep(0.02)
        yield StandIns(f"http://127.0.0.1:{port_file.read_text().strip()}")
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def a_session(database: str, servers: StandIns, folder: Path, rate: float = 1000) -> Iterator[RunContext]:
    """A session whose providers are the stand-ins, with limits and pauses that do not hold tests up."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings(database, servers, folder).items():
            patch.setenv(name, value)
        patch.setattr(caller, "wait_random_exponential", lambda **told: wait_none())
        with open_run_context(connections=CONNECTIONS) as session:
            for name in PROVIDERS:
                set_limit(session.engine, name, allowed_per_s=rate)
            yield session


def settings(database: str, servers: StandIns, folder: Path) -> Mapping[str, str]:
    """The environment of a run, in this process or another."""
    return {"DATABASE_URL": database, "GROUNDSWELL_DATA_DIR": str(folder), **servers.environment()}


def environment(database: str, servers: StandIns, folder: Path) -> dict[str, str]:
    """All of the environment for another process."""
    return {**os.environ, **settings(database, servers, folder)}


@cache
def library() -> Library:
    """What there is to hear."""
    return make_library(make_world(SEED))


def enter_heard(engine: Engine, days: int = DAYS) -> None:
    """What the sandbox's listeners heard of late; and some tracks by name alone, as an account's export has them."""
    world = make_world(SEED)
    rows: list[dict[str, Any]] = [
        {"id": one.id, "name": one.name, "artist": one.artist, "album": one.album, "user": who.name, "at": one.ended_at}
        for who in make_listeners(library(), world.end_on, days)
        for one in who.heard
        if one.kind == "music"
    ]
    heard = {row["id"] for row in rows}
    times = Counter((track.name, track.artists[0]) for track in library().tracks)
    once = [track for track in library().tracks if times[track.name, track.artists[0]] == 1]
    known = [track for track in once if track.id_spotify in heard][:NAMED]
    alone = [track for track in once if track.id_spotify not in heard][:NAMED_ALONE]
    for track in (*known, *alone):
        artist = library().artist_by_id[track.artists[0]].name
        row = {"id": None, "name": track.name, "artist": artist, "album": None, "user": "Ada", "at": rows[0]["at"]}
        rows.append(row)
    for number, row in enumerate(rows):
        row["number"] = number
    with engine.begin() as connection:
        for statement in ENTERING:
            connection.execute(text(statement), {"rows": json.dumps(rows, default=str)})


_GIVEN = (
    "with given as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as g "
    '(id text, name text, artist text, album text, "user" text, at timestamptz, number int)) '
)
ENTERING = (
    _GIVEN + 'insert into core.listening_user (name, name_key) select distinct "user", lower("user") from given',
    _GIVEN + "insert into core.heard_item (kind, item_id_spotify, name, artist_name, album_name) "
    "select distinct 'music', id, name, artist, album from given order by 2, 3",
    "insert into core.play_context (form, is_video) values ('extended', false)",
    _GIVEN + "insert into core.play (user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id) "
    "select u.user_id, g.at, g.number, h.heard_item_id, (select min(context_id) from core.play_context), 200000, 1 "
    'from given g join core.listening_user u on u.name = g."user" '
    "join core.heard_item h on h.item_id_spotify is not distinct from g.id "
    "and h.name = g.name and h.artist_name = g.artist",
)
