"""A label's name, colour, logo and paper, and what is refused."""

from pathlib import Path

import pypdfium2
import pytest

from tasks.report.blocks import Block
from tasks.report.brand import Brand, brand_of, contrast
from tasks.report.errors import ReportError
from tasks.report.exporter import TypstExporter
from tests.report.test_exporter import TITLE, notebook, words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#123456"/></svg>'


@pytest.fixture
def brands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "brands.yaml"
    monkeypatch.setenv("GROUNDSWELL_REPORT_BRANDS", str(path))
    return path


def test_without_a_file_everything_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GROUNDSWELL_REPORT_BRANDS", raising=False)
    assert brand_of("All") == Brand()


def test_a_label_has_what_its_section_says_and_else_what_all_labels_have(brands: Path) -> None:
    brands.with_name("logo.svg").write_text(SVG)
    brands.write_text("All: {name: Northlight, paper: us-letter}\nPaper: {accent: '#0F766E', logo: logo.svg}\n")
    brand = brand_of("Paper")
    assert (brand.name, brand.paper, brand.accent) == ("Northlight", "us-letter", "#0f766e")
    pdf, _ = TypstExporter().from_notebook_node(
        notebook(Block(**{**TITLE.payload, "logo": brand.logo, "paper": brand.paper}))
    )
    assert b"pdfuaid" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert round(document[0].get_size()[0]) == 612
    assert "Weekly report" in words(pdf)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("All: {accent: '#ffff00'}", "too light to read"),
        ("All: {accent: blue}", "no colour"),
        ("All: {paper: a3}", "use a4 or us-letter"),
        ("All: {logo: x.gif}", "neither PNG nor SVG"),
        ("All: {logo: x.png}", "can't be read"),
        ("All: {colour: red}", "keys nobody reads: colour"),
        ("- x", "no list of labels"),
        ("{", "can't be read"),
    ],
)
def test_what_can_not_be_done_is_refused_in_a_sentence(brands: Path, written: str, reason: str) -> None:
    brands.write_text(written)
    with pytest.raises(ReportError, match=reason):
        brand_of("All")


def test_contrast_as_the_guideline_has_it() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
