"""Light and dark in a real browser: whoever chooses a theme can read everything in it, on dashboards and on our pages.

Pictures of all of them in out/superset.
"""

from pathlib import Path

import pytest
from browsing import in_a_browser, picture, seated, settled
from installation import Installation
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import text

pytestmark = in_a_browser

BELOW = Path(__file__).with_name("contrast.js").read_text("utf-8")
DASHBOARDS = {
    "label-overview": {"The week", "Who made the change", "Out of the ordinary"},
    "artist": {"The artist", "Why it moved", "The artist this week"},
    "growth": {"How present each artist is", "What to do next", "What helped"},
}
PAGES = ("/marketing/cards/", "/marketing/recipients/", "/marketing/alerts/", "/marketing/thresholds/")


@pytest.mark.parametrize(("entry", "scheme"), [("Light", "light"), ("Dark", "dark")])
def test_everything_can_be_read(chromium: Browser, installation: Installation, entry: str, scheme: str) -> None:
    answer = f"/musicanalytics/?artist={_somebody(installation)}&from=2026-10-01&to=2026-10-31&group=track&daily=1"
    with seated(chromium, installation, "marketing") as seat:
        page = seat.page
        page.goto(PAGES[0])
        page.locator("[data-menu-id$='theme-sub-menu']").hover()  # as people choose it
        page.get_by_role("menuitem", name=entry).click()
        for slug, charts in DASHBOARDS.items():
            page.goto(f"/superset/dashboard/{slug}/")
            settled(page, charts)
            _readable(page, slug, scheme)
        for path in (*PAGES, answer):
            page.goto(path)
            expect(page.get_by_role("menuitem", name="Dashboards").first).to_be_visible()
            _readable(page, path.split("?")[0].strip("/").replace("/", "-"), scheme)


def _readable(page: Page, name: str, scheme: str) -> None:
    """On a desk and on a phone."""
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme
    assert page.viewport_size is not None
    height = page.viewport_size["height"]
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(500)  # charts take their new places
        picture(page, f"theme-{name}-{scheme}-{width}")
        assert not (below := page.evaluate(BELOW)), (page.url, width, below)
    page.set_viewport_size({"width": 1440, "height": 900})


def _somebody(installation: Installation) -> int:
    with installation.engine.connect() as connection:
        found = connection.scalar(text("select artist_id from mart.followed_artist order by artist_id limit 1"))
        assert isinstance(found, int)
        return found
