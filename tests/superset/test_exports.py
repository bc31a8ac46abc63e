"""What is exported from charts holds words where the table shows HTML, and nothing a spreadsheet would run."""

import csv
import io
import json
import re
import secrets
from collections.abc import Iterator
from functools import cache
from typing import Any

import asset_files
import pytest
from bundle_files import placed, read
from installation import Installation, Person
from openpyxl import load_workbook
from pages import newcomer, rows

from db.columns import read_catalogue

TABLES = {
    (slug, meta["sliceName"])
    for slug, board in read("dashboards").items()
    for meta in placed(board)
    for chart in read("charts").values()
    if chart["uuid"] == meta["uuid"] and chart["viz_type"] == "table"
}
MARKUP = re.compile(r"</?(a|span|img)\b|&(amp|lt|gt|quot);")
FEW = 300  # rows of a table: what a column holds shows in any of them
HOSTILE = ("=SUM(Hearts)", '<span>& "1" > 2</span>', "+cmd|' /C calc'!A0", "&amp; <b>\\</b>")


@pytest.fixture(scope="module")
def data_team(installation: Installation) -> Person:
    return installation.logged_in("data")


@pytest.fixture(scope="module")
def hostile(installation: Installation) -> Iterator[dict[str, int]]:
    """Followed artists of names that are something else to a browser or a spreadsheet: card by name."""
    cards = {}
    for name in HOSTILE:
        artist = newcomer(installation, name)
        [(card,)] = rows(
            installation,
            "select app.add_card(:spotify, 'Tidemark', null, 'test')",
            spotify=artist.spotify,
        )
        rows(installation, "select app.confirm_card(:card, 'test')", card=card)
        cards[name] = card
    yield cards
    for card in cards.values():
        rows(installation, "select app.archive_card(:card, 'tested', 'test')", card=card)


def question(person: Person, name: str) -> dict[str, Any]:
    """What a chart asks, as its file says."""
    asked: dict[str, Any] = json.loads(stored(person, name))
    return asked


@cache
def stored(person: Person, name: str) -> str:
    found = person.get(f"/api/v1/chart/?q=(filters:!((col:slice_name,opr:eq,value:'{name}')))").json()["result"]
    return str(person.get(f"/api/v1/chart/{found[0]['id']}").json()["result"]["query_context"])


def exported(person: Person, asked: dict[str, Any], kind: str, *, is_forced: bool = True) -> list[tuple[Any, ...]]:
    """Lines of the file, titles first."""
    answer = person.ask("/api/v1/chart/data", {**asked, "result_format": kind, "force": is_forced})
    assert answer.status_code == 200, answer.text[:500]
    if kind == "csv":
        return [tuple(line) for line in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), escapechar="\\")]
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def of_column(lines: list[tuple[Any, ...]], title: str) -> list[Any]:
    place = lines[0].index(title)
    return [line[place] for line in lines[1:]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("slug", "name"), sorted(TABLES))
def test_no_table_is_exported_with_its_html(
    installation: Installation, data_team: Person, slug: str, name: str, kind: str
) -> None:
    asked = question(data_team, name)
    few = [{**query, "row_limit": min(query.get("row_limit") or FEW, FEW)} for query in asked["queries"]]
    # the second file is of the same rows, which need not be asked of the warehouse again
    titles, *lines = exported(data_team, {**asked, "queries": few}, kind, is_forced=kind == "csv")
    assert len(set(titles)) == len(titles), "two columns of one title"
    assert all(isinstance(title, str) and title.strip() for title in titles), "a column without a title"
    named = {each for (each,) in rows(installation, "select name from core.artist union select name from core.track")}
    shown = [cell for line in lines for cell in line if isinstance(cell, str) and MARKUP.search(cell)]
    assert set(shown) <= named


