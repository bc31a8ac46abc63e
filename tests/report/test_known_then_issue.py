"""An issue made once more after days were restated, came late, and artists were entered: as it was known then."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tasks.report.comparison import figure_differences
from tasks.report.issue_store import read_content, read_week
from tasks.report.issuing import make_issue
from tasks.report.rebuilding import rebuild
from tasks.report.then_store import Moment, read_moment, warehouse_then
from tasks.trends.rollup_store import roll_up
from tests.report.followed import WEEK, deliver_label, follow
from tests.warehouse.delivered import ingest, song_day, write
from tests.warehouse.queued import run_sql

STREAMS = "track_luminate_streams"


def whole(engine: Engine) -> None:
    roll_up(engine, full=True)


@pytest.fixture(scope="module")
def label(module_warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Path]]:
    engine, drops = make_engine(module_warehouse), tmp_path_factory.mktemp("drops")
    deliver_label(engine, drops)
    yield engine, drops
    engine.dispose()


def totals(rows: list[dict[str, object]]) -> set[tuple[object, object, object]]:
    return {(row["total"], row["last_total"], row["artist_id"] is None) for row in rows if row["metric"] == STREAMS}


def test_restated_days_late_days_and_new_cards_leave_a_past_issue_as_it_was(
    label: tuple[Engine, Path], tmp_path: Path
) -> None:
    engine, drops = label
    url = engine.url.render_as_string(hide_password=False)
    issue = make_issue(engine, url, tmp_path, WEEK, label="North")
    _, was = read_content(engine, issue.issue_id)
    assert totals(was) == {(760, 770, False), (760, 770, True)}

    # arrived before the issue was made, and loaded after it
    later = [song_day(71, "2026-11-14", 40, UPDATED_ON="2026-11-22"), song_day(73, "2026-11-16", 10)]
    write(drops / "2026-11-23", "LUMINATE_DAILY_SONG_METRICS", later)
    ingest(engine, drops / "2026-11-23")
    follow(engine, "Bob")
    roll_up(engine)

    moment = read_moment(engine, issue.as_of, issue.made_at)
    assert moment == Moment(issue.made_at, issue.made_at, issue.made_at, ())
    with warehouse_then(engine, moment, whole) as known:
        found = rebuild(engine, issue, known)
        assert run_sql(known.engine, "select end_on from ops.world") == [(issue.made_at.date(),)]
    assert (found.tables, found.differences, found.is_same_pdf, found.is_same_report) == ([], [], True, True)
    assert run_sql(engine, "select count(*) from pg_database where datname like '%\\_then'") == [(0,)]

    names = dict(run_sql(engine, "select artist_id, name from core.artist"))
    now = [{**row, "artist": names.get(row["artist_id"])} for row in read_week(engine, WEEK).figures]
    changed = {(each.what, each.was, each.now) for each in figure_differences(was, now) if each.what.endswith("total")}
    assert changed == {
        (f"Ann, {STREAMS}, total", 760, 760 - 60 + 10),
        (f"Bob, {STREAMS}, total", None, 350),
        (f"Bob, {STREAMS}, last total", None, 350),
        (f"all artists, {STREAMS}, total", 760, 710 + 350),
        (f"all artists, {STREAMS}, last total", 770, 770 + 350),
    }


def test_a_past_moment_has_what_had_arrived_and_says_what_it_cannot_know(label: tuple[Engine, Path]) -> None:
    """Needs the deliveries of the test before."""
    engine, drops = label
    moment = read_moment(engine, datetime(2026, 11, 21, 7, tzinfo=UTC))
    assert moment.cards_at == moment.made_at > moment.as_of
    assert len(moment.limits) == 2
    assert "What had arrived by Sat 21 Nov 2026, 07:00 UTC is told." in moment.limits[0]
    assert "Nobody was followed yet" in moment.limits[1]
    # arrived by then, and loaded when the issue of that moment had been made: no part of it
    write(drops / "2026-11-21", "LUMINATE_DAILY_SONG_METRICS", [song_day(71, "2026-11-15", 1)])
    ingest(engine, drops / "2026-11-21")
    run_sql(engine, "select app.archive_card(card_id, 'left', 'eve') from app.artist_card order by card_id limit 1")
    with warehouse_then(engine, moment, whole) as known:
        assert totals(list(read_week(known.engine, WEEK).figures)) == {  # type: ignore[arg-type]
            (760, 770, False),
            (350, 350, False),
            (1110, 1120, True),
        }
        assert known.parameters == {"limits": list(moment.limits)}
