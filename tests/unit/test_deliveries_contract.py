"""Contracts of the vendor's tables: ours are whole, a wrong file is named, a missing column too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import GroundswellError
from sandbox.deliveries.columns import COLUMNS
from tasks.readers.deliveries.contract import Table, load_contracts
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.settings import DeliverySettings, consumption, deliveries_path

GOOD = """
version: 1
refusal: {share: 0.05, rows: 20}
overlap: {modified_hours: 24, date_days: 7}
consumption: {metric_types: [AUDIO], region: GLOBAL, regions: {GLOBAL: [WW]}}
tables:
  - name: PLAYS
    key: [ID]
    columns:
      - {name: ID, type: integer}
      - {name: PLAYS, type: integer, is_optional: true}
"""


def table(name: str) -> Table:
    found = load_contracts().table(name)
    assert found is not None
    return found


def written(folder: Path, text: str) -> Path:
    file = folder / "deliveries.yaml"
    file.write_text(text, "utf-8")
    return file


def test_each_table_the_vendor_writes_has_a_contract_that_knows_all_its_columns() -> None:
    contracts = {each.name: each for each in load_contracts().tables}
    assert set(contracts) == set(COLUMNS)
    for name, columns in COLUMNS.items():
        known = {*(column.name for column in contracts[name].columns), *contracts[name].ignored}
        assert set(columns) == known, name


def test_what_names_something_is_loaded_before_what_refers_to_it() -> None:
    order = [each.name for each in load_contracts().tables]
    for first, then in (
        ("SPOTIFY_ACCOUNTS", "SPOTIFY_TRACKS"),
        ("SPOTIFY_ALBUMS", "SPOTIFY_TRACKS"),
        ("SPOTIFY_TRACKS", "SPOTIFY_ACCOUNT_TRACKS"),
        ("SPOTIFY_ACCOUNTS", "LUMINATE_ACCOUNTS"),
        ("LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", "LUMINATE_DAILY_SONG_METRICS"),
        ("TIKTOK_SOUNDS", "TIKTOK_SOUND_METRICS"),
    ):
        assert order.index(first) < order.index(then)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("type: integer}", "type: colour}", "colour"),
        ("key: [ID]", "key: [NUMBER]", "PLAYS has no column NUMBER"),
        ("key: [ID]", "key: [ID]\n    date: DAY", "PLAYS has no column DAY"),
        ("name: PLAYS, type", "name: ID, type", "PLAYS.ID stands there twice"),
        ("is_optional: true", 'pattern: "["', "pattern of PLAYS.PLAYS"),
        ("region: GLOBAL", "region: US", "region US is none of GLOBAL"),
        ("{GLOBAL: [WW]}", "{GLOBAL: [WW], Europe: [EU]}", "region Europe is neither"),
        ("rows: 20", "row: 20", "row"),
        ("version: 1", "version: {", "deliveries.yaml"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert load_contracts(written(tmp_path, GOOD)).tables[0].name == "PLAYS"
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    with pytest.raises(GroundswellError, match=named) as refusal:
        load_contracts(written(wrong, GOOD.replace(old, new, 1)))
    assert "deliveries.yaml can't be used" in str(refusal.value)


def test_columns_are_found_in_any_case_and_order() -> None:
    assert table("tiktok_sound_metrics").places(["extra", "post_count", " Tiktok_Sound_Id", "created_AT"]) == {
        "TIKTOK_SOUND_ID": 2,
        "CREATED_AT": 3,
        "POST_COUNT": 1,
    }


def test_a_missing_column_is_named_with_the_one_that_may_have_taken_its_place() -> None:
    with pytest.raises(LoadRefused) as refusal:
        table("TIKTOK_SOUND_METRICS").places(["TIKTOK_SOUND_ID", "CREATED_AT", "POSTS"])
    said = str(refusal.value)
    assert "TIKTOK_SOUND_METRICS lacks the column POST_COUNT" in said
    assert "columns found: TIKTOK_SOUND_ID, CREATED_AT, POSTS." in said
    assert "Perhaps renamed to POSTS." in said


def test_nothing_is_guessed_when_nothing_is_alike() -> None:
    metrics = table("TIKTOK_SOUND_METRICS")
    with pytest.raises(LoadRefused) as refusal:
        metrics.places(["TIKTOK_SOUND_ID", "CREATED_AT"])
    assert "renamed" not in str(refusal.value)
    with pytest.raises(LoadRefused) as refusal:
        metrics.places(["TIKTOK_SOUND_ID", "CREATED_AT", "COLOUR", "POST_COUNTS"])
    assert "Perhaps renamed to POST_COUNTS." in str(refusal.value)
    with pytest.raises(
        LoadRefused, match="lacks the columns TIKTOK_SOUND_ID, CREATED_AT, POST_COUNT; columns found: none"
    ):
        metrics.places([])


def test_a_known_column_that_is_not_read_is_no_guess() -> None:
    with pytest.raises(LoadRefused) as refusal:
        table("TIKTOK_SOUNDS").places(["ID", "NAME", "AUTHOR", "SPOTIFY_TRACK_ID", "POST_COUNT"])
    assert "renamed" not in str(refusal.value)


def test_an_optional_column_may_be_missing(tmp_path: Path) -> None:
    assert load_contracts(written(tmp_path, GOOD)).tables[0].places(["id"]) == {"ID": 0}


def test_the_environment_goes_before_the_yaml() -> None:
    plain = consumption(DeliverySettings(metric_types="", region=""))
    assert plain.metric_types == {"audio on demand", "streaming on-demand audio"}
    assert (plain.region, plain.country_code) == ("GLOBAL", None)
    assert plain.countries == {"global": "", "ww": "", "aa": "", "us": "US"}
    said = consumption(DeliverySettings(metric_types="Video, Audio", region="us"))
    assert said.metric_types == {"video", "audio"}
    assert (said.region, said.country_code) == ("US", "US")


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(GroundswellError, match="'DE', which is none of GLOBAL, US"):
        consumption(DeliverySettings(region="DE"))


def test_a_path_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GROUNDSWELL_DELIVERIES_PATH", raising=False)
    assert deliveries_path() is None
    monkeypatch.setenv("GROUNDSWELL_DELIVERIES_PATH", "/srv/luminate")
    assert deliveries_path() == "/srv/luminate"


@pytest.mark.parametrize("name", ["PATH", "METRIC_TYPES", "REGION"])
@pytest.mark.parametrize("read", [consumption, deliveries_path])
def test_a_setting_by_its_earlier_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], name: str
) -> None:
    monkeypatch.setenv(f"GROUNDSWELL_VENDOR_{name}", "x")
    with pytest.raises(
        GroundswellError, match=rf"GROUNDSWELL_VENDOR_{name} is called GROUNDSWELL_DELIVERIES_{name} now; rename it"
    ):
        read()
