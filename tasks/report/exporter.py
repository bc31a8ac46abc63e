"""From an executed notebook to a PDF: nbconvert turns cells into Typst source, the bundled Typst compiles it.

The document is PDF/UA-1 (tagged, with a title and reading order). The same notebook gives the same bytes: nothing in
it tells when it was made.
"""

import copy
import io
import logging
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
import typst
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import Bool, default

from tasks.report.blocks import MIME
from tasks.report.brand import ACCENT, logo_bytes
from tasks.report.fonts import FAMILIES, font_folders, missing_characters, scripts_of, with_script_names
from tasks.report.markup import typst_json, typst_markup, typst_string
from tasks.runs.shown import shown

TEMPLATES = Path(__file__).parents[2] / "notebooks"
TEMPLATE = "typst"
MOST_PAGES = 6  # with the list of every artist; beyond them it is a file of its own

logger = logging.getLogger(__name__)

_PAGE = re.compile(rb"/Type\s*/Page\b")


def first_block(notebook: NotebookNode, kind: str) -> dict[str, Any]:
    """Data of the first block of a kind that the notebook shows. Raises ValueError when there is none."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data: dict[str, Any] | None = output.get("data", {}).get(MIME)
            if data and data["kind"] == kind:
                return data
    raise ValueError(f"the notebook shows no {kind}")


class TypstExporter(TemplateExporter):
    """Notebook to PDF. Code, streams and bare text outputs are left out; only blocks and prose are shown."""

    export_from_notebook = "PDF via Typst"
    output_mimetype = "application/pdf"
    exclude_input = Bool(True).tag(config=True)

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".pdf"

    @default("template_extension")
    def _template_extension(self) -> str:
        return ".typ.j2"

    @default("template_name")
    def _template_name(self) -> str:
        return TEMPLATE

    @default("extra_template_basedirs")
    def _extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield from {
            "typst_string": typst_string,
            "typst_json": typst_json,
            "typst_markup": typst_markup,
            "first_block": first_block,
            "logo_source": _logo_source,
        }.items()

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own PDF exporters give bytes, too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF and nbconvert's resources; resources["missing_characters"] lists what no font could show.

        resources["appendix"] is a second PDF with what follows the block `appendix`, where the whole has more than
        `MOST_PAGES`; else None.
        """
        pdf, resources_out = self._document(nb, resources, **kw)
        appendix = None
        parts = split(nb) if page_count(pdf) > MOST_PAGES else None
        if parts:
            pdf, resources_out = self._document(parts[0], resources, **kw)
            appendix = _packed(self._document(parts[1], resources, **kw)[0])
        return pdf, {**resources_out, "output_extension": ".pdf", "appendix": appendix}

    def _document(self, nb: NotebookNode, resources: dict[str, Any] | None, **kw: Any) -> tuple[bytes, dict[str, Any]]:
        self.environment.globals.update(mime=MIME, families=FAMILIES, missing=[])
        source, resources_out = super().from_notebook_node(nb, resources, **kw)
        accent = first_block(nb, "title").get("accent") or ACCENT
        missing: list[str] = []
        try:
            pdf = _compile(source, accent, is_accessible=True)
        except typst.TypstError as error:
            missing = missing_characters(source)
            if not missing:
                raise
            # one odd name must not stop the report: its letters give way to the name of their script, with a note
            named = [f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip() for character in missing]
            logger.warning("No font for %s; the PDF is not PDF/UA. (%s)", ", ".join(named), error)
            self.environment.globals["missing"] = scripts_of(missing)
            source, resources_out = super().from_notebook_node(nb, resources, **kw)
            pdf = _compile(with_script_names(source, missing), accent, is_accessible=False)
        return pdf, {**resources_out, "missing_characters": missing}


def _packed(pdf: bytes) -> bytes:
    """The same document in a quarter of the bytes: a long table has a tag for each cell, which Typst does not pack."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def page_count(pdf: bytes) -> int:
    """Pages of a document as Typst writes it."""
    return len(_PAGE.findall(pdf))


def split(notebook: NotebookNode) -> tuple[NotebookNode, NotebookNode] | None:
    """The report and its appendix, each with the banner and the last cell, which fills a page; None without it."""
    cells = notebook.cells
    at = next((number for number, cell in enumerate(cells) if _shows(cell, "appendix")), None)
    if at is None:
        return None
    title = copy.deepcopy(next(cell for cell in cells if _shows(cell, "title")))
    for output in title.outputs:
        output["data"][MIME].update(headline="", record="", title="Every artist")
    parts = [*cells[:at], cells[-1]], [title, *cells[at:]]
    report, appendix = (NotebookNode({**notebook, "cells": part}) for part in parts)  # type: ignore[no-untyped-call]
    return report, appendix


def _shows(cell: NotebookNode, kind: str) -> bool:
    return any(output.get("data", {}).get(MIME, {}).get("kind") == kind for output in cell.get("outputs", []))


def _logo_source(title: dict[str, Any]) -> str:
    logo = title.get("logo")
    return "none" if not logo else f"({', '.join(map(str, logo_bytes(logo)))},)"


def _compile(source: str, accent: str, *, is_accessible: bool) -> bytes:
    # its types want one type for source and paths, which it does not need
    compiled: tuple[bytes, list[typst.TypstWarning]] = typst.compile_with_warnings(  # type: ignore[call-overload]
        source.encode(),
        root=str(TEMPLATES / TEMPLATE),
        font_paths=list(font_folders()),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"accent": accent},
        pdf_standards=["ua-1"] if is_accessible else [],
    )
    pdf, warnings = compiled
    for warning in warnings:
        logger.warning("Typst: %s", shown(warning.message))
    return pdf
