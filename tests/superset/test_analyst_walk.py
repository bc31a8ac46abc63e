"""The analyst's path in a real browser: find a query of the library, run it, read the rows, export them.

Pictures of every step in out/superset.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from browsing import in_a_browser, picture, seated
from bundle_files import read
from exported import agree, of_csv
from installation import Installation
from playwright.sync_api import Browser, Page, expect

QUERY = read("queries")["what-moved"]

pytestmark = in_a_browser


@pytest.fixture
def page(chromium: Browser, installation: Installation) -> Iterator[Page]:
    with seated(chromium, installation, "analyst") as seat:
        yield seat.page  # what the grid of SQL Lab says to the console is Superset's own affair


def test_from_the_library_to_a_csv_file(installation: Installation, page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("menuitem", name="SQL").first.hover()
    page.get_by_role("link", name="Saved Queries").click()
    listed = page.get_by_role("link", name=QUERY["label"])
    listed.wait_for()
    for query in read("queries").values():
        expect(page.get_by_role("link", name=query["label"])).to_have_count(1)
    picture(page, "path-analyst-1-library")

    listed.click()
    run = page.get_by_role("button", name="Run").first
    expect(run).to_be_enabled()
    expect(page.locator("#ace-editor, .ace_editor").first).to_contain_text("followed_badge")
    picture(page, "path-analyst-2-query")
    run.click()
    export = page.locator("[data-test='export-csv-button']")
    export.wait_for()
    stored, columns = asked(installation)
    expect(page.get_by_role("columnheader", name=columns[0]).first).to_be_visible()
    expect(page.get_by_role("gridcell", name=str(stored[0][0]), exact=True).first).to_be_visible()
    picture(page, "path-analyst-3-rows")

    with page.expect_download() as started:
        export.click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    lines = of_csv(path)
    assert list(lines[0]) == columns
    agree(lines, columns, stored)


def asked(installation: Installation) -> tuple[list[tuple[object, ...]], list[str]]:
    """The same query, asked of the warehouse without Superset: its rows, and its columns."""
    url = installation.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("set search_path = mart")
        cursor.execute(QUERY["sql"])
        assert cursor.description is not None
        stored, columns = cursor.fetchall(), [column.name for column in cursor.description]
    connection.close()
    return stored, columns
