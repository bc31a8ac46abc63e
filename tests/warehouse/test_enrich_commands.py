"""The verbs people type for enrichment and identities, and what they are told."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from flows.cli.main import app
from flows.enrich import enrichment_providers
from tests.enrich.running import PROVIDERS
from tests.enrich.scripted import heard
from tests.warehouse.queued import run_sql

MBID = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae"
SPOTIFY_ID = "4iV5W9uYEdYUVa79Axb7Rh"


@pytest.fixture(autouse=True)
def environment(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Verbs find the warehouse under test, and no credentials."""
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    for variable in ("SPOTIFY_CLIENT_ID", "MUSICBRAINZ_CONTACT", "LASTFM_API_KEY", "DISCOGS_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    for provider in PROVIDERS:
        monkeypatch.setenv(f"{provider.upper()}_BASE_URL", "http://127.0.0.1:9")


def good(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exception is None, done.output
    return " ".join(done.output.split())


def refused(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exception is not None
    return str(done.exception)


def test_without_credentials_and_histories_that_is_said() -> None:
    said = json.loads(CliRunner().invoke(app, ["enrich", "--json"]).stdout.splitlines()[-1])
    assert [row["stage"] for row in said["stages"]] == ["theaudiodb tags"]
    left_out = [one.code for one in enrichment_providers() if one.code != "theaudiodb"]
    assert {"spotify", "musicbrainz", "discogs", "lastfm"} <= set(left_out)
    assert [warning.partition(" ")[0] for warning in said["warnings"]] == [*left_out, "Nobody's"]
    assert (said["matched"], said["unresolved"], said["targets"], said["evidence"]) == ({}, 0, 0, 0)
    told = good("enrich")
    assert "SPOTIFY_CLIENT_ID" in told
    assert "groundswell ingest history" in told


def test_a_user_nobody_knows() -> None:
    assert "There is no user Ada. Users: none" in refused("enrich", "--user", "Ada")


def test_an_identity_by_hand(warehouse: Engine) -> None:
    item = heard(warehouse, "Light", id=SPOTIFY_ID)
    link = f"https://open.spotify.com/track/{SPOTIFY_ID}?si=1"
    said = good("recording", "set", link, MBID, "--reason", "heard it", "--by", "Ann")
    assert "looked up with: groundswell enrich" in said
    assert f"groundswell recording undo {item}" in said
    ((kind, state),) = run_sql(warehouse, "select kind, state from ops.work")
    assert (kind, state) == ("recording_match", "pending")
    (row,) = json.loads(good("recording", "list", "--json"))
    assert (row["track"], row["recording"], row["linked_by"], row["reason"]) == ("Light", MBID, "Ann", "heard it")
    good("recording", "set", "light", "none", "--reason", "a bootleg")
    (row,) = json.loads(good("recording", "unresolved", "--json"))
    assert (row["track"], row["reason"]) == ("Light", "a person said it is none of MusicBrainz' recordings")
    assert "looked up anew" in good("recording", "undo", str(item))
    assert json.loads(good("recording", "list", "--json")) == []
    assert json.loads(good("recording", "unresolved", "--json")) == []
    assert "no MusicBrainz recording" in refused("recording", "set", "light", "xyz", "--reason", "x")
    assert "No heard track" in refused("recording", "undo", "Dark")
