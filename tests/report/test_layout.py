"""Pages of all kinds of weeks: none a third empty, nothing too small to read, never too many; on both papers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pypdfium2
import pytest

from tasks.report.exporter import MOST_PAGES, TypstExporter
from tests.report.scenarios import SCENARIOS, Scenario, executed

SMALLEST = 8.5
SCALE = 0.5  # of a point to a pixel: a line of text is four pixels high
HEADER, FOOTER = 40, 45  # points of a page that every page has ink in


def documents(scenario: Scenario) -> tuple[bytes, bytes | None]:
    pdf, resources = TypstExporter().from_notebook_node(executed(scenario))
    assert resources["missing_characters"] == []
    return pdf, resources["appendix"]


def inked_rows(page: pypdfium2.PdfPage) -> list[bool]:
    """Of each row of a page between its header and its footer, whether anything is printed there."""
    bitmap = page.render(scale=SCALE, grayscale=True).to_numpy()
    inner = bitmap[int(HEADER * SCALE) : -int(FOOTER * SCALE)]
    return [bool(row.min() < 250) for row in inner]


def emptiness(page: pypdfium2.PdfPage) -> float:
    """The longest stretch of a page without anything, as a part of it."""
    rows = inked_rows(page)
    return max((len(list(run)) for is_inked, run in groupby(rows) if not is_inked), default=0) / len(rows)


def sizes(page: pypdfium2.PdfPage) -> Iterator[float]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        if not text.get_text_range(index, 1).isspace():
            yield pypdfium2.raw.FPDFText_GetFontSize(text, index)


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_pages_are_full_and_can_be_read(name: str, paper: str) -> None:
    pdf, appendix = documents(replace(SCENARIOS[name], paper=paper))
    assert b"pdfuaid" in pdf
    assert (appendix is not None) == (name == "long names")  # its report alone fills the pages
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) <= MOST_PAGES
        width, height = document[0].get_size()
        assert (round(width), round(height)) == {"a4": (595, 842), "us-letter": (612, 792)}[paper]
        assert {number: share for number, page in enumerate(document, 1) if (share := emptiness(page)) > 1 / 3} == {}
        assert min(size for page in document for size in sizes(page)) >= SMALLEST - 0.01
        assert len(list(document.get_toc())) >= 10


def test_a_long_list_of_artists_is_a_file_of_its_own() -> None:
    pdf, appendix = documents(replace(SCENARIOS["ordinary"], artists=500))
    assert appendix is not None
    with pypdfium2.PdfDocument(pdf) as report, pypdfium2.PdfDocument(appendix) as artists:
        assert len(report) <= MOST_PAGES
        first = artists[0].get_textpage().get_text_range()
        assert "Every artist" in first
        assert "Every artist this week" not in "".join(page.get_textpage().get_text_range() for page in report)
        for document in (report, artists):
            assert {
                number: share for number, page in enumerate(document, 1) if (share := emptiness(page)) > 1 / 3
            } == {}


def test_a_name_that_has_room_beside_its_interval_is_whole() -> None:
    """Its width is what counts, not its letters; beside the table it stands in the drawing below."""
    name = "Twenty-one letters it"
    pdf, _ = documents(replace(SCENARIOS["ordinary"], names=[name, "=SUM(Hearts)"]))
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[1].get_textpage().get_text_range()
    assert (words.count("…"), words.count(name)) == (0, 15)  # five rows of it, five notes, five intervals


def test_no_page_ends_between_an_artists_lines() -> None:
    pdf, _ = documents(replace(SCENARIOS["ordinary"], fallers=25))
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    found = [(words.count("× its usual"), words.count("▲ confirmed")) for words in pages]
    assert sum(first for first, _ in found) == 35
    assert [first for first, _ in found] == [second for _, second in found]
