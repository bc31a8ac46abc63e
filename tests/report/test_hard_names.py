"""Pages with names nobody would choose, measured glyph by glyph: where each stands, and in what order."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pypdfium2
import pytest
from sqlalchemy import create_engine

from tasks.report.blocks import Block
from tasks.report.data import Week, plain
from tasks.report.exporter import TypstExporter
from tests.report.test_exporter import TITLE, notebook, words

MARGIN = 15 / 25.4 * 72
NOTE = "Charactersthatcannotbeshown."
NAMES = {
    "60 letters": "W" * 60,
    "300 letters": "W" * 300,
    "300 letters in words": "Wide " * 60,
    "3,000 letters": "Long" * 750,
    "Arabic, 160 letters": "نجوم" * 40,
    "Arabic in words": "نجوم الليل " * 12,
    "Hebrew, 120 letters": "שלום" * 30,
    "Chinese, 180 letters": "宇多田" * 60,
    "Hindi, 180 letters": "देवनागरी" * 20,
    "Thai": "วงดนตรีไทย " * 9,
    "Tamil": "தமிழ்பாடகர்" * 9,
    "Ethiopic": "የኢትዮጵያ ሙዚቃ",
    "Khmer": "ក្រុមចម្រៀងខ្មែរ" * 9,
    "override": "abc\u202edef 123",
    "isolates": "\u2067x\u2066y\u2069\u2069\u2069 tail \u202b",
    "invisible": "\u200b\u2060\u3164",
    "letters as wide as a column": "\ufdfd \ufdfaA\ufdfd" * 3,
    "marks": "Z" + "\u0301\u0302\u0303\u0304" * 20,
}


@dataclass(frozen=True)
class Glyph:
    character: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """What has ink, page by page; fails for what lies beside the page's margins."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                character = text.get_text_range(index, 1)
                if right > left and top > bottom and not character.isspace():
                    glyph = Glyph(character, number, left, bottom, right, top, baseline(text, index))
                    assert MARGIN - 2 < left < right < width - MARGIN + 2, glyph
                    assert 0 < bottom < top < height, glyph
                    yield glyph
    finally:
        document.close()


def baseline(text: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def as_the_eye_reads(some: list[Glyph]) -> Iterator[str]:
    """Line by line from above, each from the left; dots of Arabic letters have baselines near their line's."""
    from_above = sorted(some, key=lambda glyph: -glyph.baseline)
    while from_above:
        line = [glyph for glyph in from_above if glyph.baseline > from_above[0].baseline - 8]
        from_above = from_above[len(line) :]
        yield from (glyph.character for glyph in sorted(line, key=lambda glyph: glyph.left))


def rendered(*blocks: Block) -> bytes:
    pdf, _ = TypstExporter().from_notebook_node(notebook(*blocks))
    return pdf


def found(all_glyphs: list[Glyph], word: str) -> list[Glyph]:
    """The glyphs of a word of the page, which stands there once."""
    text = "".join(glyph.character for glyph in all_glyphs)
    assert text.count(word) == 1, text
    at = text.index(word)
    return all_glyphs[at : at + len(word)]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_figures_beside_a_name_stay_where_they_are(name: str) -> None:
    row = {"country": "", "value": "7654K", "is_comparable": True, "change": "+1.0 %", "tone": "up"}
    page = list(glyphs(rendered(TITLE, Block("roll_call", summary="All", rows=[{"name": plain(name), **row}]))))
    value = found(page, "7654K")
    heads = found(page, 2 * "ArtistThisweekChange")
    column_end = heads[len(heads) // 2].left
    text = "".join(g.character for g in page)
    floor = page[text.index(NOTE)].top if NOTE in text else MARGIN
    in_row = [g for g in page if g.page == value[0].page and floor < g.bottom < g.top < heads[0].bottom]
    beside = sorted((g for g in in_row if value[0].left - 1 < g.left < column_end), key=lambda g: g.left)
    assert "".join(g.character for g in beside).replace("▲", "") == "7654K+1.0%"
    assert all(g.right < value[0].left for g in in_row if g not in beside)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_words_after_a_name_keep_their_order(name: str) -> None:
    item = {"tone": "up", "name": plain(name), "text": "+59 % to 7654K, then 8 of 9."}
    page = list(glyphs(rendered(TITLE, Block("changes", items=[item], empty=""))))
    start = found(page, "Nothingmuch.")[0].bottom
    text = "".join(g.character for g in page)
    floor = page[text.index(NOTE)].top if NOTE in text else MARGIN
    body = [g for g in page if floor < g.bottom < g.top < start and g.character != "▲"]
    seen = "".join(as_the_eye_reads(body))
    assert seen.endswith("+59%to7654K,then8of9.")
    assert seen != "+59%to7654K,then8of9."


@pytest.mark.parametrize("name", ["Arabic in words", "Hebrew, 120 letters", "override", "isolates", "60 letters"])
def test_figures_after_a_title_in_a_sentence_stay_behind_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = f"“\u2068{NAMES[name]}\u2069” 22.9K in its first 7 days."  # as core.quoted writes a title
    monkeypatch.setattr("tasks.report.data.read_rows", lambda *_: [{"artist_id": 7, "sentence": sentence}])
    text = Week(create_engine("postgresql+psycopg2://"), date(2026, 11, 6)).causes([7])[7]
    page = list(glyphs(rendered(TITLE, Block("changes", items=[{"tone": "up", "name": "A", "text": text}], empty=""))))
    start = found(page, "Nothingmuch.")[0].bottom
    all_characters = "".join(g.character for g in page)
    floor = page[all_characters.index(NOTE)].top if NOTE in all_characters else MARGIN
    body = [g for g in page if floor < g.bottom < g.top < start and g.character != "▲"]
    assert "".join(as_the_eye_reads(body)).endswith("22.9Kinitsfirst7days.")


def test_a_label_of_many_letters_leaves_the_lines_of_every_page_in_place() -> None:
    title = Block(**{**TITLE.payload, "label": plain("W" * 300)})
    row = {"name": "A", "country": "", "value": "1K", "is_comparable": False, "change": "6/7", "tone": "flat"}
    pdf = rendered(title, Block("roll_call", summary="All", rows=[row] * 120))
    assert {glyph.page for glyph in glyphs(pdf)} == {0, 1}
    assert "Page 2 of 2" in words(pdf)


def test_each_script_without_a_font_is_named_and_others_are_shown() -> None:
    row = {"country": "", "value": "1K", "is_comparable": False, "change": "6/7", "tone": "flat"}
    names = ["ខ្មែរ", "ไทย", "தமிழ்", "ሙዚቃ", "새벽", "\u200b"]
    text = words(rendered(TITLE, Block("roll_call", summary="", rows=[{"name": plain(n), **row} for n in names])))
    assert not [name for name in names[:4] if name in text]
    for shown in ("[Khmer]", "[Thai]", "[Tamil]", "[Ethiopic]", "새벽", "[no visible name]"):
        assert shown in text


def test_who_listens_to_the_page_hears_the_name_of_the_script() -> None:
    row = {"name": "ខ្មែរ", "country": "", "value": "1K", "is_comparable": False, "change": "6/7", "tone": "flat"}
    document = pypdfium2.PdfDocument(rendered(TITLE, Block("roll_call", summary="", rows=[row])))
    try:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        text = document[0].get_textpage().get_text_bounded()
        assert "[Khmer]" in text
        assert "ខ្មែរ" not in text
    finally:
        document.close()
