"""The pictures README shows, made of a demo's world: out/superset/tour-*.webp, to be copied into docs/pictures."""

import io
from pathlib import Path

import pypdfium2
import pytest
from browsing import OUT, chart, in_a_browser, seated, settled
from bundle_files import placed_by_tab, read
from installation import Installation
from PIL import Image
from playwright.sync_api import Browser, Page

DASHBOARDS = read("dashboards")
WIDTH, HEIGHT = 1440, 1300
LARGEST_BYTES = 100_000


def keep(picture: Image.Image, name: str) -> None:
    """As WebP that a page loads at once."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = Path(OUT / f"tour-{name}.webp")
    picture.convert("RGB").save(path, "WEBP", quality=60, method=6)
    assert path.stat().st_size <= LARGEST_BYTES


def first_screen(page: Page, board: str) -> Image.Image:
    """The upper part of a dashboard's first tab, once all of it is drawn."""
    page.wait_for_selector(".dashboard-component-chart-holder")
    settled(page, next(iter(placed_by_tab(DASHBOARDS[board]).values())))
    taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
    return Image.open(io.BytesIO(taken)).resize((WIDTH * 3 // 4, HEIGHT * 3 // 4), Image.Resampling.LANCZOS)


@in_a_browser
def test_the_tour_of_executives(installation: Installation, chromium: Browser) -> None:
    with seated(chromium, installation, "executive", width=WIDTH, height=HEIGHT) as seat:
        seat.page.goto("/superset/dashboard/label-overview/")
        keep(first_screen(seat.page, "label-overview"), "label-overview")
        link = chart(seat.page, "Who made the change").locator("td a[title='Open this artist']").first
        address = link.get_attribute("href")
        assert address is not None
        seat.page.goto(address)
        keep(first_screen(seat.page, "artist"), "artist")


@pytest.mark.slow
def test_the_first_page_of_the_report(installation: Installation) -> None:
    assert installation.run("report").returncode == 0
    [pdf] = (installation.data_dir / "reports").glob("*.pdf")
    keep(pypdfium2.PdfDocument(pdf)[0].render(scale=1.25).to_pil(), "report")
