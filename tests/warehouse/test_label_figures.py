"""The week of a label as people tell it: singles, accounts, shared songs, artists just followed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from flows.cli.main import app
from tasks.trends.figures_store import check_figures
from tasks.trends.rollup_store import roll_up
from tests.warehouse.linked import FRIDAY, NEXT, Linked, at
from tests.warehouse.queued import run_sql

ACCOUNT = "artist_luminate_streams"
PARTS = ("last_total", "restated", "real_listening", "new_releases_change", "newly_linked", "missing_days", "total")


@pytest.fixture
def linked(warehouse: Engine) -> Linked:
    found = Linked(warehouse)
    found.artist("Ann", label="North")
    found.artist("Bob", label="North")
    return found


def week(linked: Linked, label: str = "North") -> dict[str, Any]:
    query = f"select {', '.join(PARTS)}, new_releases, account_remainder, this_week, last_week from mart.label_week "
    (row,) = linked.rows(query + "where label = :l and team is null and week_on = :w", l=label, w=NEXT)
    names = (*PARTS, "new_releases", "account_remainder", "this_week", "last_week")
    return dict(zip(names, row, strict=True))


def members(linked: Linked, label: str = "North") -> dict[str, tuple[int, int]]:
    query = "select artist, total, last_total from mart.label_member where label = :l and week_on = :w"
    return {artist: (total, last) for artist, total, last in linked.rows(query, l=label, w=NEXT)}


def test_a_single_that_doubles_the_week_is_growth(linked: Linked) -> None:
    linked.track("Old", ["Ann"])
    linked.track("Single", ["Ann"], released_on=NEXT)
    linked.track("Other", ["Bob"])
    linked.streams("Old", [1000] * 7 + [900] * 7, FRIDAY)
    linked.streams("Single", [1100] * 7, NEXT)
    linked.streams("Other", [500] * 14, FRIDAY)
    roll_up(linked.engine)
    found = week(linked)
    assert found["total"] == 6300 + 7700 + 3500
    assert found["last_total"] == 7000 + 3500
    assert (found["real_listening"], found["new_releases_change"], found["new_releases"]) == (-700, 7700, 7700)
    assert (found["this_week"], found["last_week"]) == (9800, 10500)
    assert members(linked) == {"Ann": (14000, 7000), "Bob": (3500, 3500), "(shared)": (0, 0)}
    lead = "select label, headline from mart.label_lead where week_on = :w order by 1"
    headline = "track_luminate_streams up 66.7% to 17.5K: new releases of Ann brought +7.7K"
    assert linked.rows(lead, w=NEXT) == [("All", headline), ("North", headline)]


def test_an_account_counts_once_with_its_songs(linked: Linked) -> None:
    """Ann's songs are 70 of 1,000, then of 1,200; what is beyond them is the account's."""
    linked.track("Song", ["Ann"])
    linked.track("Other", ["Bob"])
    linked.streams("Song", [10] * 14, FRIDAY)
    linked.streams("Other", [50] * 14, FRIDAY)
    for start, figure in ((FRIDAY, 1000), (NEXT, 1200)):
        linked.days("Ann", ACCOUNT, {start + timedelta(days=6): figure})
    roll_up(linked.engine)
    found = week(linked)
    assert (found["last_total"], found["total"], found["account_remainder"]) == (1350, 1550, 1130)
    assert found["real_listening"] == 200
    assert (found["this_week"], found["last_week"]) == (1550, 1350)
    assert members(linked) == {"Ann": (1200, 1000), "Bob": (350, 350), "(shared)": (0, 0)}


def test_a_day_a_song_lacks_is_in_the_account_all_the_same(linked: Linked) -> None:
    linked.track("Song", ["Ann"])
    linked.streams("Song", [10] * 9 + [None] + [10] * 4, FRIDAY)
    for start in (FRIDAY, NEXT):
        linked.days("Ann", ACCOUNT, {start + timedelta(days=6): 1000})
    roll_up(linked.engine)
    found = week(linked)
    assert [found[part] for part in PARTS] == [1000, 0, 0, 0, 0, 0, 1000]


def test_a_song_of_two_artists_counts_once(linked: Linked) -> None:
    linked.artist("Cleo", label="South")
    linked.track("Both", ["Ann", "Bob", "Cleo"])
    linked.track("Own", ["Bob"])
    linked.streams("Both", [10] * 7 + [20] * 7, FRIDAY)
    linked.streams("Own", [1] * 14, FRIDAY)
    roll_up(linked.engine)
    assert members(linked) == {"Ann": (140, 70), "Bob": (147, 77), "(shared)": (-140, -70)}
    assert members(linked, "South") == {"Cleo": (140, 70), "(shared)": (0, 0)}
    assert members(linked, "All")["(shared)"] == (-280, -140)
    assert [week(linked, label)["total"] for label in ("North", "South", "All")] == [147, 140, 147]
    assert [week(linked, label)["real_listening"] for label in ("North", "South", "All")] == [70, 70, 70]
    like_for_like = [(week(linked, label)["this_week"], week(linked, label)["last_week"]) for label in ("North", "All")]
    assert like_for_like == [(147, 77), (147, 77)]


def test_an_artist_followed_since_this_week_counts_in_both(linked: Linked) -> None:
    """Following somebody is no growth: the week before is that of the artists followed now."""
    linked.artist("New", label="North")
    linked.run("update app.artist_card set confirmed_at = :t where artist_id = :a", t=at(NEXT), a=linked.ids["New"])
    for name, artist in (("One", "Ann"), ("Two", "New")):
        linked.track(name, [artist])
        linked.streams(name, [10] * 14, FRIDAY)
    roll_up(linked.engine)
    assert (week(linked)["last_total"], week(linked)["total"]) == (140, 140)


def test_an_artist_nothing_came_of_is_still_in_the_table(linked: Linked) -> None:
    for name, artist, days in (("One", "Ann", 14), ("Two", "Bob", 7)):
        linked.track(name, [artist])
        linked.streams(name, [10] * days, FRIDAY)
    roll_up(linked.engine)
    assert members(linked) == {"Ann": (70, 70), "Bob": (0, 70), "(shared)": (0, 0)}
    assert week(linked)["missing_days"] == -70


def test_a_song_linked_to_one_artist_and_taken_from_another_stays_the_labels(linked: Linked) -> None:
    """For the label nothing was linked: it had the song before."""
    for name, artist in (("Moved", "Ann"), ("Of Ann", "Ann"), ("Of Bob", "Bob")):
        linked.track(name, [artist])
        linked.streams(name, [10] * 14, FRIDAY)
    given = {"t": linked.ids["Moved"], "b": linked.ids["Bob"], "at": at(NEXT + timedelta(days=5))}
    linked.run(
        "update core.account_track set known_until = :at where spotify_track_id = :t", t=given["t"], at=given["at"]
    )
    linked.run(
        "insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from) "
        "values (:b, :t, true, :at)",
        **given,
    )
    linked.mark_artists()
    roll_up(linked.engine)
    assert members(linked) == {"Ann": (70, 140), "Bob": (140, 70), "(shared)": (0, 0)}
    found = week(linked)
    assert [found[part] for part in PARTS] == [210, 0, 0, 0, 0, 0, 210]


def test_a_link_made_after_the_report_holds_in_both_weeks(linked: Linked) -> None:
    """The report of the week did not have the song, nor did the one before: nothing was linked in between."""
    linked.track("One", ["Ann"])
    linked.track("Late", ["Ann"], linked=at(NEXT + timedelta(days=21)))
    for name in ("One", "Late"):
        linked.streams(name, [10] * 14, FRIDAY)
    roll_up(linked.engine)
    found = week(linked)
    assert [found[part] for part in PARTS] == [140, 0, 0, 0, 0, 0, 140]


def test_teams_have_rows_of_their_own(linked: Linked) -> None:
    run_sql(linked.engine, "update app.artist_card set team = 'Digital' where artist_id = :a", a=linked.ids["Ann"])
    for name, artist in (("One", "Ann"), ("Two", "Bob")):
        linked.track(name, [artist])
        linked.streams(name, [10] * 14, FRIDAY)
    roll_up(linked.engine)
    query = "select label, team, total from mart.label_trend where week_on = :w order by 1, 2"
    assert linked.rows(query, w=NEXT) == [
        ("All", "Digital", 70),
        ("All", None, 140),
        ("North", "Digital", 70),
        ("North", None, 140),
    ]


def test_a_week_that_does_not_add_up_is_found(linked: Linked) -> None:
    linked.track("Both", ["Ann", "Bob"])
    linked.streams("Both", [10] * 14, FRIDAY)
    roll_up(linked.engine)
    found = check_figures(linked.engine)
    assert (found.weeks, found.rows, found.broken) == (2, 4, [])
    run_sql(
        linked.engine,
        "update mart.label_week set shared_total = shared_total + 1 "
        f"where label = 'North' and team is null and week_on = '{NEXT}'",
    )
    (broken,) = check_figures(linked.engine).broken
    assert (broken["week_on"], broken["label"]) == (NEXT, "North")
    assert broken["broken"] == "artists add up to 71, the label is 70; artists changed by 1, the label by 0"


def test_the_verb_fails_where_a_week_does_not_add_up(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    url = linked.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    linked.track("One", ["Ann"])
    linked.streams("One", [10] * 14, FRIDAY)
    roll_up(linked.engine)
    runner = CliRunner()
    good = runner.invoke(app, ["figures", "check", "--json"])
    assert (good.exit_code, json.loads(good.stdout.splitlines()[-1])) == (0, {"weeks": 2, "rows": 4, "broken": 0})
    run_sql(linked.engine, "update mart.artist_bridge set total = total + 1, missing_days = missing_days + 1")
    broken = runner.invoke(app, ["figures", "check", "--json"])
    assert broken.exit_code == 1
    assert json.loads(broken.stdout.splitlines()[-1])["broken"] == 4
