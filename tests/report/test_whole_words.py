"""Names of scripts that may break at any letter stay whole in the printed report; notes keep off the line above."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tasks.report.blocks import Block
from tests.report.scenarios import SCENARIOS
from tests.report.test_exporter import TITLE
from tests.report.test_hard_names import Glyph, glyphs, rendered
from tests.report.test_layout import documents

NAMES = ("별빛풍선", "さくらドライブ", "宇多田光", "夜行DJ列車", "달빛 소년단")
LINES = 40
CLEAR = 3.0  # points between what is printed above and below


def lines_of(page: list[Glyph], word: str) -> Iterator[int]:
    """On how many lines each occurrence of a word stands."""
    text = "".join(glyph.character for glyph in page)
    at = text.find(word)
    while at >= 0:
        yield len({round(glyph.baseline) for glyph in page[at : at + len(word)]})
        at = text.find(word, at + 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_breaks_at_blanks_alone(name: str) -> None:
    """Wherever in its line it comes to stand: of a list of sentences one letter longer each, and of the headline."""
    items = [
        {"tone": "up", "name": "A", "text": f"{'x ' * (46 + at // 2)}{'i' * at} {name}, and 7."} for at in range(LINES)
    ]
    page = list(glyphs(rendered(TITLE, Block("changes", items=items, empty=""))))
    for word in name.split():
        found = list(lines_of(page, word))
        assert len(found) == LINES
        assert set(found) == {1}


@pytest.mark.parametrize("at", range(0, 24, 3))
def test_the_headline_keeps_names_whole(at: int) -> None:
    headline = (
        f"Streams up 2.8% to 149.8M: Ana +3.9M. {'They are higher. ' * 2}{'i' * at} Confirmed: ▲ 별빛풍선, ▼ さくら."
    )
    page = list(glyphs(rendered(Block(**{**TITLE.payload, "kind": "title", "headline": headline}))))
    assert {*lines_of(page, "별빛풍선"), *lines_of(page, "さくら")} == {1}


def test_a_name_longer_than_its_line_breaks_at_any_letter() -> None:
    item = {"tone": "up", "name": "A", "text": f"{'별빛풍선' * 40} then 7."}
    page = list(glyphs(rendered(TITLE, Block("changes", items=[item], empty=""))))
    lines = [round(glyph.baseline) for glyph in page if glyph.character in "별빛풍선"]
    assert len(lines) == 160
    assert len(set(lines)) > 1


def test_notes_keep_off_the_line_above() -> None:
    """In tables of artists: the interval of a row ends above the badge and cause below it."""
    pdf, _ = documents(replace(SCENARIOS["ordinary"], names=["gypsy"]))
    page = list(glyphs(pdf))
    text = "".join(glyph.character for glyph in page)
    rows = list(re.finditer(r"(itsusual)\d+(▲confirmed“gypsy”)", text))
    assert len(rows) >= 10
    for row in rows:
        above, below = (page[slice(*row.span(part))] for part in (1, 2))
        assert min(glyph.bottom for glyph in above) - max(glyph.top for glyph in below) > CLEAR
