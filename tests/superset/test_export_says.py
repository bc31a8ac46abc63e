"""An exported file says which dashboard, chart, week and filters it is of, and its percentages read as such."""

import io
from typing import Any

import httpx
import pytest
from installation import Installation, Person
from openpyxl import load_workbook
from pages import rows
from test_exports import question

CHART, DASHBOARD, LABEL = "What moved", "label-overview", "Tidemark"


@pytest.fixture(scope="module")
def marketing(installation: Installation) -> Person:
    return installation.logged_in("marketing")


def exported(person: Person, kind: str) -> httpx.Response:
    """The chart as its dashboard asks for it, of one label."""
    asked = question(person, CHART)
    [board] = person.get(f"/api/v1/dashboard/?q=(filters:!((col:slug,opr:eq,value:{DASHBOARD})))").json()["result"]
    [chart] = person.get(f"/api/v1/chart/?q=(filters:!((col:slice_name,opr:eq,value:'{CHART}')))").json()["result"]
    form: dict[str, Any] = {**asked["form_data"], "dashboardId": board["id"], "slice_id": chart["id"]}
    chosen = {"col": "label", "op": "IN", "val": [LABEL]}
    queries = [{**query, "filters": [*query["filters"], chosen]} for query in asked["queries"]]
    answer = person.ask(
        "/api/v1/chart/data", {**asked, "queries": queries, "form_data": form, "result_format": kind, "force": True}
    )
    assert answer.status_code == 200, answer.text[:500]
    return answer


def test_an_excel_file_has_a_sheet_about_itself(installation: Installation, marketing: Person) -> None:
    answer = exported(marketing, "xlsx")
    [(week, sentence)] = rows(
        installation,
        "select w.week_on, c.sentence from mart.closed_week w cross join mart.figures_clock c where w.is_newest",
    )
    name = f"label-overview-what-moved-week-{week}"
    assert f"filename={name}" in answer.headers["content-disposition"].replace('"', "")
    assert "label-tidemark.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Data", "About"]
    facts = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert (facts["Dashboard"], facts["Chart"], facts["Week of Friday"]) == ("Label overview", CHART, str(week))
    assert (facts["Filter: Label"], facts["As of"], facts["Made by"]) == (f"is {LABEL}", sentence, "marketing")
    assert facts["Made at (UTC)"].year >= 2026
    data = book["Data"]
    titles = {cell.value: cell.column_letter for cell in data[1]}
    cells = [cell for title, letter in titles.items() if "%" in str(title) for cell in data[letter][1:]]
    told = [cell for cell in cells if cell.value is not None]
    assert told
    assert {cell.number_format for cell in told} == {"+0%;-0%;0%"}
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref.startswith("A1:")


def test_csv_is_for_programs_and_has_it_in_its_name(marketing: Person) -> None:
    answer = exported(marketing, "csv")
    assert "label-overview-what-moved-week-" in answer.headers["content-disposition"]
    assert "label-tidemark.csv" in answer.headers["content-disposition"]
    assert b"Made by" not in answer.content
