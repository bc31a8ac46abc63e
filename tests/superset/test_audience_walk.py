"""The brief's manual checks of Music Analytics through the page in a real browser; pictures of it in out/superset.

Missing data that is fetched and the Excel file are checked where these are built.
"""

import re
from collections.abc import Iterator

import browsing
import pytest
from browsing import in_a_browser, seated
from installation import Installation
from pages import rows
from playwright.sync_api import Browser, Page, expect

WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
PAGE = "/musicanalytics/"

pytestmark = in_a_browser


@pytest.fixture(params=WIDTHS)
def page(chromium: Browser, installation: Installation, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Logged in as an executive, who types nothing into the other pages."""
    width, height = WIDTHS[request.param]
    with seated(chromium, installation, "executive", width=width, height=height) as seat:
        yield seat.page


@pytest.fixture(scope="module")
def two(installation: Installation) -> list[tuple[int, str]]:
    """Two artists with plain names, to be typed: number and name."""
    query = """select artist_id, name from core.artist
        where artist_id_soundcharts is not null and name ~ '^[A-Za-z ]{6,}$'
          and exists (select from core.track_artist k where k.artist_id = artist.artist_id)
        order by name limit 2"""
    return [(number, name) for number, name in rows(installation, query)]


def choose(page: Page, name: str) -> None:
    """Type the beginning of a name and take the artist from the list, by keyboard."""
    page.get_by_role("combobox", name="Artists").press_sequentially(name[:5])
    found = page.get_by_role("option").filter(has_text=name)
    expect(found).to_be_visible()
    for _ in range(12):
        if found.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".gs-chip").filter(has_text=name)).to_have_count(1)


def analyze(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Analyze").press("Enter")


def picture(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
    assert page.viewport_size is not None
    browsing.picture(page, f"analytics-{name}-{page.viewport_size['width']}", is_whole=True)


def test_artists_by_search_give_results_at_once(page: Page, two: list[tuple[int, str]]) -> None:
    page.goto(PAGE)
    expect(page.get_by_label("Month")).not_to_have_value("")
    picture(page, "1-question")
    for _, name in two:
        choose(page, name)
    analyze(page)
    for number, _ in two:
        assert f"artist={number}" in page.url
    assert "platform=" not in page.url, "all platforms are no list of them"
    for tile in ("total-plays", "tracks-read", "daily-average"):
        assert re.fullmatch(r"[\d,]+", page.locator(f"#{tile}").inner_text())
    shares = page.locator("#platforms td[data-label=Share]").all_inner_texts()
    figures = [float(share.rstrip(" %")) for share in shares if share[:1].isdigit()]
    assert figures[-1] == 100
    assert sum(figures[:-1]) == pytest.approx(100, abs=1e-9)
    expect(page.locator(".gs-chart path").first).to_be_attached()
    artist = page.locator(".gs-artist").filter(has_text=two[0][1])
    expect(artist.locator("table")).not_to_be_visible()
    artist.locator("summary").click()
    expect(artist.locator("table")).to_be_visible()
    picture(page, "2-answer")


def test_some_platforms_a_country_and_each_day(page: Page, two: list[tuple[int, str]]) -> None:
    page.goto(PAGE)
    choose(page, two[0][1])
    page.get_by_label("All", exact=True).uncheck()
    page.get_by_label("Spotify", exact=True).check()
    page.get_by_label("or from").fill("2026-09-15")
    page.get_by_label("to", exact=True).fill("2026-10-15")
    expect(page.get_by_label("Month")).to_have_value("")
    page.get_by_label("dates", exact=True).check()
    page.get_by_label("List each day").check()
    analyze(page)
    assert "platform=spotify" in page.url
    assert "month=" not in page.url
    assert all("Spotify" in cell for cell in page.locator("#platforms td.is-name .gs-who").all_inner_texts())
    days = page.locator("#dates tbody tr td.is-name").all_inner_texts()
    assert days[0].endswith("15 Sep 2026")
    assert [day for day in days if day.startswith(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))][-1].endswith(
        "15 Oct 2026"
    )
    picture(page, "3-days")


def test_more_than_a_year_is_refused_and_nothing_is_lost(page: Page, two: list[tuple[int, str]]) -> None:
    page.goto(PAGE)
    choose(page, two[0][1])
    page.get_by_label("or from").fill("2025-10-01")
    page.get_by_label("to", exact=True).fill("2026-10-31")
    analyze(page)
    assert "more than 12 months (it touches 13)" in page.locator("#to-problem").inner_text()
    expect(page.locator(".gs-chip").filter(has_text=two[0][1])).to_have_count(1)
    expect(page.get_by_label("or from")).to_have_value("2025-10-01")
    picture(page, "4-too-long")


def test_days_without_figures_say_so_and_what_to_do(page: Page, two: list[tuple[int, str]]) -> None:
    page.goto(f"{PAGE}answer?artist={two[0][0]}&from=2019-01-01&to=2019-01-31")
    assert "Nothing was read of this artist" in page.locator("#nothing").inner_text()
    assert "Choose other days" in page.locator("#nothing").inner_text()
    picture(page, "5-nothing")


def test_the_dashboard_opens_with_the_question(page: Page, installation: Installation) -> None:
    [(number, name)] = rows(
        installation,
        """select f.artist_id, f.artist from mart.followed_artist f join core.artist a using (artist_id)
           where a.artist_id_soundcharts is not null and f.artist ~ '[''!&]' order by 1 limit 1""",
    )
    page.goto(f"{PAGE}answer?artist={number}&from=2026-09-15&to=2026-10-15&platform=spotify")
    total = page.locator("#total-plays").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Open the dashboard with these filters").click()
    expect(page.locator(".ant-select-selection-item").filter(has_text=name).first).to_be_attached()
    expect(browsing.chart(page, "Plays by platform").get_by_text(total).first).to_be_visible()
