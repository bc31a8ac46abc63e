"""People at a real browser: how they log in, what is waited for, and pictures of what they see in out/superset."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from installation import Installation
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

OUT = Path(__file__).parents[2] / "out/superset"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)
BUSY = ".loading, [data-test='loading-indicator'], .ant-spin-spinning"
BROKEN = ".ant-alert-error, [data-test='error-container'], .missing-chart-container"
# What is drawn on the page's charts, as one number.
DRAWN = """() => [...document.querySelectorAll('canvas')].map(canvas => canvas.toDataURL()).join()
  .split('').reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7)"""
PICTURES = r"https://(assets\.example|i\.scdn\.co)/"
FRAME_MS, MOST_FRAMES = 400, 25
# How long an open menu is given to show its entries, and how often it is opened.
OPEN_MS, MOST_OPENINGS = 15_000, 4


@dataclass(frozen=True)
class Seat:
    """Somebody in front of a page; what its scripts threw, and what its console complained of."""

    page: Page
    thrown: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def seated(
    browser: Browser, installation: Installation, user: str, *, width: int = 1440, height: int = 900
) -> Iterator[Seat]:
    """One of the first users, logged in. Nothing a page's scripts throw is overlooked."""
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=installation.url)
    context.set_default_timeout(PATIENCE_MS)
    seat = Seat(context.new_page())
    seat.page.on("pageerror", lambda error: seat.thrown.append(f"{error.message} on {seat.page.url}"))
    seat.page.on("console", lambda said: seat.complaints.extend(complaint(said)))
    try:
        log_in(seat.page, user, installation.password(user))
        yield seat
    finally:
        context.close()
    assert not seat.thrown, seat.thrown


def complaint(said: ConsoleMessage) -> list[str]:
    """An error and its address, unless it is a picture of the made-up world, on servers that do not exist."""
    address = said.location["url"]
    is_picture = re.match(PICTURES, address) or re.search(f"the image '{PICTURES}", said.text)
    return [f"{said.text} {address}"] if said.type == "error" and not is_picture else []


def log_in(page: Page, user: str, password: str) -> None:
    """By the log-in page, as people do.

    An answer to a stranger that comes after the one to the log-in takes the session away again. Waiting until the page
    asks for nothing more makes that rare, and on a busy machine not impossible: then once more.
    """
    page.goto("/login/")
    for _ in range(3):
        page.wait_for_load_state("networkidle")
        page.locator("#username").fill(user)
        page.locator("#password").fill(password)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if "/login" not in page.url:
            return
    raise AssertionError(f"{user} does not get in")


def chart(page: Page, name: str) -> Locator:
    """A chart that is shown."""
    return page.locator(f"[data-test-chart-name='{name}']").locator("visible=true")


def settled(page: Page, charts: set[str]) -> None:
    """Wait until these charts are shown, nothing loads any more and all is drawn; none may be broken."""
    for name in charts:
        expect(chart(page, name)).to_have_count(1)
    assert page.viewport_size is not None
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": page.viewport_size["width"], "height": min(height + 200, 9000)})
    page.wait_for_timeout(1000)  # what has come into sight begins to load
    expect(page.locator(BUSY).locator("visible=true")).to_have_count(0)
    broken = page.locator(BROKEN).locator("visible=true").all_inner_texts()
    assert not broken, broken
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until charts stand still: bars and lines grow into their places."""
    before = None
    for _ in range(MOST_FRAMES):
        now = page.evaluate(DRAWN)
        if now == before:
            return
        before = now
        page.wait_for_timeout(FRAME_MS)
    raise AssertionError("a chart goes on moving")


def picture(page: Page, name: str, *, is_whole: bool = False) -> None:
    """Keep what is seen, or the whole page, to be looked at."""
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"{name}.png", full_page=is_whole)


def open_tab(page: Page, name: str) -> None:
    page.locator(".dashboard-component-tabs .ant-tabs-tab").filter(has_text=re.compile(rf"^{name}$")).click()


def choose(page: Page, name: str, value: str) -> None:
    """Choose a value in a dashboard's filter bar, and apply it."""
    box = page.get_by_role("combobox", name=f"NATIVE_FILTER-{name}")
    box.focus()
    box.fill(value)  # opens the list, as typing does
    page.locator(".ant-select-item-option").filter(has_text=re.compile(rf"^{re.escape(value)}$")).first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(BUSY).locator("visible=true")).to_have_count(0)


def menu(page: Page, name: str, *entries: str) -> None:
    """Choose from a chart's own menu, and leave it. A chart drawn again meanwhile closes its menu: then once more."""
    entry = page.locator("[role='menuitem']:visible")
    for place in range(MOST_OPENINGS):
        expect(chart(page, name).locator(BUSY).locator("visible=true")).to_have_count(0)
        drawn(page)
        chart(page, name).get_by_role("button", name="More Options").click()
        try:
            for each in entries[:-1]:
                entry.filter(has_text=re.compile(f"^{each}$")).hover(timeout=OPEN_MS)
            entry.filter(has_text=re.compile(f"^{entries[-1]}")).click(timeout=OPEN_MS)
            break
        except PlaywrightTimeout:
            if place == MOST_OPENINGS - 1:
                raise
            page.keyboard.press("Escape")
            page.mouse.move(0, 0)
            expect(entry).to_have_count(0)
    page.mouse.move(0, 0)
    expect(entry.filter(has_text="Force refresh")).to_have_count(0)


def download(page: Page, name: str, entry: str, folder: Path) -> Path:
    """The file a chart's menu exports."""
    with page.expect_download() as started:
        menu(page, name, "Download", entry)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
