"""Every chart of every dashboard on the running server, and each dashboard in a real browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle_files import placed, placed_by_tab, read
from installation import Installation
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

PICTURES = Path(__file__).parents[2] / "out/superset"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
DASHBOARDS = read("dashboards")
BUSY = ".loading, [data-test='loading-indicator'], .ant-spin-spinning"
BROKEN = ".ant-alert-error, [data-test='error-container'], .missing-chart-container"
PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def test_every_chart_has_rows_and_no_error(installation: Installation) -> None:
    rows = installation.verb("superset", "check")
    assert {(row["dashboard"], row["chart"]) for row in rows} == {
        (slug, meta["sliceName"]) for slug, board in DASHBOARDS.items() for meta in placed(board)
    }
    assert [row for row in rows if row["error"] or row["rows"] == 0] == []


@in_a_browser
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("slug", DASHBOARDS)
def test_a_dashboard_opens_whole(installation: Installation, browser: Browser, slug: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=installation.url)
    try:
        page = logged_in(context.new_page(), installation, "data")
        page.goto(f"/superset/dashboard/{slug}/")
        page.wait_for_selector(".dashboard-component-chart-holder", timeout=PATIENCE_MS)
        by_tab = placed_by_tab(DASHBOARDS[slug])
        for place, (tab, charts) in enumerate(by_tab.items()):
            if tab is not None:
                tabs = page.locator(".dashboard-component-tabs .ant-tabs-tab")
                tabs.filter(has_text=re.compile(rf"^{tab}$")).click()
            settled(page, width, charts)
            picture(page, f"{slug}-{width}-{place}")
    finally:
        context.close()


@in_a_browser
def test_an_artist_in_a_table_leads_to_the_artist(installation: Installation, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=installation.url)
    try:
        page = logged_in(context.new_page(), installation, "marketing")
        page.goto("/superset/dashboard/label-overview/")
        link = page.locator("[data-test-chart-name='What moved'] td a[title='Open this artist']").nth(1)
        link.wait_for(timeout=PATIENCE_MS)
        name = link.inner_text()
        address = link.get_attribute("href")
        assert address is not None
        page.goto(address)
        page.locator("[data-test-chart-name='The artist this week'] td").first.wait_for(timeout=PATIENCE_MS)
        settled(page, 1440, {"The artist this week"})
        shown = page.locator("[data-test-chart-name='The artist this week'] tbody tr td:nth-child(2)").all_inner_texts()
        assert set(shown) == {name}
    finally:
        context.close()


def logged_in(page: Page, installation: Installation, user: str) -> Page:
    """By the log-in page, as people do."""
    page.goto("/login/")
    page.wait_for_selector("#username", timeout=PATIENCE_MS)
    page.fill("#username", user)
    page.fill("#password", installation.password(user))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address, timeout=PATIENCE_MS)
    return page


def picture(page: Page, name: str) -> None:
    """Keep what is seen, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"dashboard-{name}.png")


def settled(page: Page, width: int, charts: set[str]) -> None:
    """Wait until these charts are shown and nothing loads any more; none may be broken."""
    for name in charts:
        expect(chart(page, name)).to_have_count(1, timeout=PATIENCE_MS)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(height + 200, 9000)})
    page.wait_for_timeout(1000)  # what has come into sight begins to load
    expect(page.locator(BUSY).locator("visible=true")).to_have_count(0, timeout=PATIENCE_MS)
    assert page.locator(BROKEN).locator("visible=true").all_inner_texts() == []


def chart(page: Page, name: str) -> Locator:
    """A chart that is shown."""
    return page.locator(f"[data-test-chart-name='{name}']").locator("visible=true")
