"""How a label's report looks: its name, its colour, its logo and the paper, from a file that a setting names.

The file is YAML: a section for each label by the name on its cards, `All` for all labels and for what a section leaves
out. Keys: name, accent (#rrggbb), logo (path of a PNG or SVG, seen from the file), paper (a4 or us-letter).
"""

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tasks.report.errors import ReportError

SETTING = "GROUNDSWELL_REPORT_BRANDS"
PAPERS = ("a4", "us-letter")
LOGOS = {".png": "png", ".svg": "svg"}
LARGEST_LOGO = 200_000
# text of this size must stand out so much from white paper (WCAG 2.2, 1.4.3)
LEAST_CONTRAST = 4.5
ACCENT = "#4f46e5"


@dataclass(frozen=True)
class Logo:
    """A picture as the document keeps it."""

    format: str
    content: str


@dataclass(frozen=True)
class Brand:
    """What the template needs to know of a label's look; `name` is None where the setting GROUNDSWELL_LABEL holds."""

    name: str | None = None
    accent: str = ACCENT
    logo: Logo | None = None
    paper: str = "a4"


def brand_of(label: str) -> Brand:
    """The look of a label's report. Raises ReportError for a file that can't be read or says what can't be done."""
    given = os.environ.get(SETTING, "").strip()
    if not given:
        return Brand()
    path = Path(given)
    try:
        sections = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise ReportError(f"{path}, which {SETTING} names, can't be read ({error}); correct it or unset it.") from None
    if not isinstance(sections, dict) or not all(isinstance(each, dict) for each in sections.values()):
        raise ReportError(f"{path} is no list of labels with their looks; write it as docs/weeks.md shows.")
    section = {**sections.get("All", {}), **sections.get(label, {})}
    if unknown := sorted(section.keys() - {"name", "accent", "logo", "paper"}):
        raise ReportError(f"{path} has keys nobody reads: {', '.join(unknown)}; leave them out.")
    return Brand(
        section.get("name"),
        _accent(str(section.get("accent", ACCENT)), path),
        _logo(path.parent / str(section["logo"]), path) if section.get("logo") else None,
        _paper(str(section.get("paper", "a4")), path),
    )


def contrast(colour: str) -> float:
    """Contrast of a colour (#rrggbb) with white, from 1 to 21, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _accent(colour: str, path: Path) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ReportError(f"The accent {colour!r} in {path} is no colour; write it like {ACCENT}.")
    if (found := contrast(colour)) < LEAST_CONTRAST:
        raise ReportError(
            f"The accent {colour} in {path} is too light to read on paper (contrast {found:.1f}, at least "
            f"{LEAST_CONTRAST} is needed); take a darker one."
        )
    return colour.lower()


def _paper(paper: str, path: Path) -> str:
    if paper not in PAPERS:
        raise ReportError(f"The paper {paper!r} in {path} is unknown; use {' or '.join(PAPERS)}.")
    return paper


def _logo(logo: Path, path: Path) -> Logo:
    form = LOGOS.get(logo.suffix.lower())
    if form is None:
        raise ReportError(f"The logo {logo} in {path} is neither PNG nor SVG.")
    try:
        content = logo.read_bytes()
    except OSError as error:
        raise ReportError(f"The logo {logo} in {path} can't be read ({error.strerror}).") from None
    if len(content) > LARGEST_LOGO:
        raise ReportError(f"The logo {logo} has {len(content):,} bytes; the report takes {LARGEST_LOGO:,} at most.")
    return Logo(form, base64.b64encode(content).decode())


def logo_bytes(logo: dict[str, Any]) -> list[int]:
    """A logo of an executed notebook, byte by byte."""
    return list(base64.b64decode(logo["content"]))
