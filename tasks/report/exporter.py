"""From an executed notebook to a PDF: nbconvert turns cells into Typst source, the bundled Typst compiles it.

The document is PDF/UA-1 (tagged, with a title and reading order). The same notebook gives the same bytes: nothing in
it tells when it was made.
"""

import logging
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import Bool, default

from tasks.report.blocks import MIME
from tasks.report.fonts import FAMILIES, font_folders, missing_characters, with_script_names
from tasks.report.markup import typst_json, typst_markup, typst_string
from tasks.runs.shown import shown

TEMPLATES = Path(__file__).parents[2] / "notebooks"
TEMPLATE = "typst"
NAMED = 6  # missing characters that the document names one by one

logger = logging.getLogger(__name__)


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
        }.items()

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own PDF exporters give bytes, too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF and nbconvert's resources; resources["missing_characters"] lists what no font could show."""
        self.environment.globals.update(mime=MIME, families=FAMILIES, missing=[])
        source, resources_out = super().from_notebook_node(nb, resources, **kw)
        missing: list[str] = []
        try:
            pdf = _compile(source, is_accessible=True)
        except typst.TypstError as error:
            missing = missing_characters(source)
            if not missing:
                raise
            # one odd name must not stop the report: its letters give way to the name of their script, with a note
            named = [f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip() for character in missing]
            logger.warning("No font for %s; the PDF is not PDF/UA. (%s)", ", ".join(named), error)
            self.environment.globals["missing"] = [*named[:NAMED], *_rest(named)]
            source, resources_out = super().from_notebook_node(nb, resources, **kw)
            pdf = _compile(with_script_names(source, missing), is_accessible=False)
        return pdf, {**resources_out, "output_extension": ".pdf", "missing_characters": missing}


def _rest(named: list[str]) -> list[str]:
    return [f"{len(named) - NAMED:,} more"] if len(named) > NAMED else []


def _compile(source: str, *, is_accessible: bool) -> bytes:
    # its types want one type for source and paths, which it does not need
    compiled: tuple[bytes, list[typst.TypstWarning]] = typst.compile_with_warnings(  # type: ignore[call-overload]
        source.encode(),
        root=str(TEMPLATES / TEMPLATE),
        font_paths=list(font_folders()),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"] if is_accessible else [],
    )
    pdf, warnings = compiled
    for warning in warnings:
        logger.warning("Typst: %s", shown(warning.message))
    return pdf
