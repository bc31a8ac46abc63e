"""Makes the report of a week: checks, runs the notebook, renders it, and only then puts the files in place."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
import papermill
import typst
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tasks.report.blocks import MIME
from tasks.report.data import open_week
from tasks.report.errors import ReportError
from tasks.report.exporter import TypstExporter
from tasks.report.kernel import ROOT, kernel_class
from tasks.report.redaction import redact_notebook, redacted

NOTEBOOK = ROOT / "notebooks" / "weekly_report.ipynb"
START_TIMEOUT_S = 60
CELL_TIMEOUT_S = 600


@dataclass(frozen=True)
class ReportFiles:
    """The report of a week: the document, the executed notebook behind it, and a list of every artist if long."""

    pdf: Path
    notebook: Path
    appendix: Path | None = None


def render_report(
    week: date,
    database_url: str,
    out_dir: Path,
    label: str | None = None,
    *,
    notebook: Path = NOTEBOOK,
    stem: str | None = None,
    parameters: Mapping[str, Any] = MappingProxyType({}),
) -> ReportFiles:
    """Make the report of the week that begins with Friday `week`; a report of that week that is there is replaced.

    `label` stands in the banner; not given, it is GROUNDSWELL_LABEL or "All labels". `stem`: what the files are called,
    else weekly-report-<week>; `parameters`: more of the notebook's.
    Raises ReportError (not a Friday, no figures, a failing notebook) and DatabaseUnreachable. When the notebook fails
    no PDF is written and the notebook as far as it ran lies beside as weekly-report-<week>.failed.ipynb.
    """
    open_week(week, database_url).engine.dispose()
    out_dir.mkdir(parents=True, exist_ok=True)
    stem = stem or f"weekly-report-{week}"
    files = ReportFiles(out_dir / f"{stem}.pdf", out_dir / f"{stem}.ipynb")
    failed = out_dir / f"weekly-report-{week}.failed.ipynb"
    with tempfile.TemporaryDirectory(prefix="groundswell-report-") as folder:
        scratch = Path(folder)
        executed = scratch / "executed.ipynb"
        try:
            given = {"week": week.isoformat(), "label": label or report_label(), **parameters}
            _execute(notebook, executed, given, database_url, scratch)
            pdf, appendix = _render(executed)
        except (PapermillExecutionError, typst.TypstError, ValueError) as error:
            if executed.exists():
                shutil.copyfile(executed, failed)
            reason = redacted(_reason(error), database_url)
            # the cause carries the notebook's own words, and with them perhaps the address
            raise ReportError(
                f"The report of {week} failed ({reason}); see {failed} for the cell and its words."
            ) from None
        (scratch / "report.pdf").write_bytes(pdf)
        place(executed, files.notebook)
        place(scratch / "report.pdf", files.pdf)
        every_artist = out_dir / f"{stem}-every-artist.pdf"
        if appendix is None:
            every_artist.unlink(missing_ok=True)
        else:
            (scratch / "appendix.pdf").write_bytes(appendix)
            place(scratch / "appendix.pdf", every_artist)
            files = replace(files, appendix=every_artist)
    failed.unlink(missing_ok=True)
    return files


def report_label() -> str:
    """Whose report it is, by the setting."""
    return os.environ.get("GROUNDSWELL_LABEL", "").strip() or "All labels"


def _execute(notebook: Path, executed: Path, given: dict[str, Any], database_url: str, scratch: Path) -> None:
    """Run the notebook; the executed one is written, redacted, whether it fails or not."""
    try:
        papermill.execute_notebook(
            str(notebook),
            str(executed),
            parameters=given,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            start_timeout=START_TIMEOUT_S,
            execution_timeout=CELL_TIMEOUT_S,
            kernel_manager_class=kernel_class(database_url, scratch),
        )
    finally:
        if executed.exists():
            node = _read(executed)
            redact_notebook(node, database_url)
            node.metadata.papermill.update(input_path=notebook.name, output_path=executed.name)
            nbformat.write(node, executed)  # type: ignore[no-untyped-call]


def _render(executed: Path) -> tuple[bytes, bytes | None]:
    """The report, and the list of every artist where it is a file of its own."""
    pdf, resources = TypstExporter().from_notebook_node(_read(executed))  # type: ignore[no-untyped-call]
    return pdf, resources["appendix"]


def shown_blocks(executed: Path) -> list[dict[str, Any]]:
    """The blocks an executed notebook shows, in order."""
    outputs = [output for cell in _read(executed).cells for output in cell.get("outputs", [])]
    return [output.data[MIME] for output in outputs if MIME in output.get("data", {})]


def _read(path: Path) -> NotebookNode:
    node: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return node


def _reason(error: Exception) -> str:
    if isinstance(error, PapermillExecutionError):
        return f"{error.ename} in cell {error.exec_count}: {error.evalue}"
    return str(error)


def place(source: Path, target: Path) -> None:
    """Into its place in one step, also across file systems: a reader sees the old file or the new one."""
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
