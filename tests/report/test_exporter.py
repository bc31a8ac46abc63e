"""From a notebook to a PDF, without a database."""

import logging
from collections.abc import Sequence

import pypdfium2
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tasks.report.blocks import Block
from tasks.report.exporter import TypstExporter
from tasks.report.fonts import missing_characters
from tests.report.synthetic import NAMES

TITLE = Block(
    "title",
    label="Northlight Records",
    title="Weekly report",
    week="Fri 13 – Thu 19 Nov 2026",
    compared="Fri 6 – Thu 12 Nov 2026",
    ends_on="2026-11-19",
    headline="Nothing much.",
)


def notebook(*blocks: Block) -> NotebookNode:
    """An executed notebook that shows these blocks."""
    cells = [new_code_cell("1", outputs=[new_output("stream", text="never shown")])]
    for block in blocks:
        cells.append(new_code_cell("x", outputs=[new_output("execute_result", block._repr_mimebundle_())]))
    return new_notebook(cells=[new_markdown_cell("# Prose\n\n- one\n- **two**"), *cells])


def roll_call(*names: str) -> Block:
    row = {"country": "", "value": "1.0K", "is_comparable": True, "change": "+1.0 %", "tone": "up"}
    return Block("roll_call", summary="All", rows=[{"name": name, **row} for name in names])


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def unseen(names: Sequence[str], text: str) -> list[str]:
    """Names that a document's text lacks, by their words: lines break at them, and order turns beside Arabic.

    The Arabic font draws a letter and its dots as two glyphs, so a reader of text gives letters twice: there letters
    are looked for, not the word.
    """

    def is_there(word: str) -> bool:
        return set(word) <= set(text) if "\u0600" <= word[0] <= "\u06ff" else word in text

    return [name for name in names if not all(is_there(word) for word in name.split())]


def test_names_of_every_script_are_in_the_document() -> None:
    names = [name for name, _ in NAMES]
    pdf, resources = TypstExporter().from_notebook_node(notebook(TITLE, roll_call(*names)))
    text = words(pdf)
    assert unseen(names, text) == []
    assert resources["missing_characters"] == []
    assert resources["output_extension"] == ".pdf"
    assert "never shown" not in text
    assert b"pdfuaid" in pdf


def test_same_notebook_same_bytes() -> None:
    first, _ = TypstExporter().from_notebook_node(notebook(TITLE, roll_call("새벽")))
    second, _ = TypstExporter().from_notebook_node(notebook(TITLE, roll_call("새벽")))
    assert first == second


def test_a_character_no_font_has_is_named_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        pdf, resources = TypstExporter().from_notebook_node(notebook(TITLE, roll_call("\U00012000 Sumer")))
    assert resources["missing_characters"] == ["\U00012000"]
    assert "U+12000 CUNEIFORM SIGN A" in caplog.text
    assert "some scripts: Cuneiform (1)" in words(pdf)
    assert b"pdfuaid" not in pdf


def test_a_block_without_a_look_fails() -> None:
    with pytest.raises(Exception, match="no look for block pie"):
        TypstExporter().from_notebook_node(notebook(TITLE, Block("pie")))


def test_a_notebook_without_title_fails() -> None:
    with pytest.raises(ValueError, match="shows no title"):
        TypstExporter().from_notebook_node(notebook(roll_call("A")))


def test_missing_characters_ignores_what_has_no_look() -> None:
    assert missing_characters("Łódź 새벽 さくら نجوم \u2068x\u2069\u200b") == []
