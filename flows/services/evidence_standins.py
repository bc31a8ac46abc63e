"""The sandbox's Spotify, MusicBrainz, Last.fm, Discogs and TheAudioDB, started for a data folder."""

import json
import secrets
from dataclasses import dataclass

from db.datadir import DataDir
from db.engine import check_reachable, database_url, make_engine
from db.errors import GroundswellError
from db.warehouse import upgrade
from flows.run_context import STANDIN_STATE
from flows.services.processes import Running, answers, free_port, python, running, start, stop
from sandbox.servers.evidence import MODULES
from tasks.limits.store import set_limit
from tasks.providers.discogs import DiscogsSettings
from tasks.providers.lastfm import LastFmSettings
from tasks.providers.musicbrainz import MusicBrainzSettings
from tasks.providers.spotify import SpotifySettings
from tasks.providers.theaudiodb import TheAudioDbSettings

NAME = "standin-evidence"
STATE = "evidence"
SPEED = 60.0
CONTACT = "sandbox@groundswell.example"


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """Settings of the five providers."""

    spotify: SpotifySettings
    musicbrainz: MusicBrainzSettings
    lastfm: LastFmSettings
    discogs: DiscogsSettings
    theaudiodb: TheAudioDbSettings


def start_evidence(data_dir: DataDir, *, seed: int = 7, faults: str = "none", speed: float = SPEED) -> Running:
    """Serve what the five know of the world of ``seed``, on loopback with credentials made for this data folder.

    Time runs ``speed`` times faster there: the rates the stand-ins keep, and with them the limits of the warehouse,
    are the real ones times ``speed``; the share of them that is used stays as it was set.
    """
    there = running(data_dir, NAME)
    chosen = there.port if there is not None and there.port else free_port(0)
    state = data_dir.read_state(STATE)
    credentials = state.get("credentials") or {
        "spotify_client_id": f"demo-{secrets.token_hex(3)}",
        "spotify_client_secret": secrets.token_urlsafe(18),
        "lastfm_api_key": secrets.token_hex(16),
        "discogs_token": secrets.token_urlsafe(30),
        "theaudiodb_api_key": secrets.token_hex(8),
    }
    file = data_dir.run / "evidence-credentials.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(credentials))
    command = python("-m", "sandbox.servers.evidence", "--port", str(chosen), "--seed", str(seed), "--faults", faults)
    command += ["--speed", str(speed), "--credentials-file", str(file)]
    address = f"http://127.0.0.1:{chosen}"
    service = start(
        data_dir,
        NAME,
        command,
        env={},
        port=chosen,
        is_ready=lambda: answers(f"{address}/_standin/stats"),
        patience_s=60,
        about={"seed": str(seed), "faults": faults, "speed": str(speed), "port": str(chosen)},
    )
    base_urls = {name: f"{address}/{name}" for name in MODULES}
    told = {"base_urls": base_urls, "credentials": credentials, "speed": speed, "is_serving": True}
    data_dir.write_state(STATE, told)
    _set_rates(data_dir, speed)
    return service


def stop_evidence(data_dir: DataDir) -> bool:
    """End it; flows of this data folder then refuse to run rather than ask the real providers."""
    state = data_dir.read_state(STATE)
    if state:
        data_dir.write_state(STATE, {**state, "is_serving": False})
    return stop(data_dir, NAME)


def evidence_settings(data_dir: DataDir) -> EvidenceSettings:
    """The settings of the environment; in a sandbox's data folder only ever the sandbox's, so that worlds never mix.

    Raises GroundswellError when that sandbox is not running.
    """
    state = data_dir.read_state(STATE)
    if not state and not data_dir.read_state(STANDIN_STATE):
        return EvidenceSettings(
            SpotifySettings(), MusicBrainzSettings(), LastFmSettings(), DiscogsSettings(), TheAudioDbSettings()
        )
    if not state.get("is_serving"):
        raise GroundswellError(
            f"The data folder {data_dir.path} holds a sandbox's world, and its stand-ins for Spotify, MusicBrainz, "
            "Last.fm, Discogs and TheAudioDB are not running. Start them with: groundswell sandbox start. For real "
            "data choose another --data-dir."
        )
    at, known, speed = state["base_urls"], state["credentials"], state["speed"]
    return EvidenceSettings(
        spotify=SpotifySettings(
            base_url=at["spotify"],
            token_url=f"{at['spotify']}/api/token",
            client_id=known["spotify_client_id"],
            client_secret=known["spotify_client_secret"],
        ),
        musicbrainz=MusicBrainzSettings(
            base_url=at["musicbrainz"], contact=CONTACT, throttle_wait_s=_sped(MusicBrainzSettings, speed)
        ),
        lastfm=LastFmSettings(
            base_url=at["lastfm"], api_key=known["lastfm_api_key"], throttle_wait_s=_sped(LastFmSettings, speed)
        ),
        discogs=DiscogsSettings(
            base_url=at["discogs"], token=known["discogs_token"], throttle_wait_s=_sped(DiscogsSettings, speed)
        ),
        theaudiodb=TheAudioDbSettings(
            base_url=at["theaudiodb"],
            api_key=known["theaudiodb_api_key"],
            throttle_wait_s=_sped(TheAudioDbSettings, speed),
        ),
    )


def _sped(
    settings: type[MusicBrainzSettings | LastFmSettings | DiscogsSettings | TheAudioDbSettings], speed: float
) -> float:
    """The wait after a throttle where time runs faster."""
    return float(settings.model_fields["throttle_wait_s"].default) / speed


def _set_rates(data_dir: DataDir, speed: float) -> None:
    engine = make_engine(database_url(data_dir))
    try:
        check_reachable(engine)
        upgrade(engine)
        for name, module in MODULES.items():
            set_limit(engine, name, allowed_per_s=module.ALLOWED / module.WINDOW_S * speed)
    finally:
        engine.dispose()
