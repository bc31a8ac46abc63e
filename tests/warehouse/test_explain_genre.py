"""Why a track has its genres: every share with its tags, counted again and equal to what is stored; and the verbs."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine
from tagged import SMALL, Tagged, spotify_id
from typer.testing import CliRunner

from db.errors import GroundswellError
from flows.cli.main import app
from tasks.tags.explain import ExplainError, explain_genre
from tests.sql.rows import insert
from tests.warehouse.queued import run_sql

RECORDING = UUID("8f3471b5-7e6a-48da-86a9-c1c07a0f47ae")


@pytest.fixture
def world(warehouse: Engine) -> Tagged:
    """One track with tags of all kinds, of which only the name is known elsewhere."""
    world = Tagged(warehouse)
    one = world.track("One")
    world.tag(one, "lastfm", "track", "one", {"shoegaze": 60, "sad": 20, "qwertzuiop": 20})
    world.tag(one, "lastfm", "artist", "ann", {"techno": 100, "seen live": 100})
    world.tag(one, "discogs", "album", "first", {"Shoegaze": 1, "Rock": 1}, "style")
    world.normalise()
    return world


def test_each_share_is_the_sum_of_its_tags(world: Tagged) -> None:
    found = explain_genre(world.engine, spotify_id("One"))
    assert {share["name"]: share["share_ppm"] for share in found["shares"]} == world.shares(
        found["item"]["heard_item_id"]
    )
    for share in found["shares"]:
        assert sum(tag["part_ppm"] for tag in share["tags"]) == pytest.approx(
            share["share_ppm"], abs=len(share["tags"])
        )
    assert sum(share["share_ppm"] for share in found["shares"]) == 1_000_000
    assert found["is_up_to_date"]


def test_each_tag_says_where_it_comes_from(world: Tagged) -> None:
    found = explain_genre(world.engine, "One")
    (shoegaze,) = [share for share in found["shares"] if share["name"] == "shoegaze"]
    told = {(tag["source"], tag["level"]): tag for tag in shoegaze["tags"]}
    track = told["lastfm", "track"]
    assert (track["tag"], track["target"], track["raw_weight"], track["scaled"]) == ("shoegaze", "One", 60, 0.6)
    assert (track["confidence"], told["discogs", "album"]["scaled"]) == (1.0, 0.5)
    assert [(tag["tag"], tag["source"]) for tag in found["unknown"]] == [("qwertzuiop", "lastfm")]
    assert [tag["tag"] for tag in found["noise"]] == ["seen live"]
    assert sum(found["understood"].values()) == 1_000_000
    assert found["method_version"] == run_sql(world.engine, "select method_version from core.method")[0][0]


def test_moods_are_explained_alike(world: Tagged) -> None:
    found = explain_genre(world.engine, "One", "mood")
    assert [(share["name"], share["share_ppm"]) for share in found["shares"]] == [("sad", 1_000_000)]


@pytest.mark.parametrize(
    "asked",
    [
        spotify_id("One"),
        f"spotify:track:{spotify_id('One')}",
        f"https://open.spotify.com/intl-de/track/{spotify_id('One')}?si=1",
        "one",
        " One ",
    ],
)
def test_a_track_is_found_by_id_uri_link_and_name(world: Tagged, asked: str) -> None:
    assert explain_genre(world.engine, asked)["item"]["name"] == "One"


def test_a_name_of_several_tracks_lists_them(world: Tagged) -> None:
    world.track("One", "Bob", "Other")
    with pytest.raises(
        ExplainError, match=rf"2 tracks are called One: One by Ann on First \({spotify_id('One')}\); One by Bob"
    ):
        explain_genre(world.engine, "One")


def test_what_nobody_heard_is_said(world: Tagged) -> None:
    with pytest.raises(ExplainError, match="Nobody has heard a track Twelve"):
        explain_genre(world.engine, "Twelve")


def test_the_recording_it_was_matched_to(world: Tagged) -> None:
    assert explain_genre(world.engine, "One")["recording"] is None
    with world.engine.begin() as connection:
        row = {
            "recording_id_musicbrainz": RECORDING,
            "name": "One!",
            "credit_name": "Ann",
            "artist_ids_musicbrainz": [],
            "artist_names": [],
        }
        recording_id = insert(connection, "core.recording", row, "recording_id")
        item_id = explain_genre(world.engine, "One")["item"]["heard_item_id"]
        match = {"heard_item_id": item_id, "recording_id": recording_id, "method": "search", "score": 0.93}
        insert(connection, "core.item_recording", match | {"reasons": "{}", "candidates": 4, "match_version": "1"})
    found = explain_genre(world.engine, "One")["recording"]
    assert (found["recording_id_musicbrainz"], found["method"], float(found["score"])) == (RECORDING, "search", 0.93)


def test_what_was_said_since_is_not_passed_off_as_counted(world: Tagged) -> None:
    item_id = explain_genre(world.engine, "One")["item"]["heard_item_id"]
    world.tag(item_id, "musicbrainz", "track", "x", {"techno": 9})
    assert not explain_genre(world.engine, "One")["is_up_to_date"]
    world.normalise()
    assert explain_genre(world.engine, "One")["is_up_to_date"]


def test_before_the_first_normalisation_it_says_what_to_do(warehouse: Engine) -> None:
    Tagged(warehouse).track("One")
    with pytest.raises(GroundswellError, match="groundswell normalise"):
        explain_genre(warehouse, "One")


@pytest.fixture
def typed(world: Tagged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a line of words prints, or its error."""
    monkeypatch.setenv("DATABASE_URL", world.engine.url.render_as_string(hide_password=False))
    for flow in ("normalise", "rollup_listening"):
        monkeypatch.setattr(f"flows.{flow}.load_taxonomy", lambda: SMALL)

    def run(*words: str) -> Any:
        done = CliRunner().invoke(app, [*words, "--data-dir", str(tmp_path / "data"), "--json"])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return json.loads(done.stdout.splitlines()[-1]) if done.exit_code == 0 else done.output

    return run


def test_explain_genre_is_a_form_of_its_own(typed: Any) -> None:
    assert typed("explain", "genre", "One")["shares"][0]["name"] == "shoegaze"
    assert typed("explain", "genre", "--mood", "One")["kind"] == "mood"


def test_whatever_asks_for_a_metric_is_a_weekly_figure(typed: Any) -> None:
    for asked in ("Nobody", "genre"):
        with pytest.raises(GroundswellError, match=f"{asked}|track_luminate_streams"):
            typed("explain", asked, "--metric", "track_luminate_streams")


def test_normalise_then_rollup_by_their_verbs(typed: Any, world: Tagged) -> None:
    world.track("Two")
    (done,) = typed("normalise")
    assert (done["flow"], done["items"]) == ("normalise", 0)
    (done,) = typed("rollup", "listening", "--full")
    assert (done["flow"], done["users"]) == ("rollup-listening", 0)
    (done,) = typed("rollup")
    assert (done["flow"], done["series"]) == ("rollup", 0)
    assert "written after it" in typed("rollup", "--full", "listening")


def test_unmapped_tags_come_by_mass(typed: Any, world: Tagged) -> None:
    for number in range(2):
        world.tag(world.track(f"More {number}"), "lastfm", "track", f"more {number}", {"blorp": 100})
    world.normalise()
    found = [(row["tag"], row["mass"], row["items"]) for row in typed("taxonomy", "unmapped")]
    assert found == [("blorp", 2.0, 2), ("qwertzuiop", 0.2, 1)]
