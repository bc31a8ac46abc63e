"""Marketing's way through the pages in a real browser, by keyboard alone; pictures of every step in out/superset."""

from collections.abc import Iterator

import browsing
import pytest
from browsing import in_a_browser, seated
from installation import Installation
from pages import new_sound, rows
from playwright.sync_api import Browser, Page

WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
# Fields without a name for whoever can't see them.
UNNAMED = """() => [...document.querySelectorAll('#content input:not([type=hidden]), #content select, #content button')]
  .filter(field => !(field.labels?.length || field.getAttribute('aria-label') || field.textContent.trim()))
  .map(field => field.outerHTML)"""

pytestmark = in_a_browser


@pytest.fixture(params=WIDTHS)
def page(chromium: Browser, installation: Installation, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Logged in as marketing."""
    width, height = WIDTHS[request.param]
    with seated(chromium, installation, "marketing", width=width, height=height) as seat:
        yield seat.page


def picture(page: Page, name: str) -> None:
    """Keep what is seen; a page must not be wider than the screen, and every field must have a name."""
    page.locator("#app nav, #app header, #app .ant-menu").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
    assert page.evaluate(UNNAMED) == []
    assert page.viewport_size is not None
    browsing.picture(page, f"marketing-{name}-{page.viewport_size['width']}", is_whole=True)


def send(page: Page, button: str) -> None:
    """Press a button as a keyboard does."""
    with page.expect_navigation():
        found = page.get_by_role("button", name=button)
        found.focus()
        page.keyboard.press("Enter")


@pytest.fixture
def unfollowed(installation: Installation) -> tuple[int, str, str]:
    """An artist with tracks and figures whom nobody follows any more: number, Spotify id, name."""
    [(card, artist, spotify, name)] = rows(
        installation,
        "select card_id, artist_id, artist_id_spotify, artist_name from mart.artist_card "
        "where status = 'confirmed' and song_count > 2 and artist_id_spotify is not null order by card_id desc limit 1",
    )
    rows(installation, "select app.archive_card(:card, 'for the walk', 'test')", card=card)
    return artist, spotify, name


def test_from_link_to_card_sound_and_threshold(
    installation: Installation, page: Page, unfollowed: tuple[int, str, str]
) -> None:
    artist, spotify, name = unfollowed
    page.goto("/marketing/cards/")
    picture(page, "1-cards")

    page.get_by_label("Spotify link of the artist").fill(f"https://open.spotify.com/track/{spotify}")
    page.get_by_label("Label").first.fill("Tidemark")
    page.keyboard.press("Enter")
    page.locator("#link-problem").wait_for()
    assert "is a link to a track" in page.locator("#link-problem").inner_text()
    picture(page, "2-wrong-link")

    page.get_by_label("Spotify link of the artist").fill(f"https://open.spotify.com/artist/{spotify}?si=1")
    send(page, "Show preview")
    assert "The draft is saved" in page.get_by_role("status").inner_text()
    assert page.locator("h1").inner_text().startswith(name)
    assert page.title().startswith(name)
    picture(page, "3-preview")
    send(page, "Confirm this card")
    assert "The card is confirmed" in page.get_by_role("status").inner_text()
    picture(page, "4-confirmed")
    page.reload()
    status = "select status, label from app.artist_card where artist_id = :id and status <> 'archived'"
    assert rows(installation, status, id=artist) == [("confirmed", "Tidemark")]

    with page.expect_navigation():
        page.get_by_role("link", name="TikTok sounds", exact=True).last.press("Enter")
    sound = new_sound()
    page.get_by_label("Address of the sound, or its id").fill(f"https://www.tiktok.com/music/original-{sound}")
    send(page, "Link sound")
    page.get_by_label("The sound is right, though nobody has named it yet").check()
    send(page, "Link sound")
    assert "The sound is linked" in page.get_by_role("status").first.inner_text()
    assert page.get_by_role("link", name=sound).count() == 1
    picture(page, "5-sounds")

    page.goto("/marketing/thresholds/")
    page.get_by_label("an artist", exact=True).check()
    page.get_by_role("combobox", name="Artist").fill(name)
    page.get_by_label("Threshold, times last week").fill("0")
    send(page, "Save threshold")
    assert "more than once" in page.locator("#times-problem").inner_text()
    picture(page, "6-wrong-threshold")
    page.get_by_label("Threshold, times last week").fill("1,4")
    send(page, "Show what it would have meant")
    assert "Nothing is saved yet" in page.locator(".gs-effect").inner_text()
    picture(page, "7-threshold-preview")
    send(page, "Save threshold")
    assert "The threshold is saved" in page.get_by_role("status").inner_text()
    picture(page, "8-thresholds")
    rule = "select threshold from app.spike_rule where artist_id = :id"
    assert rows(installation, rule, id=artist) == [(1.4,)]


def test_from_unlinked_track_to_link_by_hand(installation: Installation, page: Page) -> None:
    page.goto("/marketing/links/")
    picture(page, "9-links")
    with page.expect_navigation():
        page.locator(".gs-table .is-action a").first.press("Enter")
    [(song,)] = rows(installation, "select max(song_id_luminate) from mart.unified_song where linked_count > 0")
    page.get_by_label("another, by Luminate's number").check()
    page.get_by_label("Luminate's number of the song").fill(str(song))
    page.get_by_label("Reason").fill("same recording")
    send(page, "Show what it changes")
    assert "Nothing is saved yet" in page.locator(".gs-effect").inner_text()
    picture(page, "10-link-preview")
    send(page, "Link by hand")
    assert "The link by hand is saved" in page.get_by_role("status").inner_text()
    picture(page, "11-link")
    send(page, "Take the link by hand back")
    assert "is taken back" in page.get_by_role("status").inner_text()


def test_the_menu_leads_to_all_four_pages(page: Page) -> None:
    page.goto("/marketing/cards/")
    menu = page.locator("#app").get_by_text("Marketing", exact=True).first
    for name, path in (("TikTok sounds", "sounds"), ("Thresholds", "thresholds"), ("Links", "links")):
        menu.hover() if page.viewport_size == {"width": 1440, "height": 900} else menu.click()
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).first.click()
        assert page.url.endswith(f"/marketing/{path}/")
        assert page.locator("h1").inner_text() == name
