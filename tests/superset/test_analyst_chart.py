"""An analyst goes on from an answer of SQL Lab, in a real browser: a chart of it, and a dashboard of their own.

Pictures of every step in out/superset.
"""

import secrets

from browsing import in_a_browser, picture, seated
from bundle_files import read
from installation import Installation
from playwright.sync_api import Browser, Page, expect

pytestmark = in_a_browser

QUERY = read("queries")["what-moved"]


def test_from_an_answer_to_a_dashboard(chromium: Browser, installation: Installation) -> None:
    name = f"Mine {secrets.token_hex(3)}"
    with seated(chromium, installation, "analyst") as seat:
        page = seat.page
        _chart_of_an_answer(page)
        page.locator("[data-test='query-save-button']").click()
        form = page.get_by_role("dialog")
        form.locator("[data-test='new-chart-name']").fill(name)
        form.locator("[data-test='new-dataset-name']").fill(name)
        picture(page, "analyst-chart-2-save")
        form.locator("#btn_modal_save").click()
        page.wait_for_url("**slice_id=**")
    _own_dashboard(installation, name)
    _nobody_else_sees(installation, name)


def _chart_of_an_answer(page: Page) -> None:
    page.goto("/savedqueryview/list/")
    page.get_by_role("link", name=QUERY["label"]).click()
    run = page.get_by_role("button", name="Run").first
    expect(page.locator("#ace-editor, .ace_editor").first).to_contain_text("followed_badge")
    expect(run).to_be_enabled()
    run.click()
    page.get_by_role("button", name="Create chart").click()
    page.wait_for_url("**/explore/**")
    expect(page.locator("[data-test='query-save-button']")).to_be_enabled()
    expect(page.get_by_role("columnheader").first).to_be_visible()
    picture(page, "analyst-chart-1-explore")


def _own_dashboard(installation: Installation, name: str) -> None:
    """The calls by which the page puts a chart on a new dashboard."""
    analyst = installation.logged_in("analyst")
    [chart] = analyst.get(f"/api/v1/chart/?q=(filters:!((col:slice_name,opr:eq,value:'{name}')))").json()["ids"]
    board = analyst.ask("/api/v1/dashboard/", {"dashboard_title": name})
    assert board.status_code == 201, board.text
    number = board.json()["id"]
    put = analyst.ask(f"/api/v1/chart/{chart}", {"dashboards": [number]}, "PUT")
    assert put.status_code == 200, put.text
    shown = analyst.get(f"/api/v1/dashboard/{number}/charts").json()["result"]
    assert [each["slice_name"] for each in shown] == [name]


def _nobody_else_sees(installation: Installation, name: str) -> None:
    """Neither the chart nor its dataset; and what comes from files is not the analyst's to change."""
    analyst, marketing = installation.logged_in("analyst"), installation.logged_in("marketing")
    query = f"?q=(filters:!((col:slice_name,opr:eq,value:'{name}')))"
    assert analyst.get(f"/api/v1/chart/{query}").json()["count"] == 1
    assert marketing.get(f"/api/v1/chart/{query}").json()["count"] == 0
    listed = analyst.get("/api/v1/dataset/?q=(page_size:100)").json()["result"]
    numbers = {each["table_name"]: each["id"] for each in listed}
    assert marketing.get(f"/api/v1/dataset/{numbers[name]}").status_code in (403, 404)
    answer = analyst.ask(f"/api/v1/dataset/{numbers['badge_board']}", {"description": "mine now"}, "PUT")
    assert answer.status_code == 403, answer.text
