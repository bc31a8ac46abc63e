"""How often charted things are fetched: the narrowest rule by platform and size wins, and verbs set it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from flows.cli.fetch import fetch
from tasks.cascade.fetch_rule import FetchRule, FetchRuleError, parse_every, words_of
from tasks.cascade.fetch_rule_store import set_rule
from tests.warehouse.charted import TODAY, chart, finish_all, items, planned
from tests.warehouse.queued import run_sql

DAY = timedelta(days=1)
WEEKS = """
insert into mart.artist_week (artist_id, metric_id, week_on, basis, value, correction, days_present, days_matched,
                              is_complete, method_version)
select a.artist_id, m.metric_id, date '2026-11-06' - 7 * w, 'tracks', :streams, 0, 7, 7, true, 1
from core.artist a, core.metric m, generate_series(0, 7) w
where a.name = :name and m.code = 'track_spotify_streams'
"""


@pytest.fixture
def charted(warehouse: Engine) -> Engine:
    """Big with 50,000 streams a week and Small with 900, a song each, all fetched on TODAY."""
    chart(warehouse, "us", {"T big": ["Big"], "T small": ["Small"]})
    for name, streams in (("Big", 50_000), ("Small", 900)):
        run_sql(warehouse, WEEKS, name=name, streams=streams)
    planned(warehouse)
    finish_all(warehouse)
    run_sql(warehouse, "update ops.fetch_policy set stale_after = interval '30 days'")
    return warehouse


def again(engine: Engine, days: int) -> set[tuple[str, str]]:
    """Audiences that are fetched again so many days later: whose, and on which platform."""
    planned(engine, TODAY + days * DAY)
    return {
        tuple(row)
        for row in run_sql(
            engine,
            "select entity_name, platform from mart.fetch_state where state = 'pending' and kind like '%audience'",
        )
    }


def test_without_rules_all_of_a_kind_is_fetched_at_once(charted: Engine) -> None:
    assert again(charted, 29) == set()
    assert len(again(charted, 30)) == len([item for item in items(charted) if item[0].endswith("audience")]) == 6


def test_a_platform_is_fetched_more_often(charted: Engine) -> None:
    set_rule(charted, FetchRule("track_audience", "shazam"), 2 * DAY)
    assert again(charted, 1) == set()
    assert again(charted, 2) == {("T big", "shazam"), ("T small", "shazam")}


def test_large_artists_and_their_tracks_are_fetched_more_often(charted: Engine) -> None:
    for kind in ("track_audience", "artist_audience"):
        set_rule(charted, FetchRule(kind, least_streams=50_000), 2 * DAY)
    assert again(charted, 2) == {("Big", "spotify"), ("T big", "shazam"), ("T big", "spotify")}
    set_rule(charted, FetchRule("artist_audience", least_streams=900), 3 * DAY)
    assert again(charted, 3) - again(charted, 2) == set()
    assert ("Small", "spotify") in again(charted, 3)


def test_a_bound_that_is_not_reached_changes_nothing(charted: Engine) -> None:
    set_rule(charted, FetchRule("artist_audience", least_streams=50_001), 2 * DAY)
    assert again(charted, 2) == set()


def test_the_rule_of_a_platform_goes_before_that_of_a_size(charted: Engine) -> None:
    set_rule(charted, FetchRule("track_audience", least_streams=1_000), 2 * DAY)
    set_rule(charted, FetchRule("track_audience", "shazam"), 9 * DAY)
    assert again(charted, 2) == {("T big", "spotify")}
    set_rule(charted, FetchRule("track_audience", "shazam", 1_000), 3 * DAY)
    assert again(charted, 3) == {("T big", "spotify"), ("T big", "shazam")}


@pytest.mark.parametrize(("words", "every"), [("12h", DAY / 2), ("7d", 7 * DAY), ("36H", 1.5 * DAY)])
def test_times_are_hours_or_days(words: str, every: timedelta) -> None:
    assert parse_every(words) == every
    assert words_of(every) == words.lower()


@pytest.mark.parametrize("words", ["", "7", "0h", "400d", "-1d", "a week", "99999d"])
def test_other_times_are_refused(words: str) -> None:
    with pytest.raises(FetchRuleError, match="write it like 12h or 7d"):
        parse_every(words)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (FetchRule("nothing"), "Nothing is fetched as 'nothing'; kinds of work are: "),
        (FetchRule("chart_ranking", "spotify"), "has one time for all"),
        (FetchRule("track_metadata", "spotify"), "track_metadata is of no platform"),
        (FetchRule("track_audience", "myspace"), "asked for are: shazam, spotify"),
    ],
)
def test_a_rule_that_would_never_hold_is_refused(charted: Engine, rule: FetchRule, reason: str) -> None:
    with pytest.raises(FetchRuleError, match=reason):
        set_rule(charted, rule, DAY)


@pytest.fixture
def verb(charted: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", charted.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(fetch, name="fetch")
    return lambda *words: CliRunner().invoke(app, ["fetch", *words])


def test_verbs_set_show_and_take_away(charted: Engine, verb: Callable[..., Result]) -> None:
    assert verb("set", "track_audience", "--every", "2d", "--platform", "shazam").exit_code == 0
    assert verb("set", "track_audience", "--every", "5d").exit_code == 0
    lines = [line.split() for line in verb("show").stdout.splitlines() if line.startswith("track_audience")]
    assert [(line[-3:] if "shazam" in line else line[-2:]) for line in lines] == [["0", "5d"], ["shazam", "0", "2d"]]
    assert verb("unset", "track_audience", "--platform", "shazam").exit_code == 0
    assert isinstance(verb("unset", "track_audience", "--platform", "shazam").exception, FetchRuleError)
    assert run_sql(charted, "select count(*) from ops.fetch_rule") == [(0,)]
