"""Marketing's path in a real browser: follow an artist, add a sound, see both on dashboards, filter, export to Excel.

Pictures of every step in out/superset.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browsing import chart, choose, download, in_a_browser, open_tab, picture, seated, settled
from bundle_files import placed_by_tab, read
from exported import agree, of_sheet
from installation import Installation
from pages import rows
from playwright.sync_api import Browser, Page, expect

LABEL = "Tidemark"
MOVED = ("artist", "label", "team", "metric_name", "this_week", "last_week", "change_share", "extra", "badge", "days")
CARDS = ("artist", "label", "team", "status", "track_count", "linked_share", "sound_count", "created_by")

pytestmark = in_a_browser


@dataclass(frozen=True)
class Wanted:
    """An artist nobody follows any more, and a sound of theirs that is no longer linked."""

    artist_id: int
    name: str
    spotify: str
    sound: str


@pytest.fixture
def wanted(installation: Installation) -> Wanted:
    """Taken from those who are followed; the sound has posts in the newest week."""
    [(card, artist, name, spotify, sound)] = rows(
        installation,
        "select c.card_id, c.artist_id, c.artist_name, c.artist_id_spotify, w.sound_id_tiktok from mart.artist_card c "
        "join bi.followed_sound_week w on w.artist_id = c.artist_id and w.is_newest and w.total > 0 "
        "where c.status = 'confirmed' and c.artist_id_spotify is not null and c.sound_count < 15 "
        "and c.artist_name !~ '[^A-Za-z ]' order by w.total desc limit 1",
    )
    rows(installation, "select app.archive_card(:card, 'for the walk', 'test')", card=card)
    rows(installation, "select app.remove_sound(:artist, :sound, 'test')", artist=artist, sound=sound)
    return Wanted(artist, name, spotify, sound)


@pytest.fixture
def page(chromium: Browser, installation: Installation) -> Iterator[Page]:
    with seated(chromium, installation, "marketing") as seat:
        yield seat.page
        assert seat.complaints == []


def test_from_a_pasted_link_to_an_excel_file(
    installation: Installation, page: Page, wanted: Wanted, tmp_path: Path
) -> None:
    follow(page, wanted)
    add_sound(page, wanted)

    page.goto("/superset/dashboard/label-overview/")
    cards = chart(page, "New cards")
    cards.locator("td").first.wait_for()
    line = cards.locator("tbody tr").filter(has=page.get_by_role("link", name=wanted.name, exact=True))
    expect(line).to_have_count(1)
    line.scroll_into_view_if_needed()
    picture(page, "path-marketing-3-new-card")

    page.goto("/superset/dashboard/artist/")
    chart(page, "The artist this week").locator("td").first.wait_for()
    choose(page, "artist", wanted.name)
    shown = chart(page, "The artist this week").locator("tbody tr td:nth-child(2)")
    expect(shown.first).to_have_text(wanted.name)
    assert set(shown.all_inner_texts()) == {wanted.name}
    tab = next(tab for tab, charts in placed_by_tab(read("dashboards")["artist"]).items() if "TikTok sounds" in charts)
    if tab is not None:
        open_tab(page, tab)
    expect(chart(page, "TikTok sounds").locator(f"a[href*='{wanted.sound}']")).to_have_count(1)
    chart(page, "TikTok sounds").scroll_into_view_if_needed()
    picture(page, "path-marketing-4-sound")

    page.goto("/superset/dashboard/label-overview/")
    chart(page, "Who made the change").locator("td").first.wait_for()
    choose(page, "label", LABEL)
    open_tab(page, "What moved")
    settled(page, {"What moved"})
    picture(page, "path-marketing-5-filtered")
    moved = of_sheet(download(page, "What moved", "Export to Excel", tmp_path))
    agree(
        moved,
        MOVED,
        stored(
            installation,
            "badge_board",
            MOVED,
            "whose = 'artist' and is_newest and label = :label and tier in "
            "('confirmed', 'rising', 'new release', 'expected', 'check data', 'spike over')",
        ),
    )
    open_tab(page, "Cards")
    settled(page, {"New cards"})
    added = of_sheet(download(page, "New cards", "Export to Excel", tmp_path))
    agree(added, CARDS, stored(installation, "new_card", CARDS, "label = :label"))
    assert wanted.name in {line[0] for line in added[1:]}


def follow(page: Page, wanted: Wanted) -> None:
    page.goto("/marketing/cards/")
    page.get_by_label("Spotify link of the artist").fill(f"https://open.spotify.com/artist/{wanted.spotify}?si=1")
    page.get_by_label("Label").first.fill(LABEL)
    with page.expect_navigation():
        page.get_by_role("button", name="Show preview").click()
    picture(page, "path-marketing-1-preview")
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm this card").click()
    assert "The card is confirmed" in page.get_by_role("status").inner_text()


def add_sound(page: Page, wanted: Wanted) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="TikTok sounds", exact=True).last.click()
    page.get_by_label("Address of the sound, or its id").fill(f"https://www.tiktok.com/music/original-{wanted.sound}")
    with page.expect_navigation():
        page.get_by_role("button", name="Link sound").click()
    assert "The sound is linked" in page.get_by_role("status").first.inner_text()
    picture(page, "path-marketing-2-sound")


def stored(installation: Installation, view: str, columns: tuple[str, ...], where: str) -> list[tuple[Any, ...]]:
    """What the warehouse's owner reads; the artist by name, without HTML. Cards that are drafts are among them."""
    name = "coalesce(n.artist, a.artist_name)"
    named = ", ".join(name if column == "artist" else f"b.{column}" for column in columns)
    query = f"""select {named} from mart.{view} b join mart.artist a using (artist_id)
                left join mart.followed_artist n using (artist_id) where b.{where}"""
    return rows(installation, query.replace("and label", "and b.label"), label=LABEL)
