"""The whole chain on a real Postgres: rollups, views, notebook, PDF."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from sqlalchemy import make_url, text

from db.engine import make_engine
from db.errors import DatabaseUnreachable
from tasks.report.data import Week, open_week
from tasks.report.errors import ReportError
from tasks.report.redaction import redacted
from tasks.report.render import NOTEBOOK, render_report
from tests.report import synthetic
from tests.report.test_exporter import unseen, words

SECRET = "s3cr:t p%ss"


@pytest.fixture(scope="module")
def filled(module_warehouse: str) -> str:
    """A warehouse with the synthetic label, 15 weeks of it."""
    engine = make_engine(module_warehouse)
    synthetic.fill(engine, weeks=15)
    engine.dispose()
    return module_warehouse


@pytest.fixture
def secret_url(filled: str) -> Iterator[str]:
    """The same warehouse seen by a user with a password of our own."""
    engine = make_engine(filled)
    with engine.begin() as connection:
        doubled = SECRET.replace("%", "%%")
        connection.exec_driver_sql(f"create role report_reader login password '{doubled}'")
        connection.exec_driver_sql("grant usage on schema mart to report_reader")
        connection.exec_driver_sql("grant select on all tables in schema mart to report_reader")
    yield make_url(filled).set(username="report_reader", password=SECRET).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("drop owned by report_reader")
        connection.exec_driver_sql("drop role report_reader")
    engine.dispose()


@pytest.fixture
def week(filled: str) -> Iterator[Week]:
    opened = open_week(synthetic.WEEK, filled)
    yield opened
    opened.engine.dispose()


def test_the_report_of_a_week(secret_url: str, tmp_path: Path) -> None:
    """By a user that may read schema mart and nothing else; twice the same bytes; the password nowhere."""
    files = render_report(synthetic.WEEK, secret_url, tmp_path / "a{b}", "Northlight Records")
    pages = words(files.pdf.read_bytes())
    assert unseen([name for name, _ in synthetic.NAMES], pages) == []
    for expected in ("Northlight Records", "Fri 13 – Thu 19 Nov 2026", "Top movers", "Fallers", "0/7", "took back"):
        assert expected in pages
    assert sorted(path.name for path in files.pdf.parent.iterdir()) == [
        "weekly-report-2026-11-13.ipynb",
        "weekly-report-2026-11-13.pdf",
    ]
    executed = files.notebook.read_text(encoding="utf-8")
    assert "s3cr" not in executed
    assert "report_reader" not in executed
    again = render_report(synthetic.WEEK, secret_url, tmp_path / "again", "Northlight Records")
    assert again.pdf.read_bytes() == files.pdf.read_bytes()


def test_an_early_week_that_cannot_be_compared_says_so(filled: str, tmp_path: Path) -> None:
    first = date(2026, 8, 7)
    files = render_report(first, filled, tmp_path)
    assert "This week cannot be compared" in " ".join(words(files.pdf.read_bytes()).split())


def test_a_failing_notebook_leaves_no_pdf(secret_url: str, tmp_path: Path) -> None:
    broken = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    leak = "import os\nprint(os.environ['DATABASE_URL'])\nraise ValueError(os.environ['DATABASE_URL'])"
    broken.cells.insert(3, new_code_cell(leak))  # type: ignore[no-untyped-call]
    nbformat.write(broken, tmp_path / "broken.ipynb")  # type: ignore[no-untyped-call]
    out = tmp_path / "out"
    with pytest.raises(ReportError, match=r"weekly-report-2026-11-13\.failed\.ipynb") as caught:
        render_report(synthetic.WEEK, secret_url, out, notebook=tmp_path / "broken.ipynb")
    left = [path.name for path in out.iterdir()]
    assert left == ["weekly-report-2026-11-13.failed.ipynb"]
    executed = (out / left[0]).read_text(encoding="utf-8")
    assert "ValueError" in executed
    for place in (executed, str(caught.value)):
        assert "s3cr" not in place
        assert "***" in place
    assert caught.value.__suppress_context__


def test_a_later_success_clears_the_failed_notebook(filled: str, tmp_path: Path) -> None:
    (tmp_path / "weekly-report-2026-11-13.failed.ipynb").write_text("{}")
    render_report(synthetic.WEEK, filled, tmp_path, label="Étoile & Söhne")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".ipynb", ".pdf"]


@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 11, 19), date(2026, 11, 16)])
def test_a_week_is_named_by_its_friday(day: date, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="use 2026-11-13 for the week it lies in"):
        render_report(day, "postgresql+psycopg2://nobody@127.0.0.1:1/none", tmp_path)


def test_a_week_without_figures_names_the_latest(filled: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no figures for the week of 2027-01-01; the latest week there is 2026-11-13"):
        render_report(date(2027, 1, 1), filled, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_warehouse(fresh_warehouse: str, tmp_path: Path) -> None:
    engine = make_engine(fresh_warehouse)
    engine.dispose()
    with pytest.raises(ReportError, match="holds no weekly figures yet"):
        render_report(synthetic.WEEK, fresh_warehouse, tmp_path)


def test_a_database_that_is_away(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable) as caught:
        render_report(synthetic.WEEK, "postgresql+psycopg2://nobody:hush-hush@127.0.0.1:1/none", tmp_path)
    assert "hush-hush" not in str(caught.value)


def test_redaction_finds_every_form_of_a_password() -> None:
    url = "postgresql+psycopg2://u:s3cr%3At%20p%25ss@h/d"
    shown = redacted(f"{url} {SECRET} s3cr%3At%20p%25ss s3cr%3At+p%25ss", url)
    assert shown == "*** *** *** ***"


def test_lines_end_with_the_two_figures_beside_them(week: Week) -> None:
    """A sparkline's last two points are the table's last week and this week: the same tracks."""
    movers = week.movers("track_spotify_streams")
    lines = week.lines("track_spotify_streams", [mover.artist_id for mover in movers], ["track_spotify_streams"], 13)
    for mover in movers:
        line = lines[mover.artist_id, "track_spotify_streams"]
        assert len(line) == 13
        assert line[-2:] == [mover.last_week, mover.this_week]
    pair = week.label_pairs()["track_spotify_streams"]
    assert lines[0, "track_spotify_streams"][-2:] == [pair.last_week, pair.this_week]


def test_movers_agree_with_the_parts(week: Week) -> None:
    movers = week.movers("track_spotify_streams")
    counts = week.directions("track_spotify_streams")
    assert (len(movers), counts.artists) == (counts.compared, len(synthetic.NAMES))
    assert [mover.change for mover in movers] == sorted((mover.change for mover in movers), reverse=True)
    for mover in movers:
        assert mover.change == mover.this_week - mover.last_week
        if mover.track_change:
            assert (mover.track_change > 0) == (mover.change > 0)


def test_health_counts_what_did_not_come(week: Week, filled: str) -> None:
    health = week.health()
    assert health.expected >= health.seen >= health.complete > 0
    one_track = (
        "delete from mart.track_week where week_on = :week and track_id = (select min(track_id) from mart.track_week)"
    )
    counts = "select sum(tracks_expected), sum(tracks_seen) from mart.week_health where week_on = :week"
    engine = make_engine(filled)
    with engine.connect() as connection:  # never committed
        gone = connection.execute(text(one_track), {"week": synthetic.WEEK}).rowcount
        changed = connection.execute(text(counts), {"week": synthetic.WEEK}).one()
    engine.dispose()
    assert gone == 3
    assert tuple(changed) == (health.expected, health.seen - gone)


def test_chart_moves_are_entries_then_climbs(week: Week) -> None:
    moves = week.chart_moves(top=4)
    kinds = [move.is_entry for move in moves]
    assert kinds == sorted(kinds, reverse=True)
    for move in moves:
        if move.is_entry:
            assert move.position_before is None
        else:
            assert move.position_before is not None
            assert move.moved_by == move.position_before - move.position > 0


def test_every_artist_is_called(week: Week) -> None:
    called = week.roll_call("track_spotify_streams")
    assert sorted(artist.artist_name for artist in called) == sorted(name for name, _ in synthetic.NAMES)
    without = next(artist for artist in called if artist.artist_name == "Mana Whenua")
    assert (without.value, without.is_comparable, without.days_present) == (None, False, None)
