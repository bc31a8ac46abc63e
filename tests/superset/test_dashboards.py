"""Every chart of every dashboard on the running server, and each dashboard in a real browser."""

from typing import Any

import pytest
from browsing import OUT, chart, in_a_browser, open_tab, picture, seated, settled
from bundle_files import placed, placed_by_tab, read
from installation import Installation
from playwright.sync_api import Browser

DASHBOARDS = read("dashboards")
COLUMNS = ("dashboard", "chart", "role", "rows", "error", "cold_ms", "warm_ms")


def test_every_chart_has_rows_and_no_error(installation: Installation) -> None:
    rows = installation.verb("superset", "check")
    keep_table(rows)
    assert {(row["dashboard"], row["chart"]) for row in rows} == {
        (slug, meta["sliceName"]) for slug, board in DASHBOARDS.items() for meta in placed(board)
    }
    assert [row for row in rows if row["error"] or row["rows"] == 0] == []
    # each is asked as whoever may see the least of it
    assert {row["role"] for row in rows if row["dashboard"] == "label-overview"} == {"Executive"}
    assert {row["role"] for row in rows if row["dashboard"] == "charts-and-cascade"} == {"Data team"}


def keep_table(rows: list[dict[str, Any]]) -> None:
    """Charts with rows, error and time as a table to be read: out/superset/charts.md."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *([row[name] for name in COLUMNS] for row in rows)]
    told = [" | ".join("" if cell is None else str(cell).replace("|", "\\|") for cell in line) for line in lines]
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "charts.md").write_text("".join(f"| {line} |\n" for line in told), encoding="utf-8")


@in_a_browser
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("slug", DASHBOARDS)
def test_a_dashboard_opens_whole(installation: Installation, chromium: Browser, slug: str, width: int) -> None:
    with seated(chromium, installation, "data", width=width) as seat:
        seat.page.goto(f"/superset/dashboard/{slug}/")
        seat.page.wait_for_selector(".dashboard-component-chart-holder")
        for place, (tab, charts) in enumerate(placed_by_tab(DASHBOARDS[slug]).items()):
            if tab is not None:
                open_tab(seat.page, tab)
            settled(seat.page, charts)
            picture(seat.page, f"dashboard-{slug}-{width}-{place}")
        menu = seat.page.locator("#main-menu").bounding_box()
        assert menu is not None
        assert menu["height"] < 150  # the rest is for the dashboard, on a phone, too
        assert seat.complaints == []


@in_a_browser
def test_an_artist_in_a_table_leads_to_the_artist(installation: Installation, chromium: Browser) -> None:
    with seated(chromium, installation, "marketing") as seat:
        page = seat.page
        page.goto("/superset/dashboard/label-overview/")
        link = chart(page, "Who made the change").locator("td a[title='Open this artist']").nth(1)
        link.wait_for()
        name = link.inner_text()
        address = link.get_attribute("href")
        assert address is not None
        page.goto(address)
        head = chart(page, "The artist this week")
        head.locator("td").first.wait_for()
        settled(page, {"The artist this week"})
        assert set(head.locator("tbody tr td:nth-child(2)").all_inner_texts()) == {name}
