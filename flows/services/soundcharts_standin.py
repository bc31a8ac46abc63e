"""The sandbox's Soundcharts, started for a data folder; flows find it by the state it leaves there."""

import json
import secrets
from collections.abc import Sequence
from datetime import date

from db.datadir import DataDir
from flows.run_context import SANDBOX_STATE, standin_state
from flows.services.names import SOUNDCHARTS_STANDIN as NAME
from flows.services.processes import Running, ServiceError, answers, free_port, python, running, start, stop
from sandbox.world import END_ON, make_world

STATE = standin_state("soundcharts")
RECORDED_END = date(2025, 8, 28)


def start_standin(
    data_dir: DataDir,
    *,
    seed: int = 7,
    end_on: date = END_ON,
    faults: str = "none",
    replay: bool = False,
    port: int | None = None,
    options: Sequence[str] = (),
) -> Running:
    """Serve the world of ``seed`` to ``end_on``, or the recorded answers, on loopback with credentials of its own.

    ``options``: more of the stand-in's command line, for example another rate.
    Raises ServiceError when ``port`` was asked for and is taken.
    """
    there = running(data_dir, NAME)
    known = there.port if there is not None else None
    wanted = port or known or 0
    chosen = wanted if there is not None and wanted == known else free_port(wanted)
    if port is not None and chosen != port:
        raise ServiceError(f"Port {port} is in use by another program. Choose another one with --port.")
    known_settings = data_dir.read_state(STATE).get("settings", {})
    credentials = {
        "app_id": known_settings.get("app_id") or f"demo-{secrets.token_hex(3)}",
        "api_key": known_settings.get("api_key") or secrets.token_urlsafe(18),
    }
    file = data_dir.run / "standin-credentials.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(credentials))
    command = python(
        "-m", "sandbox.servers.soundcharts", "--port", str(chosen), "--seed", str(seed), "--faults", faults
    )
    command += ["--end-on", str(end_on), "--credentials-file", str(file), *(["--replay"] if replay else []), *options]
    base_url = f"http://127.0.0.1:{chosen}"
    service = start(
        data_dir,
        NAME,
        command,
        env={},
        port=chosen,
        is_ready=lambda: answers(f"{base_url}/_standin/stats"),
        patience_s=60,
        about={
            "seed": str(seed),
            "end_on": str(end_on),
            "faults": faults,
            "replay": str(replay),
            "port": str(chosen),
            "options": " ".join(options),
        },
    )
    data_dir.write_state(STATE, {"is_serving": True, "settings": {"base_url": base_url, **credentials}})
    data_dir.write_state(SANDBOX_STATE, {"end_on": (RECORDED_END if replay else end_on).isoformat()})
    return service


def stop_standin(data_dir: DataDir) -> bool:
    """End it; flows of this data folder then refuse to run rather than ask the real provider."""
    state = data_dir.read_state(STATE)
    if state:
        data_dir.write_state(STATE, {**state, "is_serving": False})
    return stop(data_dir, NAME)


def chart_slugs(seed: int, *, replay: bool = False) -> tuple[str, ...]:
    """Charts the stand-in serves."""
    return ("global-28",) if replay else make_world(seed).chart_slugs()
