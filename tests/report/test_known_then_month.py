"""A month of issues, each made with what had come by then; much is restated since, and all are made again equal."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tasks.report.comparison import figure_differences
from tasks.report.issue import Issue
from tasks.report.issue_store import read_content, read_week
from tasks.report.issuing import make_issue
from tasks.report.rebuilding import rebuild
from tasks.report.then_store import read_moment, warehouse_then
from tasks.trends.rollup_store import roll_up
from tests.report.followed import follow
from tests.warehouse.delivered import account, ingest, link, reading, song_day, sound, spotify_track, write
from tests.warehouse.queued import run_sql

pytestmark = pytest.mark.slow  # four issues made, and made again

FIRST = date(2026, 10, 16)
WEEKS = [FIRST + timedelta(weeks=place) for place in range(1, 5)]
LINKS = [link(11, 71), link(12, 72), link(13, 73)]
SONGS = {71: 1000, 72: 400, 73: 90, 74: 60}


def drop_of(drops: Path, week: date) -> Path:
    """What comes on the Friday after a week: its days, one missing; two days restated; a sound's counts."""
    folder, place = drops / str(week + timedelta(days=7)), (week - FIRST).days // 7
    days = [week + timedelta(days=at) for at in range(7)]
    rows = [
        song_day(song, str(day), value * (10 + place * at) // 10)
        for at, day in enumerate(days)
        for song, value in SONGS.items()
        if (song, at) != (73, place)
    ]
    if week > FIRST:
        before = str(week - timedelta(days=2 + place))
        rows.append(song_day(71, before, 1500 + 100 * place, UPDATED_ON=str(week)))
        rows.append(song_day(73, str(week - timedelta(days=8 - place)), 80, UPDATED_ON=str(week)))
    write(folder, "LUMINATE_DAILY_SONG_METRICS", rows)
    counts = [reading(501, f"{day} 10:00:00", 1000 * place + 60 * at * place) for at, day in enumerate(days)]
    write(folder, "TIKTOK_SOUND_METRICS", counts)
    return folder


@pytest.fixture(scope="module")
def month(module_warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, list[Issue]]]:
    """Four issues; between them artists are followed, linked and given sounds, and at the end all is restated."""
    engine, drops = make_engine(module_warehouse), tmp_path_factory.mktemp("drops")
    reports = tmp_path_factory.mktemp("reports")
    first = drop_of(drops, FIRST)
    write(first, "SPOTIFY_ACCOUNTS", [account(1, NAME="Ann"), account(2, NAME="Bob")])
    write(
        first,
        "SPOTIFY_TRACKS",
        [spotify_track(11, 1), spotify_track(13, 1), spotify_track(14, 1), spotify_track(12, 2)],
    )
    write(first, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", LINKS)
    write(first, "TIKTOK_SOUNDS", [sound(501)])
    ingest(engine, first)
    follow(engine, "Ann")
    issues = []
    for place, week in enumerate(WEEKS):
        folder = drop_of(drops, week)
        if place == 1:
            # names are as now known, and a link can change a song's: this one is never named by itself
            write(folder, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", [*LINKS, link(14, 74)])
        ingest(engine, folder)
        if place == 2:
            follow(engine, "Bob", "South", team="Club")
        if place == 3:
            run_sql(
                engine,
                "select app.add_sound(a.artist_id, s.sound_id_tiktok, null, 'eve') from core.artist a, core.sound s "
                "where a.name = 'Ann'",
            )
        roll_up(engine)
        url = engine.url.render_as_string(hide_password=False)
        issues.append(make_issue(engine, url, reports, week, label="North"))
    late = [song_day(71, str(week + timedelta(days=3)), 7, UPDATED_ON="2026-11-27") for week in [FIRST, *WEEKS]]
    write(drops / "2026-11-27", "LUMINATE_DAILY_SONG_METRICS", late)
    ingest(engine, drops / "2026-11-27")
    run_sql(engine, "select app.archive_card(card_id, 'left', 'eve') from app.artist_card where label = 'South'")
    roll_up(engine)
    yield engine, issues
    engine.dispose()


@pytest.mark.parametrize("place", range(4))
def test_an_issue_of_last_month_is_made_again_equal(month: tuple[Engine, list[Issue]], place: int) -> None:
    engine, issues = month
    issue = issues[place]
    moment = read_moment(engine, issue.as_of, issue.made_at)
    with warehouse_then(engine, moment, lambda then: roll_up(then, full=True)) as known:
        found = rebuild(engine, issue, known)
    assert (found.tables, found.differences, found.is_same_pdf, found.is_same_report) == ([], [], True, True)
    _, was = read_content(engine, issue.issue_id)
    now = [{**row, "artist": f"artist {row['artist_id']}"} for row in read_week(engine, issue.week_on).figures]
    changed = [each for each in figure_differences(was, now) if each.what.endswith("total")]
    assert changed, "what has been restated since would be told otherwise now"


def test_the_four_issues_tell_different_weeks(month: tuple[Engine, list[Issue]]) -> None:
    engine, issues = month
    assert [issue.week_on for issue in issues] == WEEKS
    followed = [{row["artist_id"] for row in read_content(engine, issue.issue_id)[1]} for issue in issues]
    assert [len(artists) for artists in followed] == [2, 2, 3, 3], "everybody, Ann, and from the third on Bob"
