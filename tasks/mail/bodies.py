"""Bodies of mails from the templates beside this file; names in HTML are escaped, whatever they hold."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

TEMPLATES = Path(__file__).parent / "templates"
MARKS = {"up": "▲", "down": "▼", "info": "●"}
# The report's own (notebooks/typst/lib.typ): text on white, and on a dark ground.
COLOURS = {"up": "#047857", "down": "#b91c1c", "info": "#4338ca"}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def text_of(template: str, given: Mapping[str, Any]) -> str:
    """The text of <template>.txt.j2; lines are not broken, mail programs do that."""
    return CONTROLS.sub("", _environment().get_template(f"{template}.txt.j2").render(given)).strip() + "\n"


def html_of(template: str, given: Mapping[str, Any]) -> str:
    """The HTML of <template>.html.j2."""
    return CONTROLS.sub("", _environment().get_template(f"{template}.html.j2").render(given))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape((".html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"marks": MARKS, "colours": COLOURS}
    return made
