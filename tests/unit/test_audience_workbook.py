"""The workbook of an audience: what stands in it, as what, and that it stands there whole or not at all."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tasks.audience.period import check_period, last_full_month
from tests.unit.workbook_answers import FORMULA, QUESTION, Row, by_hand, figure, lines, written
from workbooks import audience_sheets
from workbooks.audience import file_name


def day(number: int) -> datetime:
    return datetime(2026, 10, number)  # noqa: DTZ001 - Excel knows no zones


def test_the_summary_adds_plays_and_nothing_else(tmp_path: Path) -> None:
    book = written(tmp_path, by_hand())
    assert book.sheetnames == ["Summary", "By track", "Daily", "Daily by track", "Coverage", "About"]
    head, spotify, youtube, total, *rest = lines(book, "Summary")
    assert head[:4] == ["Platform", "Figure", "Kind", "Total"]
    assert spotify == ["Spotify", "Spotify streams", "adds up", 750, "streams", 450.5, 450, 3, 0.6667, 0.75]
    assert youtube == ["YouTube", "YouTube views", "adds up", 250, "views", None, None, 2, 0.5, 0.25]
    assert total == ["All plays", None, None, 1000, "plays", 450.5, 450 + 100, None, None, 1]
    assert ["Spotify", "Spotify followers", "level", 900, "followers"] in [row[:5] for row in rest]
    assert [book["Summary"].cell(1, 1).value, book["Summary"].cell(3, 1).value] == [
        "Music analytics: Luna Vega",
        "figures up to Thu 1 Oct, delivered 2 Oct, in time",
    ]


def test_cells_are_numbers_days_shares_and_text(tmp_path: Path) -> None:
    book = written(tmp_path, by_hand())
    summary, daily = book["Summary"], book["Daily"]
    row = int(summary.freeze_panes[1:])
    assert [summary.cell(row, place).number_format for place in (4, 6, 9, 10)] == ["#,##0", "#,##0.00", "0.0%", "0.0%"]
    assert daily.cell(int(daily.freeze_panes[1:]), 1).number_format == "yyyy-mm-dd"
    assert daily.cell(int(daily.freeze_panes[1:]), 1).is_date
    for page in book:
        assert not [cell.value for line in page.iter_rows() for cell in line if cell.data_type == "f"]
    tracks = [row[0] for row in lines(book, "By track")[1:]]
    assert tracks == ["+1 Beta", "+1 Beta", FORMULA, "Gamma"], "by all plays of a track, then by name"


def test_what_was_not_read_is_an_empty_cell_and_no_nought(tmp_path: Path) -> None:
    book = written(tmp_path, by_hand())
    assert lines(book, "Daily") == [
        ["Date", "Spotify streams", "YouTube views", "Spotify followers"],
        [day(1), 450, 100, None],
        [day(2), None, None, None],
        [day(3), None, 150, None],
        ["Several days at once", 300, None, None],
        ["The period", 750, 250, 900],
    ]
    assert lines(book, "Daily by track") == [
        ["Date", "Days", "Track", "Spotify streams", "YouTube views"],
        [day(1), 1, FORMULA, 450, None],
        [day(3), 2, "+1 Beta", None, 0],
    ]
    assert lines(book, "Coverage")[1:] == [
        ["Spotify", 6, 4, 0.6667, day(2), day(3), 2],
        ["YouTube", 6, 6, 1, None, None, None],
    ]


@pytest.mark.parametrize("sheet", ["Summary", "By track", "Daily", "Daily by track", "Coverage"])
def test_tables_keep_their_header_in_view_and_can_be_filtered(tmp_path: Path, sheet: str) -> None:
    page = written(tmp_path, by_hand())[sheet]
    assert page.freeze_panes is not None
    assert page.auto_filter.ref.startswith(f"A{int(page.freeze_panes[1:]) - 1}:")
    assert page.column_dimensions["A"].width > 10


def test_the_summary_shows_plays_by_day(tmp_path: Path) -> None:
    [chart] = written(tmp_path, by_hand())["Summary"]._charts
    assert [line.val.numRef.f for line in chart.series] == ["Daily!$B$6:$B$8", "Daily!$C$6:$C$8"]
    assert chart.display_blanks == "gap"


def test_about_says_how_to_ask_it_again(tmp_path: Path) -> None:
    facts = {row[0].value: row[1].value for row in written(tmp_path, by_hand())["About"].iter_rows() if row[0].value}
    assert facts["Artists"] == "Luna Vega"
    assert (facts["From"], facts["To"]) == (day(1), day(3))
    assert facts["Made at (UTC)"].isoformat() == "2026-11-28T18:30:00"
    assert (facts["Asked by"], facts["As of"]) == ("ana", "figures up to Thu 1 Oct, delivered 2 Oct, in time")
    assert facts["Luminate"] == day(1)


def test_an_answer_without_a_figure_is_a_workbook_too(tmp_path: Path) -> None:
    book = written(tmp_path, by_hand(by_platform=[], by_track=[], by_date=[], track_days=[], coverage=[], freshness=[]))
    assert [row[3] for row in lines(book, "Summary")[1:]] == [None]
    nothing = written(tmp_path, by_hand(by_platform=[figure("track_spotify_streams", None)], track_days=[]))
    assert [row[9] for row in lines(nothing, "Summary")[1:]] == [None, None]


def test_a_sheet_that_is_full_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience_sheets, "LARGEST_SHEET", 1)
    written_lines = lines(written(tmp_path, by_hand()), "Daily by track")
    assert [row[2] for row in written_lines[1:2]] == [FORMULA]
    assert "these are the first" in str(written_lines[-1][0]).lower()


def test_of_a_file_that_failed_nothing_is_left_and_the_old_one_stays(tmp_path: Path) -> None:
    def broken() -> Iterator[Row]:
        yield Row(track="Alpha", on_date=date(2026, 10, 1), days=1, metrics=[], amounts=[])
        raise OSError("the warehouse went away")

    (tmp_path / "audience.xlsx").write_text("the old one")
    with pytest.raises(OSError, match="went away"):
        written(tmp_path, by_hand(track_days=broken()))
    assert [path.name for path in tmp_path.iterdir()] == ["audience.xlsx"]
    assert (tmp_path / "audience.xlsx").read_text() == "the old one"


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["Luna Vega"], "audience-luna-vega-2026-10-01-2026-10-03.xlsx"),
        (["AC/DC ../"], "audience-ac-dc-2026-10-01-2026-10-03.xlsx"),
        (["米津玄師"], "audience-米津玄師-2026-10-01-2026-10-03.xlsx"),
        (["!!!"], "audience-artist-2026-10-01-2026-10-03.xlsx"),
        (["Ana", "Bo", "Cy"], "audience-3-artists-2026-10-01-2026-10-03.xlsx"),
    ],
)
def test_a_file_is_named_after_its_question(names: list[str], name: str) -> None:
    assert file_name(names, QUESTION.from_on, QUESTION.to_on) == name


def test_the_last_full_month() -> None:
    assert last_full_month(date(2026, 11, 28)) == (date(2026, 10, 1), date(2026, 10, 31))
    assert last_full_month(date(2024, 3, 1)) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-10-02", "2026-10-01", "before it begins"),
        ("2025-10-01", "2026-10-01", "more than 12 months"),
        ("2024-02-29", "2025-02-28", "more than 12 months"),
    ],
)
def test_a_period_has_its_days_in_order_and_12_months_at_most(first: str, last: str, words: str) -> None:
    with pytest.raises(Exception, match=words):
        check_period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("first", "last"), [("2025-10-01", "2026-09-30"), ("2024-02-29", "2025-02-27")])
def test_12_months_are_no_more(first: str, last: str) -> None:
    check_period(date.fromisoformat(first), date.fromisoformat(last))
