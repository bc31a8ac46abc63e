"""The sandbox's providers of catalogue and tags, started for a data folder; flows find them by the states left."""

import json
import secrets
from datetime import date
from typing import Any

import httpx

from db.datadir import DataDir
from db.engine import check_reachable, database_url, make_engine
from db.errors import GroundswellError
from flows.run_context import SANDBOX_STATE, standin_state
from flows.services.names import TAG_STANDINS as NAME
from flows.services.processes import Running, answers, free_port, python, running, start, stop
from sandbox.servers.spotify.server import EXTENDED
from sandbox.servers.standin import standins
from sandbox.world import END_ON
from tasks.limits.store import set_limit
from tasks.providers.descriptor import Provider
from tasks.providers.registry import provider
from tasks.work.warehouse import upgrade

SPEED = 60.0


def start_tag_standins(
    data_dir: DataDir,
    *,
    seed: int = 7,
    end_on: date = END_ON,
    faults: str = "none",
    speed: float = SPEED,
    port: int | None = None,
) -> Running:
    """Serve what they know of the world of ``seed`` to ``end_on``, on loopback with credentials of this data folder.

    On ``port`` if it is free, else on another one.

    Time runs ``speed`` times faster there: the rates the stand-ins keep, and with them the limits of the warehouse,
    are the real ones times ``speed``; the share of them that is used stays as it was set.
    """
    there = running(data_dir, NAME)
    chosen = there.port if there is not None and there.port else free_port(port or 0)
    credentials = {
        code: {name: _known(data_dir, code).get(name) or secrets.token_hex(16) for name in standin.credentials}
        for code, standin in standins().items()
    }
    file = data_dir.run / "tag-standins-credentials.json"
    file.touch(mode=0o600)
    file.write_text(
        json.dumps(
            # the name of the app that is extended is made of the other's, which is what the stand-in is told
            {
                f"{code}_{name}": value.removesuffix(EXTENDED)
                for code, own in credentials.items()
                for name, value in own.items()
            }
        )
    )
    command = python("-m", "sandbox.servers.tag_providers", "--port", str(chosen), "--seed", str(seed))
    command += ["--end-on", str(end_on), "--faults", faults, "--speed", str(speed), "--credentials-file", str(file)]
    address = f"http://127.0.0.1:{chosen}"
    service = start(
        data_dir,
        NAME,
        command,
        env={},
        port=chosen,
        is_ready=lambda: answers(f"{address}/_standin/stats"),
        patience_s=60,
        about={"seed": str(seed), "end_on": str(end_on), "faults": faults, "speed": str(speed), "port": str(chosen)},
    )
    for code, own in credentials.items():
        settings = own | _settings(provider(code), f"{address}/{code}", speed)
        data_dir.write_state(standin_state(code), {"is_serving": True, "settings": settings})
    _set_rates(data_dir, speed)
    return service


def stop_tag_standins(data_dir: DataDir) -> bool:
    """End them; flows of this data folder then refuse to run rather than ask the real providers."""
    for code in standins():
        state = data_dir.read_state(standin_state(code))
        if state:
            data_dir.write_state(standin_state(code), {**state, "is_serving": False})
    return stop(data_dir, NAME)


def steer_spotify(
    data_dir: DataDir, *, mode: str | None = None, state: str | None = None, today: date | None = None
) -> None:
    """Change the key that flows of this data folder ask Spotify with, what keeps keys out, and which day is today.

    Raises GroundswellError when the stand-in is not running or the world has no such day.
    """
    left = data_dir.read_state(standin_state("spotify"))
    if not left.get("is_serving"):
        raise GroundswellError("Spotify's stand-in is not running here. Start it with: groundswell sandbox start")
    settings = left["settings"]
    wanted = {"state": state, "today": today.isoformat() if today is not None else None}
    asked = {name: value for name, value in wanted.items() if value is not None}
    address = settings["base_url"].removesuffix("/spotify")
    answer = httpx.post(f"{address}/_standin/spotify", json=asked, trust_env=False, timeout=20)
    if answer.status_code != 200:
        raise GroundswellError(f"The stand-in refuses that: {answer.json().get('message', answer.status_code)}")
    if mode is not None:
        own = settings["client_id"].removesuffix(EXTENDED)
        settings["client_id"] = own + EXTENDED if mode == "extended" else own
        data_dir.write_state(standin_state("spotify"), left)
    if today is not None:
        world = data_dir.read_state(SANDBOX_STATE)
        data_dir.write_state(SANDBOX_STATE, world | {"end_on": today.isoformat()})


def _known(data_dir: DataDir, code: str) -> dict[str, Any]:
    settings: dict[str, Any] = data_dir.read_state(standin_state(code)).get("settings", {})
    return settings


def _settings(of: Provider[Any], base_url: str, speed: float) -> dict[str, Any]:
    """Address and what else clients of a stand-in need; waits after a throttle are shorter where time runs faster."""
    settings: dict[str, Any] = {"base_url": base_url}
    settings |= {name: value.format(base_url=base_url) for name, value in of.standin_settings.items()}
    if "throttle_wait_s" in of.settings.model_fields:
        settings["throttle_wait_s"] = float(of.settings.model_fields["throttle_wait_s"].default) / speed
    return settings


def _set_rates(data_dir: DataDir, speed: float) -> None:
    engine = make_engine(database_url(data_dir))
    try:
        check_reachable(engine)
        upgrade(engine)
        for code, standin in standins().items():
            set_limit(engine, code, allowed_per_s=standin.allowed / standin.window_s * speed)
    finally:
        engine.dispose()
