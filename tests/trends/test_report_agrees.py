"""The report of a week shows what the label's page shows: the same rows of mart, figure by figure."""

from collections.abc import Iterator

import pytest

from tasks.report.data import Week, open_week
from tasks.report.figures import short
from tasks.report.sections import Sections
from tasks.report.store import newest_closed_week
from tests.trends.by_hand import POSTS, STREAMS
from tests.trends.conftest import Planted

FIGURES = "select * from mart.label_figures where label = 'All' and week_on = :week"
MEMBERS = """
    select artist_id, total, last_total, change from mart.label_member
    where label = 'All' and week_on = :week and metric = :metric and artist_id is not null
"""
LEAD = """
    select headline, because from mart.label_lead
    where label = 'All' and team is null and week_on = :week and metric = :metric
"""
RECORD = """
    select artist_id, record from mart.badge_record
    where week_on = :week and metric = :metric and (artist_id is not null or label = 'All' and team is null)
"""
BADGES = """
    select artist, badge from mart.followed_badge
    where whose = 'artist' and week_on = :week and metric = :metric
"""
REASONS = "select artist_id, reason from mart.cause where week_on = :week and place = 1"
LABEL_PAGE = "select lead_html from bi.label_lead where label = 'All' and team is null and week_on = :week"
ARTIST_PAGES = "select artist_id, lead_html from bi.artist_lead where week_on = :week"


@pytest.fixture(scope="module")
def week(planted: Planted) -> Iterator[Week]:
    newest = newest_closed_week(planted.engine)
    assert newest == planted.weeks[-1]
    opened = open_week(newest, planted.url)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def sections(week: Week) -> Sections:
    return Sections(week, "All labels", "track_spotify_streams", ["track_spotify_streams"])


def test_the_headline_is_that_of_the_page(planted: Planted, week: Week, sections: Sections) -> None:
    (lead,) = planted.rows(LEAD, week=week.week_on, metric=STREAMS)
    assert sections.title().payload["headline"] == f"{lead['headline']}. {lead['because']}"


def test_the_record_of_badges_is_that_of_the_pages(planted: Planted, week: Week, sections: Sections) -> None:
    rows = planted.rows(RECORD, week=week.week_on, metric=STREAMS)
    (record,) = [row["record"] for row in rows if row["artist_id"] is None]
    assert sections.title().payload["record"] == record
    assert record.startswith("Of the last 8 weeks' ")
    (page,) = planted.rows(LABEL_PAGE, week=week.week_on)
    assert f">{record}<" in page["lead_html"]
    pages = {row["artist_id"]: row["lead_html"] for row in planted.rows(ARTIST_PAGES, week=week.week_on)}
    artists = {row["artist_id"]: row["record"] for row in rows if row["artist_id"] is not None}
    assert pages.keys() == artists.keys()
    assert all(f">{artists[number]}<" in html for number, html in pages.items())
    assert len(set(artists.values())) > 1


def test_tiles_are_the_totals_of_the_page(planted: Planted, week: Week, sections: Sections) -> None:
    figures = {row["metric"]: row for row in planted.rows(FIGURES, week=week.week_on)}
    for metric in (STREAMS, POSTS):
        pair, row = sections.pairs[metric], figures[metric]
        assert (pair.this_week, pair.last_week, pair.change) == (row["total"], row["last_total"], row["change"])
    shown = [item["value"] for item in sections.tiles().payload["items"]]
    assert shown[:2] == [short(figures[metric]["total"]) for metric in (STREAMS, POSTS)]


def test_artists_are_those_who_made_the_change(planted: Planted, week: Week, sections: Sections) -> None:
    wanted = {row["artist_id"]: row for row in planted.rows(MEMBERS, week=week.week_on, metric=STREAMS)}
    found = {mover.artist_id: mover for mover in sections.movers}
    assert found.keys() == wanted.keys()
    assert len(found) > 10
    for number, row in wanted.items():
        mover = found[number]
        assert (mover.this_week, mover.last_week, mover.change) == (row["total"], row["last_total"], row["change"])
    assert sections.directions.compared == len(wanted)
    assert {called.artist_id: called.value for called in week.roll_call(STREAMS)} == {
        number: row["total"] for number, row in wanted.items()
    }


def test_lines_end_with_the_totals_of_the_week(week: Week, sections: Sections) -> None:
    for mover in (*sections.risers, *sections.falling):
        assert sections.lines[mover.artist_id, STREAMS][-1] == mover.this_week
    for metric in (STREAMS, POSTS):
        assert sections.lines[0, metric][-1] == sections.pairs[metric].this_week


def test_rows_have_the_badge_and_the_cause_of_the_pages(planted: Planted, week: Week, sections: Sections) -> None:
    badges = {row["artist"]: row for row in planted.rows(BADGES, week=week.week_on, metric=STREAMS)}
    causes = {row["artist_id"]: row["reason"] for row in planted.rows(REASONS, week=week.week_on)}
    rows = sections.top_movers().payload["rows"] + sections.top_fallers().payload["rows"]
    assert len(rows) > 5
    for row, mover in zip(rows, (*sections.risers, *sections.falling), strict=True):
        badge = badges.get(mover.artist_name)
        assert row["badge"] == (badge["badge"] if badge else "within its usual")
        if mover.artist_id in causes:
            bare = causes[mover.artist_id].replace("\u2068", "").replace("\u2069", "")
            assert row["note"].replace("\u2068", "").replace("\u2069", "").startswith(bare)


def test_the_bridge_is_that_of_the_page(planted: Planted, week: Week, sections: Sections) -> None:
    (figures,) = [row for row in planted.rows(FIGURES, week=week.week_on) if row["metric"] == STREAMS]
    parts = sections.bridge().payload["parts"]
    assert (parts[0]["to"], parts[-1]["to"], parts[-2]["to"]) == (
        figures["last_total"],
        figures["total"],
        figures["total"],
    )


def test_the_five_lines_are_those_of_the_page(sections: Sections) -> None:
    lines = sections.five_lines()
    assert 0 < len(lines) <= 5
    assert [item["text"] for item in sections.changes().payload["items"]] == [line.text for line in lines]