@pytest.mark.parametrize("view", asset_files.read(asset_files.FOLDER, "datasets"))
def test_what_holds_html_of_ours_has_the_suffix(installation: Installation, hostile: dict[str, int], view: str) -> None:
    """Exports go by it."""
    with installation.engine.connect() as connection:
        dataset = read_catalogue(connection)[view]
    silent = [
        column["column_name"]
        for column in dataset["columns"]
        if column["type"] == "TEXT"
        if not column["column_name"].endswith("_html")
    ]
    cells = ", ".join(f"('{column}', v.{column}::text)" for column in silent) or "(null, null)"
    ours = (
        f"select distinct c.name, c.cell from {dataset['schema']}.{view} v"
        f" cross join lateral (values {cells}) c (name, cell)"
        " where c.cell ~ '^<(a|span|img)( [^>]*)?>.*&'"
    )
    assert [(column, cell) for column, cell in rows(installation, ours) if cell not in hostile] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_artists_leave_with_their_names(
    installation: Installation, data_team: Person, hostile: dict[str, int], kind: str
) -> None:
    lines = exported(data_team, question(data_team, "New cards"), kind)
    expected = [
        name
        for (name,) in rows(
            installation,
            "select a.name from app.artist_card c join core.artist a using (artist_id) where c.status <> 'archived' "
            "and c.created_at >= now() - interval '90 days'",
        )
    ]
    assert {*hostile, "Salt & Signal"} <= set(expected)
    told = {re.sub(r" \(\d+\)$", "", as_typed(name)) for name in of_column(lines, "Artist")}
    assert told == set(expected)
    assert len(lines) - 1 == len(expected)


def as_typed(cell: str) -> str:
    """Without what keeps a spreadsheet from taking it for a formula: an apostrophe, and a stroke before |."""
    return cell[1:].replace("\\|", "|") if re.match(r"'[-=+@|%]", cell) else cell


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_that_is_a_formula_is_exported_as_text(data_team: Person, hostile: dict[str, int], kind: str) -> None:
    asked = {**question(data_team, "New cards"), "result_format": kind, "force": True}
    lines = exported(data_team, asked, kind)
    said = [cell for line in lines for cell in line if isinstance(cell, str)]
    assert any(cell.startswith("'=SUM(Hearts)") for cell in said)
    assert any(cell.startswith("'+cmd") for cell in said)
    assert [cell for cell in said if cell.startswith(("=", "+", "@", "-"))] == []
    if kind == "xlsx":
        answer = data_team.ask("/api/v1/chart/data", asked)
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert [cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"] == []


def test_columns_that_hold_no_html_of_ours_stay_as_they_are(data_team: Person, hostile: dict[str, int]) -> None:
    asked = question(data_team, "What moved")
    datasets = data_team.get("/api/v1/dataset/?q=(page_size:200)").json()["result"]
    [followed] = [each["id"] for each in datasets if each["table_name"] == "followed_artist"]
    query = {"columns": ["artist_name"], "filters": [], "orderby": [], "row_limit": 1000, "extras": {}}
    lines = exported(data_team, {**asked, "datasource": {"id": followed, "type": "table"}, "queries": [query]}, "csv")
    assert {'<span>& "1" > 2</span>', "&amp; <b>\\</b>"} <= set(of_column(lines, "Artist name"))


def test_what_sql_lab_exports_is_what_was_asked(installation: Installation, data_team: Person) -> None:
    databases = data_team.get("/api/v1/database/").json()["result"]
    asked = secrets.token_hex(5)
    sql = "select '<a href=\"x\">link</a>' as mine, '=1+1' as sum"
    body = {"database_id": databases[0]["id"], "sql": sql, "schema": "mart", "client_id": asked}
    assert data_team.ask("/api/v1/sqllab/execute/", body).status_code == 200
    answer = data_team.get(f"/api/v1/sqllab/export/{asked}/")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), escapechar="\\"))
    assert lines == [["mine", "sum"], ['<a href="x">link</a>', "'=1+1"]]


def test_a_long_chart_is_not_streamed_either(data_team: Person, hostile: dict[str, int]) -> None:
    asked = question(data_team, "New cards")
    asked["form_data"] = {**asked["form_data"], "row_limit": 1_000_000}
    lines = exported(data_team, asked, "csv")
    assert "'=SUM(Hearts)" in [re.sub(r" \(\d+\)$", "", name) for name in of_column(lines, "Artist")]
